import type { Browser, Page } from 'playwright'
import { describe, expect } from 'vitest'
import type { Tenant } from '../../demo/tenant/index'
import {
  ada,
  adasGitHub,
  conversation,
  demoTest,
  grace,
  linkNotice,
  shownIdentities,
  unlinkIdentity,
} from './demo-test'
import {
  button,
  folder,
  github,
  google,
  openHost,
  popupFrom,
  testInProduction as test,
  unlinkButton,
} from './host-test'

const done = 'GitHub linked You can now sign in with @ada-lovelace.'
const someoneElse = "No account was linked You're now signed in as someone else."
const adas = ['Password account ada@example.com', google, 'Acme sso account @alovelace']

/** An access token of Grace, who signs in in her own browser. */
async function gracesToken(browser: Browser, origin: string, tenant: Tenant): Promise<string> {
  const context = await browser.newContext({ baseURL: origin })
  try {
    const page = await context.newPage()
    await page.goto('/')
    await button(page, 'Sign in').click()
    await button(page, 'Continue with GitHub').click()
    const answer = page.waitForResponse(
      (response) =>
        response.url() === `${tenant.origin}/oauth/token` && response.request().method() === 'POST',
    )
    await button(page, 'grace-hopper').click()
    const { access_token } = await (await answer).json()
    return access_token
  } finally {
    await context.close()
  }
}

/** From now on, the sign-in library renews tokens with a session that Grace has taken over in another tab. */
async function letGraceTakeOver(page: Page, tenant: Tenant, accessToken: string) {
  await page.route(`${tenant.origin}/oauth/token`, (route) =>
    route.fulfill({
      headers: { 'Access-Control-Allow-Origin': '*' },
      json: { access_token: accessToken, token_type: 'Bearer', expires_in: 3600 },
    }),
  )
  // By then, the page's token is no longer valid.
  await page.clock.setFixedTime(Date.now() + 2 * 60 * 60 * 1000)
}

const carrying = (tenant: Tenant, accessToken: string) =>
  tenant.requests
    .filter(({ query, body }) => JSON.stringify([query, body]).includes(accessToken))
    .map(({ path }) => path)

describe('V1: while the token belongs to another user', () => {
  for (const display of ['page', 'popup'] as const) {
    test(`a link in a ${display} does not send it`, async ({ page, browser, demo, tenant }) => {
      const token = await gracesToken(browser, demo.origin, tenant)
      await openHost(page, { button: { display } })
      await letGraceTakeOver(page, tenant, token)
      if (display === 'popup') {
        const popup = await popupFrom(page, 'Add GitHub')
        if (!popup.isClosed()) await popup.waitForEvent('close')
      } else await button(page, 'Add GitHub').click()
      await linkNotice(page, someoneElse).waitFor()

      expect(carrying(tenant, token)).toEqual([])
      expect(page.url()).toBe(`${demo.origin}/`)
      expect(await page.getByText('grace').count()).toBe(0)
      expect(await tenant.users()).toEqual([ada, grace])
    })
  }
})

test("V2: an unlink with another user's token is not reported as done, and that user's list is not shown", async ({
  page,
  browser,
  demo,
  tenant,
}) => {
  const token = await gracesToken(browser, demo.origin, tenant)
  await openHost(page)
  await letGraceTakeOver(page, tenant, token)
  await unlinkIdentity(page, google)
  const failure = `We couldn't confirm whether ${google} was unlinked.`
  await page.getByRole('log').filter({ hasText: failure }).waitFor()
  await page
    .getByRole('listitem')
    .filter({ has: unlinkButton(page, google) })
    .getByText("We couldn't confirm whether this account was unlinked.")
    .waitFor()
  expect(await shownIdentities(page)).toEqual(adas)
  expect(await page.getByText(`${google} unlinked.`).count()).toBe(0)
  expect(await tenant.users()).toEqual([ada, grace])
})

const kinds = [
  { name: 'the classic API', onKind: test },
  { name: 'the Management API', onKind: demoTest({ folder, production: true, backend: 'auth0' }) },
]

describe.each(kinds)('V4: with $name', ({ onKind }) => {
  onKind(
    'a host that signs in again after the return is still told how the link ended',
    async ({ page, context, tenant }) => {
      await openHost(page)
      await button(page, 'Add GitHub').click()
      await button(page, 'ada-lovelace').waitFor()
      // As with tokens only in memory, the page that the user returns to is not signed in.
      await context.addInitScript(() => {
        if (location.search.includes('state=rla_')) {
          for (const key of Object.keys(sessionStorage))
            if (key.includes('user:')) sessionStorage.removeItem(key)
        }
      })
      await page.route(
        ({ searchParams }) => searchParams.get('prompt') === 'none',
        (route) => {
          const { searchParams } = new URL(route.request().url())
          const answer = new URLSearchParams({
            error: 'login_required',
            state: searchParams.get('state') ?? '',
          })
          const location = `${searchParams.get('redirect_uri')}?${answer}`
          return route.fulfill({ status: 302, headers: { location } })
        },
      )
      await button(page, 'ada-lovelace').click()
      await button(page, 'Sign in').waitFor()
      await context.clearCookies({ name: /^tenant_session/ })
      await button(page, 'Sign in').click()
      await page.getByLabel(/^E-?mail$/).fill(tenant.demoUser.email)
      await page.getByLabel('Password').fill(tenant.demoUser.password)
      await button(page, 'Continue').click()

      await linkNotice(page, done).waitFor()
      await unlinkButton(page, github).waitFor()
      expect((await tenant.users())[0]).toEqual({ ...ada, identities: [...ada.identities, adasGitHub] })
    },
  )
})

test("another user's list at page load is not shown", async ({ page, browser, demo, tenant }) => {
  const token = await gracesToken(browser, demo.origin, tenant)
  await openHost(page)
  await letGraceTakeOver(page, tenant, token)
  await page.evaluate(() => window.hostPage?.queryClient.invalidateQueries())
  await page.getByText("You're now signed in as someone else. Reload the page to continue.").waitFor()
  expect(await shownIdentities(page)).toEqual(adas)
  expect(conversation(tenant).at(-1)?.authorization).toBe(`Bearer ${token}`)
})
