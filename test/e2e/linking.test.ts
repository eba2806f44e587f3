import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import type { Tenant } from '../../demo/tenant/index'
import {
  ada,
  adasGitHub,
  adasGoogle,
  browserHistory,
  conversation,
  grace,
  link,
  linkNotice,
  list,
  shownIdentities,
  test,
  transactions,
} from './demo-test'
import { watchTraces } from './traces'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

test('links a GitHub account, and leaves no token, no code and no state behind', async ({
  page,
  demo,
  tenant,
}) => {
  const traces = await watchTraces(page, tenant)
  await page.goto('/')
  await button(page, 'Link GitHub').click()
  await button(page, 'ada-lovelace').click()
  await page.getByText('GitHub linked You can now sign in with @ada-lovelace.').waitFor()

  await page.getByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }).waitFor()
  expect(await tenant.users()).toEqual([{ ...ada, identities: [...ada.identities, adasGitHub] }, grace])
  // StrictMode is on, but each page load requests only one list.
  expect(conversation(tenant)).toEqual([
    list,
    link({ response_type: 'code', connection: 'github', redirect_uri: `${demo.origin}/` }),
    list,
  ])
  expect(await browserHistory(page)).toEqual([
    'about:blank',
    `${demo.origin}/`,
    expect.stringMatching(/\/sign-in\/[\w-]+$/),
    `${demo.origin}/`,
  ])

  expect(Object.keys(traces.secrets())).toEqual([
    'the answer’s state',
    'the answer’s code',
    'access token 1',
    'access token 2',
    'a provider’s own token',
  ])
  expect(await traces.left()).toEqual([])
})

test('links an account chosen at the hosted page, when no connection was asked for', async ({
  page,
  demo,
  tenant,
}) => {
  await page.goto('/')
  await button(page, 'Link another account').click()
  await page.getByLabel('Email').fill('ada.work@example.com')
  await page.getByLabel('Password').fill('battery staple')
  await button(page, 'Continue').click()
  await page.getByText('Password linked You can now sign in with ada.work@example.com.').waitFor()

  const linked = {
    provider: 'auth0',
    userId: '6615f0c2a1b2c3d4e5f60719',
    connection: 'Username-Password-Authentication',
  }
  expect(await tenant.users()).toEqual([{ ...ada, identities: [...ada.identities, linked] }, grace])
  expect(conversation(tenant)).toEqual([
    list,
    link({ response_type: 'code', redirect_uri: `${demo.origin}/` }),
    list,
  ])
})

test('starts one link on a double click', async ({ page, demo, tenant }) => {
  await page.goto('/')
  await button(page, 'Link GitHub').dblclick()
  await button(page, 'ada-lovelace').click()
  await page.getByText('GitHub linked You can now sign in with @ada-lovelace.').waitFor()

  expect(conversation(tenant)).toEqual([
    list,
    link({ response_type: 'code', connection: 'github', redirect_uri: `${demo.origin}/` }),
    list,
  ])
  // The record of a second flow would have stayed.
  expect(await transactions(page)).toEqual([])
})

test('goes back from the provider and links another account instead', async ({ page, tenant }) => {
  await page.goto('/')
  await button(page, 'Link GitHub').click()
  await button(page, 'ada-lovelace').waitFor()
  await page.goBack()
  await button(page, 'Link another Google account').click()
  await button(page, 'countess@gmail.example').click()
  await page.getByText('Google linked You can now sign in with countess@gmail.example.').waitFor()

  const linked = { ...adasGoogle, userId: '113850022417769035482' }
  expect(await tenant.users()).toEqual([{ ...ada, identities: [...ada.identities, linked] }, grace])
})

test('links with a fresh token when the page has been open for hours', async ({ page, tenant }) => {
  await page.goto('/')
  await button(page, 'Link GitHub').waitFor()
  await page.clock.setFixedTime(Date.now() + 2 * 60 * 60 * 1000)
  await button(page, 'Link GitHub').click()
  await button(page, 'ada-lovelace').click()
  await page.getByText('GitHub linked You can now sign in with @ada-lovelace.').waitFor()

  const [atLoad, ...atClick] = conversation(tenant).slice(0, 3)
  const started = conversation(tenant)[3]
  // One list to compare with later, and one that verifies the owner of the new token.
  expect([atLoad, ...atClick]).toEqual([list, list, list])
  expect(atClick.map(({ authorization }) => authorization)).toContain(`Bearer ${started?.query.access_token}`)
  expect(atLoad?.authorization).not.toBe(`Bearer ${started?.query.access_token}`)
})

describe('nothing is linked, and the page says why', () => {
  test('when the user cancels at the provider', async ({ page, demo, tenant }) => {
    await page.goto('/')
    await button(page, 'Link GitHub').click()
    await button(page, 'Cancel').click()

    await linkNotice(page, 'Sign-in was canceled.').waitFor()
    expect(await tenant.users()).toEqual([ada, grace])
    await expect
      .poll(() => conversation(tenant))
      .toEqual([
        list,
        link({ response_type: 'code', connection: 'github', redirect_uri: `${demo.origin}/` }),
        list,
      ])
    expect((await browserHistory(page)).at(-1)).toBe(`${demo.origin}/`)
  })

  test('when the identity belongs to someone else', async ({ page, demo, tenant }) => {
    await page.goto('/')
    await button(page, 'Link GitHub').click()
    await button(page, 'grace-hopper').click()

    await linkNotice(page, 'That account is linked to another user.').waitFor()
    expect(await tenant.users()).toEqual([ada, grace])
    await expect
      .poll(() => conversation(tenant))
      .toEqual([
        list,
        link({ response_type: 'code', connection: 'github', redirect_uri: `${demo.origin}/` }),
        list,
      ])
  })

  test('when the account is already linked', async ({ page, demo, tenant }) => {
    await page.goto('/')
    await button(page, 'Link another Google account').click()
    await button(page, 'ada.lovelace@gmail.example').click()

    await linkNotice(page, 'It might already be linked').waitFor()
    expect(await tenant.users()).toEqual([ada, grace])
    // A list can lag, so a list that shows nothing new is requested once more.
    const started = link({
      response_type: 'code',
      connection: 'google-oauth2',
      redirect_uri: `${demo.origin}/`,
    })
    expect(conversation(tenant)).toEqual([list, started, list, list])
  })

  test('when the tenant does not know the connection', async ({ page, demo, tenant }) => {
    await page.goto('/')
    await sendInstead(page, tenant, { connection: 'git-lab' })
    await button(page, 'Link GitHub').click()

    await linkNotice(page, 'The provider returned an error.').waitFor()
    expect(await tenant.users()).toEqual([ada, grace])
    await expect
      .poll(() => conversation(tenant))
      .toEqual([
        list,
        link({ response_type: 'code', connection: 'git-lab', redirect_uri: `${demo.origin}/` }),
        list,
      ])
    expect((await browserHistory(page)).at(-1)).toBe(`${demo.origin}/`)
  })

  describe('at a tenant that treats a bad token as a plain sign-in', () => {
    test.override('behaviour', { onBadToken: 'login' })

    test('when someone signs in there', async ({ page, tenant }) => {
      await page.goto('/')
      await sendInstead(page, tenant, { access_token: 'revoked' })
      await button(page, 'Link GitHub').click()
      await button(page, 'grace-hopper').click()

      await linkNotice(page, 'you might have been signed in as someone else.').waitFor()
      expect(await tenant.users()).toEqual([ada, grace])
    })
  })
})

test('tells another user who has signed in since that nothing was linked', async ({ page, tenant }) => {
  await page.goto('/')
  await button(page, 'Link GitHub').click()
  await button(page, 'ada-lovelace').waitFor()

  const provider = page.url()
  await page.goto('/')
  await button(page, 'Sign out').click()
  await button(page, 'Sign out').click()
  await button(page, 'Sign in').click()
  await button(page, 'Continue with GitHub').click()
  await button(page, 'grace-hopper').click()
  await page.getByRole('heading', { name: 'Grace Hopper' }).waitFor()

  await page.goto(provider)
  await button(page, 'ada-lovelace').click()
  await page.getByText("No account was linked You're now signed in as someone else.").waitFor()
  expect(await shownIdentities(page)).toEqual([
    'GitHub account grace@example.com',
    'Google account grace.hopper@gmail.example',
  ])
  expect(await tenant.users()).toEqual([{ ...ada, identities: [...ada.identities, adasGitHub] }, grace])
})

/** Changes the parameters that the tenant gets when a link starts. */
function sendInstead(page: Page, tenant: Tenant, parameters: Record<string, string>) {
  return page.route(`${tenant.origin}/authorize?**access_token=**`, (route) => {
    const url = new URL(route.request().url())
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
    return route.continue({ url: url.href })
  })
}
