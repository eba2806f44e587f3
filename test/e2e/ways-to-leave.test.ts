import { describe, expect } from 'vitest'
import {
  ada,
  adasGitHub,
  browserHistory,
  conversation,
  grace,
  link,
  linkNotice,
  list,
  transactions,
} from './demo-test'
import {
  button,
  github,
  goBack,
  google,
  openHost,
  popupFrom,
  testInProduction as test,
  unlinkButton,
  withPageCache,
} from './host-test'

const linked = [{ ...ada, identities: [...ada.identities, adasGitHub] }, grace]
const done = 'GitHub linked You can now sign in with @ada-lovelace.'

describe('in a popup', () => {
  test('the page stays, and shows the result', async ({ page, demo, tenant }) => {
    await openHost(page, { button: { display: 'popup' } })
    const popup = await popupFrom(page, 'Add GitHub')
    const closed = popup.waitForEvent('close')
    await button(popup, 'ada-lovelace').click()
    await linkNotice(page, done).waitFor()
    await closed

    await unlinkButton(page, github).waitFor()
    expect(await browserHistory(page)).toEqual(['about:blank', `${demo.origin}/`])
    expect(await tenant.users()).toEqual(linked)
    expect(await button(page, 'Add GitHub').getAttribute('aria-disabled')).toBe(null)
  })

  test('closed by the user, is canceled with a button, because a closed window proves nothing', async ({
    page,
    tenant,
  }) => {
    await openHost(page, { button: { display: 'popup' } })
    const popup = await popupFrom(page, 'Add GitHub')
    await button(popup, 'ada-lovelace').waitFor()
    await popup.close()
    // The list is requested once, because the server may have linked before the popup was closed.
    await expect.poll(() => conversation(tenant).length).toBe(3)
    await page.getByText('Waiting for GitHub…').first().waitFor()
    expect(await page.locator('[data-slot="notice"][data-status]').count()).toBe(0)

    await button(page, 'Cancel linking GitHub').first().click()
    await linkNotice(page, "GitHub wasn't linked Sign-in was canceled.").waitFor()
    expect(await page.getByText('Waiting for GitHub…').count()).toBe(0)
    expect(await transactions(page)).toEqual([])
    expect(await tenant.users()).toEqual([ada, grace])
  })

  test('blocked by the browser, continues without it', async ({ page, tenant }) => {
    await openHost(page, { button: { display: 'popup' } })
    await page.evaluate(() => {
      window.open = () => null
    })
    await button(page, 'Add GitHub').click()
    await button(page, 'ada-lovelace').click()
    await linkNotice(page, done).waitFor()
    expect(await tenant.users()).toEqual(linked)
  })
})

describe('with a form post', () => {
  for (const display of ['page', 'popup'] as const) {
    test(`in a ${display}, no URL contains the token`, async ({ page, context, demo, tenant }) => {
      const addresses: string[] = []
      context.on('request', (request) => addresses.push(request.url(), request.headers().referer ?? ''))
      await openHost(page, { client: { authorizeMethod: 'post' }, button: { display } })
      const there = display === 'popup' ? await popupFrom(page, 'Add GitHub') : page
      if (display === 'page') await button(page, 'Add GitHub').click()
      await button(there, 'ada-lovelace').click()
      await linkNotice(page, done).waitFor()

      const posted = tenant.requests.find(({ method, path }) => method === 'POST' && path === '/authorize')
      expect(posted?.body).toEqual({
        ...link({ response_type: 'code', connection: 'github', redirect_uri: `${demo.origin}/` }).query,
        ...(display === 'popup' && { state: expect.stringMatching(/^rla_[\w-]{32}$/) }),
      })
      expect(posted?.query).toEqual({})
      const token = String(Reflect.get(Object(posted?.body), 'access_token'))
      const history = await browserHistory(page)
      expect([...addresses, ...history].filter((address) => address.includes(token))).toEqual([])
      expect(tenant.requests.filter(({ query }) => JSON.stringify(query).includes(token))).toEqual([])
      expect(await page.locator('form[action*="authorize"]').count()).toBe(0)
      expect(await tenant.users()).toEqual(linked)
    })
  }
})

describe('with more options', () => {
  const asked = {
    scopes: ['repo', 'read:user'],
    prompt: 'consent',
    loginHint: 'ada-lovelace',
  }
  const sent = {
    scope: 'openid email',
    connection_scope: 'repo read:user',
    prompt: 'consent',
    login_hint: 'ada-lovelace',
  }

  test('reaches the tenant as requested', async ({ page, demo, tenant }) => {
    await openHost(page, { client: { scope: 'openid email' }, button: asked })
    await button(page, 'Add GitHub').click()
    await button(page, 'ada-lovelace').click()
    await linkNotice(page, done).waitFor()
    const request = { response_type: 'code', connection: 'github', redirect_uri: `${demo.origin}/` }
    expect(conversation(tenant)).toEqual([list, link({ ...request, ...sent }), list])
  })

  test('for an account that is already linked, links it again', async ({ page, tenant }) => {
    await openHost(page, { button: { scopes: ['calendar'] } })
    await button(page, 'Grant more').click()
    await button(page, 'ada.lovelace@gmail.example').click()
    await linkNotice(page, `${google} is linked Sign-in at Google finished without an error.`).waitFor()
    expect(conversation(tenant)[1]?.query).toMatchObject({
      connection: 'google-oauth2',
      connection_scope: 'calendar',
    })
    expect(await tenant.users()).toEqual([ada, grace])
  })
})

test('the back button shows the page as it was, ready again, with a fresh list', ({
  launchOptions,
  demo: { origin },
  tenant,
}) =>
  withPageCache({ launchOptions, origin, tenant }, async (page) => {
    await openHost(page)
    await button(page, 'Add GitHub').click()
    await button(page, 'ada-lovelace').waitFor()

    const ask = await goBack(page, origin)
    await expect
      .poll(() =>
        ask('document.querySelector("[data-pending], [aria-disabled]:not([data-slot=unlink-button])")'),
      )
      .toBe(null)
    expect(await ask('document.body.textContent')).not.toContain('Redirecting')
    const paths = () => conversation(tenant).map(({ path }) => path)
    await expect.poll(paths).toEqual(['/userinfo', '/authorize', '/userinfo'])
  }))
