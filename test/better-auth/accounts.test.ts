import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type BetterAuthServer,
  type BetterAuthServerOptions,
  startBetterAuth,
} from '../../demo/better-auth/index'
import { pickAccount } from '../tenant/browserless'
import { app, profilePage, Visitor } from './visitor'

const ada = '6615f0c2a1b2c3d4e5f60718'
const adasGitHub = { provider: 'github', userId: '583231', connection: 'github' }
const day = 24 * 60 * 60

let server: BetterAuthServer
let visitor: Visitor

const start = async (options: Partial<BetterAuthServerOptions> = {}) => {
  server = await startBetterAuth({ appOrigins: [app], ...options })
  visitor = new Visitor(server)
  await visitor.signIn()
}

beforeEach(() => start())
afterEach(() => server.close())

const adasIdentities = async () => (await server.users())[0]?.identities

test('the list has a row for each account, including the password', async () => {
  const row = (providerId: string, accountId: string, scopes: string[]) => ({
    id: expect.stringMatching(/^\w{32}$/),
    providerId,
    accountId,
    userId: ada,
    scopes,
    createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
    updatedAt: expect.stringMatching(/^\d{4}-.*Z$/),
  })
  const scopes = ['openid', 'profile', 'email']

  expect(await visitor.accounts()).toEqual([
    row('credential', ada, []),
    row('google-oauth2', '108204268033311374519', scopes),
    row('acme-sso', '00u1ada', scopes),
  ])
})

test('the profile of an account at its provider can be requested', async () => {
  const { id, providerId, accountId } = await visitor.account('acme-sso')
  const picture = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/avatars\/alovelace\.svg$/)

  expect(await visitor.ask(`/account-info?accountId=${id}`)).toEqual({
    status: 200,
    body: {
      user: { name: 'Ada Lovelace', email: 'ada@acme.example', emailVerified: true, image: picture },
      data: expect.objectContaining({ sub: '00u1ada', preferred_username: 'alovelace', picture }),
      account: { id, providerId, accountId },
    },
  })
})

test.each([
  ['/list-accounts', undefined],
  ['/link-social', { provider: 'github', callbackURL: profilePage }],
  ['/unlink-account', { accountId: 'any' }],
])('%s requires a session', async (endpoint, body) => {
  expect(await new Visitor(server).ask(endpoint, body)).toEqual({
    status: 401,
    body: { code: 'UNAUTHORIZED', message: 'Unauthorized' },
  })
})

describe('linking', () => {
  test('goes to the provider and back to the app, and adds the account', async () => {
    expect(await visitor.link('github', 'ada-lovelace')).toBe(profilePage)

    expect((await adasIdentities())?.at(-1)).toEqual(adasGitHub)
    const { id } = await visitor.account('github')
    const { body } = await visitor.ask(`/account-info?accountId=${id}`)
    expect(body.data.preferred_username).toBe('ada-lovelace')
  })

  test('the same account again changes nothing and is no error', async () => {
    const before = await adasIdentities()

    expect(await visitor.link('google-oauth2', 'ada.lovelace@gmail.example')).toBe(profilePage)

    expect(await adasIdentities()).toEqual(before)
  })

  test.each([
    ['of another user', 'grace-hopper', 'account_already_linked_to_different_user'],
    ['with an email that is not verified', 'lady-lovelace', 'unable_to_link_account'],
    ['without an email', 'analytical-engine', 'unable_to_link_account'],
    ['that the user cancels', 'cancel', 'access_denied'],
  ])('an account %s ends in an error', async (_, account, error) => {
    const before = await server.users()

    const end = new URL(await visitor.link('github', account))

    expect(end.searchParams.get('error')).toBe(error)
    expect(end.searchParams.get('tab')).toBe('accounts')
    expect(await server.users()).toEqual(before)
  })

  test.each(['lady-lovelace', 'analytical-engine'])(
    '%s can be linked at a provider that is trusted',
    async (name) => {
      await server.close()
      await start({ trustedProviders: ['github'] })

      expect(await visitor.link('github', name)).toBe(profilePage)

      expect((await adasIdentities())?.at(-1)?.connection).toBe('github')
    },
  )

  test('a second link replaces one that has not been completed', async () => {
    const first = await visitor.startLink('github')
    const second = await visitor.startLink('google-oauth2')

    const late = await pickAccount(visitor.browser, await visitor.browser.visit(first), 'ada-lovelace')
    expect(new URL(late.url).searchParams.get('error')).toBe('state_mismatch')

    const end = await pickAccount(
      visitor.browser,
      await visitor.browser.visit(second),
      'countess@gmail.example',
    )
    expect(end.url).toBe(profilePage)
  })

  test('fails when the user who started it has signed out', async () => {
    const address = await visitor.startLink('github')
    await visitor.ask('/sign-out', {})

    const end = await pickAccount(visitor.browser, await visitor.browser.visit(address), 'ada-lovelace')

    expect(new URL(end.url).searchParams.get('error')).toBe('unable_to_link_account')
    expect(await adasIdentities()).not.toContainEqual(adasGitHub)
  })

  test.each([
    [{ provider: 'nowhere' }, 404, 'PROVIDER_NOT_FOUND'],
    [{ callbackURL: 'https://evil.example/' }, 403, 'INVALID_CALLBACK_URL'],
    [{ errorCallbackURL: 'https://evil.example/' }, 403, 'INVALID_ERROR_CALLBACK_URL'],
  ])('with %j does not start', async (wrong, status, code) => {
    const answer = await visitor.ask('/link-social', {
      provider: 'github',
      callbackURL: profilePage,
      errorCallbackURL: profilePage,
      ...wrong,
    })

    expect(answer).toEqual({ status, body: { code, message: expect.any(String) } })
  })
})

describe('unlinking', () => {
  test('removes the account, by the id of its row', async () => {
    const answer = await visitor.unlink(await visitor.account('google-oauth2'))

    expect(answer).toEqual({ status: 200, body: { status: true } })
    expect((await adasIdentities())?.map(({ connection }) => connection)).toEqual(['credential', 'acme-sso'])
  })

  const refuses = async (id: string, status: number, code: string, message: string) => {
    const before = await server.users()
    expect(await visitor.unlink({ id })).toEqual({ status, body: { code, message } })
    expect(await server.users()).toEqual(before)
  }

  test('an account whose connection does not allow it is refused', async () => {
    const { id } = await visitor.account('acme-sso')
    const message = 'Acme SSO does not allow its identities to be unlinked'
    await refuses(id, 403, 'UNLINK_NOT_ALLOWED', message)
  })

  test("an account by its id at the provider, or another user's account, is not found", async () => {
    const { accountId } = await visitor.account('google-oauth2')
    const grace = new Visitor(server)
    await grace.signInWith('GitHub', 'grace-hopper')
    const { id } = await grace.account('github')

    for (const wrong of [accountId, id]) await refuses(wrong, 400, 'ACCOUNT_NOT_FOUND', 'Account not found')
  })

  test('the last account is refused', async () => {
    await visitor.signInWith('Google', 'new.user@gmail.example')
    const { id } = await visitor.account('google-oauth2')

    await refuses(id, 400, 'FAILED_TO_UNLINK_LAST_ACCOUNT', "You can't unlink your last account")
  })

  test('with a session that is a day old requires a new sign-in', async () => {
    const account = await visitor.account('google-oauth2')
    await server.ageSessions(day)
    await refuses(account.id, 403, 'SESSION_NOT_FRESH', 'Session is not fresh')

    await visitor.signIn()

    expect(await visitor.unlink(account)).toMatchObject({ status: 200 })
  })

  test('the maximum age of a session can be set, and applies only to unlinking', async () => {
    await server.close()
    await start({ freshAge: 60 })
    await server.ageSessions(60)

    const { id } = await visitor.account('google-oauth2')
    await refuses(id, 403, 'SESSION_NOT_FRESH', 'Session is not fresh')
    expect(await visitor.link('github', 'ada-lovelace')).toBe(profilePage)
  })
})
