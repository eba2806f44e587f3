import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BetterAuthServer, startBetterAuth } from '../../demo/better-auth/index'
import { createBetterAuthClient } from '../../src/backends/better-auth'
import { createMemoryBrowser } from '../../src/testing/memory-browser'
import { app, Visitor } from '../better-auth/visitor'
import { load, openPage as openKitPage } from '../core/links'
import { pickAccount } from '../tenant/browserless'
import { LINK, openPage, PAGE, password } from './better-auth-page'

describe('a return', () => {
  /** A user who has gone to a provider, and returns to the URL that the server got. */
  async function away(errorCodes = {}) {
    const routes = {
      [LINK]: { body: { url: 'https://github.example/login' } },
      'GET /api/auth/list-accounts': { body: [password] },
    }
    const { client, server } = await openPage(routes, { errorCodes, redirectUri: `${PAGE}?tab=linked` })
    const page = openKitPage(client, { browser: createMemoryBrowser(PAGE) })
    void page.link({ connection: 'github' })
    await page.browser.departure()
    const { errorCallbackURL } = JSON.parse(server.requests.find(({ body }) => body)?.body ?? '')
    return (error: string) => load(page, client, `${errorCallbackURL}&error=${error}#top`)
  }

  it.each([
    ['access_denied', 'cancelled'],
    ['account_already_linked_to_different_user', 'already_linked'],
    ['email_does_not_match', 'denied'],
    ['unable_to_link_account', 'denied'],
    ['state_mismatch', 'expired'],
    ['invalid_code', 'failed'],
    ['toString', 'failed'],
  ])('with the error %s is %s', async (error, status) => {
    const { result, browser } = await (await away())(error)
    expect(result()).toMatchObject({
      status,
      request: { connection: 'github' },
      error: { serverCode: error },
    })
    expect(browser.href()).toBe(`${PAGE}?tab=linked#top`)
  })

  it("with an error from the host's hook means what the host says, before the standard mapping", async () => {
    const errorCodes = { too_young: 'denied', state_mismatch: 'already_linked' } as const
    for (const [error, status] of Object.entries(errorCodes)) {
      const { result } = await (await away(errorCodes))(error)
      expect(result()).toMatchObject({ status })
    }
  })
})

describe('a real server', () => {
  const redirectUri = `${app}/profile?tab=accounts`
  let server: BetterAuthServer

  beforeAll(async () => {
    server = await startBetterAuth({ appOrigins: [app] })
  })

  afterAll(() => server.close())

  async function signedIn() {
    const user = new Visitor(server)
    await user.signIn()
    const session = (await user.ask('/get-session')).body
    const { fetch } = user.browser
    const client = createBetterAuthClient({ baseURL: server.origin, redirectUri, user: session.user, fetch })
    const page = openKitPage(client, { browser: createMemoryBrowser(redirectUri) })
    /** Clicks on link. */
    const leave = async (connection: string) => {
      void page.link({ connection })
      return page.browser.departure()
    }
    /** Chooses an account at the provider, and handles the callback. */
    const pick = async (departure: string, account: string) => {
      const end = await pickAccount(user.browser, await user.browser.visit(departure), account)
      const next = await load(page, client, end.url)
      expect(next.browser.href()).toBe(redirectUri)
      return next.result()
    }
    return { client, leave, pick, user }
  }

  it.each([
    ['with an email address that is not verified', 'lady-lovelace', 'denied'],
    ['of another user', 'grace-hopper', 'already_linked'],
    ['that the user does not pick after all', 'cancel', 'cancelled'],
  ])('does not link an account %s', async (_what, account, status) => {
    const { leave, pick } = await signedIn()
    expect(await pick(await leave('github'), account)).toMatchObject({
      status,
      request: { connection: 'github' },
    })
  })

  it('links the second of two links in progress, and reports the first as expired', async () => {
    const { client, leave, pick } = await signedIn()
    const first = await leave('google-oauth2')
    const second = await leave('github')
    expect(await pick(first, 'countess@gmail.example')).toMatchObject({ status: 'expired' })
    const result = await pick(second, 'ada-lovelace')
    expect(result).toMatchObject({ status: 'linked', identity: { profile: { username: 'ada-lovelace' } } })
    if (result?.identity) await client.unlink(result.identity, { keepalive: false })
  })

  it('does not link for a user who has signed out in the meantime', async () => {
    const { leave, pick, user } = await signedIn()
    const departure = await leave('github')
    await user.ask('/sign-out', {})
    expect(await pick(departure, 'ada-lovelace')).toMatchObject({ status: 'denied' })
  })
})
