import { type BetterAuthClientOptions, createBetterAuthClient } from 'react-linked-accounts/better-auth'
import { createMemoryBrowser } from 'react-linked-accounts/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BetterAuthServer, startBetterAuth } from '../../demo/better-auth/index'
import { app, Person } from '../better-auth/person'
import { pickAccount } from '../tenant/browserless'
import { identityOf, LINK, openPage, PAGE, password, SESSION } from './better-auth-page'

const current = { userId: 'ann', identities: [identityOf(password)] }

describe('a return', () => {
  /** A person who has gone to a provider, and comes back to where the server was told. */
  async function away(options: Partial<BetterAuthClientOptions> = {}) {
    const routes = { [LINK]: { body: { url: 'https://github.example/login' } } }
    const page = await openPage(routes, options)
    void page.client.startLink({ connection: 'github', current })
    await page.browser.departure()
    const { callbackURL, errorCallbackURL } = JSON.parse(page.server.requests[1]?.body ?? '')
    return { ...page, callbackURL, errorCallbackURL }
  }

  it.each([
    ['access_denied', 'cancelled'],
    ['account_already_linked_to_different_user', 'already_linked'],
    ['email_does_not_match', 'denied'],
    ['unable_to_link_account', 'denied'],
    ['state_mismatch', 'missing_transaction'],
    ['invalid_code', 'failed'],
    ['toString', 'failed'],
  ])('with the error %s is %s', async (error, status) => {
    const { client, browser, server, errorCallbackURL } = await away()
    browser.arrive(`${errorCallbackURL}&error=${error}`)
    expect(await client.finishLink()).toMatchObject({
      status,
      connection: 'github',
      error: { code: 'rejected', serverCode: error },
    })
    expect(browser.href()).toBe(PAGE)
    expect(server.asked).toEqual([SESSION, LINK])
  })

  it('with an error of a hook of the host means what the host says, before what is usual', async () => {
    const linkStatuses = { too_young: 'denied', state_mismatch: 'expired' } as const
    for (const [error, status] of Object.entries(linkStatuses)) {
      const { client, browser, errorCallbackURL } = await away({ linkStatuses })
      browser.arrive(`${errorCallbackURL}&error=${error}`)
      expect(await client.finishLink()).toMatchObject({ status })
    }
  })

  it('is taken out of the address, and what else stands there is left', async () => {
    const { client, browser, callbackURL } = await away({ redirectUri: `${PAGE}?tab=linked` })
    browser.arrive(`${callbackURL}#top`)
    const identity = identityOf({ id: 'row-1', providerId: 'github', accountId: '583231', userId: 'ann' })
    const list = async () => ({ userId: 'ann', identities: [...current.identities, identity] })
    expect(await client.finishLink(undefined, list)).toEqual({
      status: 'linked',
      connection: 'github',
      identity,
    })
    expect(browser.href()).toBe(`${PAGE}?tab=linked#top`)
    expect(browser.storage().length).toBe(0)
  })

  it('without an error has linked nothing if the list holds nothing new', async () => {
    const { client, callbackURL } = await away()
    expect(await client.finishLink(callbackURL, async () => current)).toEqual({
      status: 'unchanged',
      connection: 'github',
    })
  })

  it('to somebody else is told', async () => {
    const { browser, server, callbackURL } = await away()
    const user = { id: 'bob' }
    const bob = createBetterAuthClient({ baseURL: server.origin, redirectUri: PAGE, user, browser })
    expect(await bob.finishLink(callbackURL)).toEqual({ status: 'wrong_user', connection: 'github' })
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
    const person = new Person(server)
    await person.signIn()
    const { user } = (await person.ask('/get-session')).body
    const { fetch } = person.browser
    const browser = createMemoryBrowser(redirectUri)
    const client = createBetterAuthClient({ baseURL: server.origin, redirectUri, user, browser, fetch })
    /** Clicks on link. */
    const leave = async (connection: string) => {
      void client.startLink({ connection })
      return browser.departure()
    }
    /** Picks an account at the provider, and takes up the return. */
    const pick = async (departure: string, account: string) => {
      const end = await pickAccount(person.browser, await person.browser.visit(departure), account)
      browser.arrive(end.url)
      const result = await client.finishLink()
      expect(browser.href()).toBe(redirectUri)
      return result
    }
    return { client, leave, pick, person }
  }

  it.each([
    ['with an e-mail address that is not verified', 'lady-lovelace', 'denied'],
    ['of somebody else', 'grace-hopper', 'already_linked'],
    ['that the person does not pick after all', 'cancel', 'cancelled'],
  ])('does not link an account %s', async (_what, account, status) => {
    const { leave, pick } = await signedIn()
    expect(await pick(await leave('github'), account)).toMatchObject({ status, connection: 'github' })
  })

  it('links the second of two links that are under way, and calls the first one gone', async () => {
    const { client, leave, pick } = await signedIn()
    const first = await leave('google-oauth2')
    const second = await leave('github')
    expect(await pick(first, 'countess@gmail.example')).toMatchObject({ status: 'missing_transaction' })
    const result = await pick(second, 'ada-lovelace')
    expect(result).toMatchObject({ status: 'linked', identity: { profile: { username: 'ada-lovelace' } } })
    if (result?.identity) await client.unlink(result.identity)
  })

  it('does not link for a person who has signed out meanwhile', async () => {
    const { leave, pick, person } = await signedIn()
    const departure = await leave('github')
    await person.ask('/sign-out', {})
    expect(await pick(departure, 'ada-lovelace')).toMatchObject({ status: 'denied' })
  })
})
