import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import type { Fault, Tenant } from '../../demo/tenant/index'
import { ada, adasGitHub, demoTest, grace, linkNotice, transactions } from './demo-test'
import { button, folder, github, openHost, popupFrom, unlinkButton } from './host-test'

const linked = [{ ...ada, identities: [...ada.identities, adasGitHub] }, grace]
const done = 'GitHub linked You can now sign in with @ada-lovelace.'
const inPopup = { button: { display: 'popup' } } as const

/** Like the sign-in pages of Microsoft and others, which make the browser isolate the popup from the page that opened it. */
const isolated: Fault = async (ctx, next) => {
  await next()
  ctx.set('Cross-Origin-Opener-Policy', 'same-origin')
}

const lists = ({ requests }: Tenant) =>
  requests.filter(({ path }) => path === '/userinfo' || /^\/api\/v2\/users\/[^/]+$/.test(path)).length

const waiting = (page: Page) => page.locator('[data-slot="waiting-link"]').first()

const kinds = [
  { name: 'the classic API', test: demoTest({ folder, production: true }), linksAtOnce: true },
  {
    name: 'the Management API',
    test: demoTest({ folder, production: true, backend: 'auth0' }),
    linksAtOnce: false,
  },
]

describe.each(kinds)('a popup with $name', ({ test, linksAtOnce }) => {
  test('T4: looks closed while the user signs in there, is not reported as canceled, and links', async ({
    page,
    tenant,
  }) => {
    await openHost(page, inPopup)
    await page.evaluate(() => {
      const { open } = window
      window.open = (...args) => {
        const opened = open(...args)
        Reflect.set(window, 'opened', opened)
        return opened
      }
    })
    tenant.fault('GET', '/authorize', isolated)
    const popup = await popupFrom(page, 'Add GitHub')
    await button(popup, 'ada-lovelace').waitFor()
    expect(await page.evaluate(() => Reflect.get(window, 'opened').closed)).toBe(true)
    // The page has noticed and requests the list, which may already include the account.
    await expect.poll(() => lists(tenant)).toBe(2)
    await waiting(page).waitFor()
    expect(await page.locator('[data-slot="notice"][data-status]').count()).toBe(0)

    const closed = popup.waitForEvent('close')
    await button(popup, 'ada-lovelace').click()
    await linkNotice(page, done).waitFor()
    await closed
    expect(await waiting(page).count()).toBe(0)
    expect((await tenant.users())[0]).toEqual(linked[0])
  })

  test('T21: has no opener, and its page requests no list before it closes', async ({ page, tenant }) => {
    await openHost(page, inPopup)
    const popup = await popupFrom(page, 'Add GitHub')
    await button(popup, 'ada-lovelace').waitFor()
    expect(await popup.evaluate(() => window.opener)).toBe(null)
    const before = lists(tenant)

    const asked: string[] = []
    popup.on('request', (request) => asked.push(new URL(request.url()).pathname))
    const closed = popup.waitForEvent('close')
    await button(popup, 'ada-lovelace').click()
    await linkNotice(page, done).waitFor()
    await closed
    // The app started in the popup, and the kit in it did not request a list.
    expect(asked.some((path) => path === '/')).toBe(true)
    expect(asked.filter((path) => path === '/userinfo' || path.startsWith('/api/'))).toEqual([])
    expect(lists(tenant)).toBe(before + 1)
  })

  test('T21: continues as a page if the page that opened it is closed', async ({ page, tenant }) => {
    await openHost(page, inPopup)
    const popup = await popupFrom(page, 'Add GitHub')
    await button(popup, 'ada-lovelace').waitFor()
    await page.close()
    await button(popup, 'ada-lovelace').click()
    await linkNotice(popup, done).waitFor()
    await unlinkButton(popup, github).waitFor()
    expect(await transactions(popup)).toEqual([])
    expect((await tenant.users())[0]).toEqual(linked[0])
  })

  test('T4: is received by the page that opened it even after a reload of that page', async ({
    page,
    tenant,
  }) => {
    await openHost(page, inPopup)
    const popup = await popupFrom(page, 'Add GitHub')
    await button(popup, 'ada-lovelace').waitFor()
    await page.reload()
    await waiting(page).waitFor()
    const closed = popup.waitForEvent('close')
    await button(popup, 'ada-lovelace').click()
    await linkNotice(page, done).waitFor()
    await closed
    expect(await transactions(page)).toEqual([])
    expect((await tenant.users())[0]).toEqual(linked[0])
  })

  test('T4: canceled while it shows another site, closes when it returns, and completes nothing', async ({
    page,
    tenant,
  }) => {
    await openHost(page, inPopup)
    const popup = await popupFrom(page, 'Add GitHub')
    await button(popup, 'ada-lovelace').waitFor()
    await button(page, 'Cancel linking GitHub').first().click()
    await linkNotice(page, "GitHub wasn't linked Sign-in was canceled.").waitFor()

    const before = lists(tenant)
    const closed = popup.waitForEvent('close')
    await button(popup, 'ada-lovelace').click()
    await closed
    await expect.poll(() => lists(tenant)).toBe(before + 1)
    // The classic API links before it sends the user back, so the list includes the account.
    if (linksAtOnce) await unlinkButton(page, github).waitFor()
    expect((await tenant.users())[0]).toEqual(linksAtOnce ? linked[0] : ada)
  })
})
