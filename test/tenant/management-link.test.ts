import { decodeJwt } from 'jose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startTenant, type Tenant } from '../../demo/tenant/index'
import { Browserless, pickAccount, type SignedIn, signIn, signInAgain, startSignIn } from './browserless'
import { managementApi, managementScope, refresh } from './management-api'

const redirectUri = 'http://127.0.0.1:5173/callback'
const ada = 'auth0|6615f0c2a1b2c3d4e5f60718'
const grace = 'github|19061209'

let tenant: Tenant
let browser: Browserless
let first: SignedIn

beforeEach(async () => {
  tenant = await startTenant({ appOrigins: [], redirectUris: [redirectUri] })
  browser = new Browserless(redirectUri)
  first = await signIn(tenant, redirectUri, { browser, scope: managementScope })
})

afterEach(() => tenant.close())

const api = ({ userId, accessToken }: SignedIn = first) => managementApi(tenant, userId, accessToken)

const signInTo = (connection: string, account: string, where = browser) =>
  signInAgain(tenant, redirectUri, { browser: where, connection, account })

const silently = async (where: Browserless, parameters: Record<string, string> = {}) => {
  const { url, finish } = await startSignIn(tenant, redirectUri, { prompt: 'none', ...parameters })
  return finish((await where.visit(url)).url)
}

const userinfo = (accessToken: string) =>
  fetch(`${tenant.origin}/userinfo`, { headers: { Authorization: `Bearer ${accessToken}` } })

describe('a link', () => {
  test('moves the identity over and answers all identities, as the list has them', async () => {
    const before = await tenant.users()
    const second = await signInTo('github', 'ada-lovelace')
    expect(second.userId).toBe('github|583231')

    const response = await api().link({ link_with: second.idToken })

    expect(response.status).toBe(201)
    const identities = await response.json()
    expect(identities).toEqual((await (await api().user()).json()).identities)
    expect(identities.at(-1)).toMatchObject({
      provider: 'github',
      user_id: 583231,
      profileData: { username: 'ada-lovelace', email: 'ada@example.com', email_verified: true },
    })
    const linked = { provider: 'github', userId: '583231', connection: 'github' }
    expect(await tenant.users()).toEqual(
      before.map((user) =>
        user.userId === ada ? { ...user, identities: [...user.identities, linked] } : user,
      ),
    )
  })

  test('merges a user who was there before, if that is all they are', async () => {
    const elsewhere = await signInTo('github', 'alan-turing', new Browserless(redirectUri))
    const { idToken } = await signInTo('github', 'alan-turing')

    expect((await api().link({ link_with: idToken })).status).toBe(201)

    expect((await tenant.users()).map(({ userId }) => userId)).toEqual([ada, grace])
    expect((await userinfo(elsewhere.accessToken)).status).toBe(401)
  })

  test('says of an address that nobody has verified that it is not', async () => {
    const { idToken } = await signInTo('github', 'lady-lovelace')
    expect(decodeJwt(idToken)).toMatchObject({ email: 'lady@example.com', email_verified: false })

    const identities = await (await api().link({ link_with: idToken })).json()

    expect(identities.at(-1)).toMatchObject({
      user_id: 583299,
      profileData: { email: 'lady@example.com', email_verified: false },
    })
  })

  test('that is sent twice adds the identity once', async () => {
    const { idToken } = await signInTo('github', 'ada-lovelace')

    const statuses = (
      await Promise.all([api().link({ link_with: idToken }), api().link({ link_with: idToken })])
    ).map(({ status }) => status)

    expect(statuses).toContain(201)
    const identities = (await tenant.users())[0]?.identities.map(({ userId }) => userId)
    expect(identities?.filter((userId) => userId === '583231')).toHaveLength(1)
  })
})

describe('nothing is linked', () => {
  const refused = async (response: Response, statusCode: number, error: string, errorCode: string) => {
    expect(response.status).toBe(statusCode)
    expect(await response.json()).toEqual({ statusCode, error, message: expect.any(String), errorCode })
  }

  test.each([
    ['an empty body', '', 'application/json'],
    ['broken JSON', '{"link_with":', 'application/json'],
    ['another field', { provider: 'github', user_id: '583231' }, 'application/json'],
    ['a link_with that is no text', { link_with: 583231 }, 'application/json'],
    ['a form', 'link_with=x', 'application/x-www-form-urlencoded'],
  ])('by %s', async (_, body, type) => {
    await refused(await api().link(body, type), 400, 'Bad Request', 'invalid_body')
  })

  test('without a valid access token', async () => {
    const { idToken } = await signInTo('github', 'ada-lovelace')
    const before = await tenant.users()

    const response = await managementApi(tenant, ada, 'nonsense').link({ link_with: idToken })

    expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')
    await refused(response, 401, 'Unauthorized', 'invalid_token')
    expect(await tenant.users()).toEqual(before)
  })

  test('without the scope', async () => {
    const { accessToken } = await signIn(tenant, redirectUri)
    const { idToken } = await signInTo('github', 'ada-lovelace')
    const before = await tenant.users()

    const response = await managementApi(tenant, ada, accessToken).link({ link_with: idToken })

    expect(response.headers.get('www-authenticate')).toBe('Bearer error="insufficient_scope"')
    await refused(response, 403, 'Forbidden', 'insufficient_scope')
    expect(await tenant.users()).toEqual(before)
  })

  test('to somebody else', async () => {
    const { idToken } = await signInTo('github', 'ada-lovelace')
    const before = await tenant.users()

    const response = await managementApi(tenant, grace, first.accessToken).link({ link_with: idToken })

    await refused(response, 403, 'Forbidden', 'insufficient_scope')
    expect(await tenant.users()).toEqual(before)
  })

  test('that belongs to a user with further identities', async () => {
    const { idToken } = await signInTo('github', 'grace-hopper')
    const before = await tenant.users()

    await refused(await api().link({ link_with: idToken }), 409, 'Conflict', 'identity_already_linked')

    expect(await tenant.users()).toEqual(before)
  })

  test('that has been linked to somebody else in the meantime', async () => {
    const alan = await signInTo('github', 'alan-turing')
    const { url, finish } = await startSignIn(tenant, redirectUri, {
      connection: 'github',
      prompt: 'login',
      scope: managementScope,
    })
    const hers = await finish((await pickAccount(browser, await browser.visit(url), 'grace-hopper')).url)
    expect((await api(hers).link({ link_with: alan.idToken })).status).toBe(201)
    const before = await tenant.users()

    await refused(await api().link({ link_with: alan.idToken }), 409, 'Conflict', 'identity_already_linked')

    expect(await tenant.users()).toEqual(before)
  })

  test('that is one’s own already', async () => {
    const { idToken } = await signInTo('google-oauth2', 'ada.lovelace@gmail.example')
    const before = await tenant.users()

    await refused(await api().link({ link_with: idToken }), 409, 'Conflict', 'same_user')
    await refused(await api().link({ link_with: first.idToken }), 409, 'Conflict', 'same_user')

    expect(await tenant.users()).toEqual(before)
  })
})

describe('the first user stays signed in at the page', () => {
  const cancel = async (connection?: string) => {
    const { url } = await startSignIn(tenant, redirectUri, {
      prompt: 'login',
      ...(connection && { connection }),
    })
    const end = await browser.submit(await browser.visit(url), 'Cancel')
    expect(new URL(end.url).searchParams.get('error')).toBe('access_denied')
  }

  const linkWith = async (account: string) => {
    const { idToken } = await signInTo('github', account)
    return (await api().link({ link_with: idToken })).status
  }

  test.each<[string, () => Promise<unknown>]>([
    ['was linked', async () => expect(await linkWith('ada-lovelace')).toBe(201)],
    ['was refused as taken', async () => expect(await linkWith('grace-hopper')).toBe(409)],
    ['was not followed by a link', () => signInTo('github', 'ada-lovelace')],
    ['was cancelled at the provider', () => cancel('github')],
    ['was cancelled on the login page', () => cancel()],
  ])('after a second sign-in in the same browser that %s', async (_, secondSignIn) => {
    await secondSignIn()

    expect(await (await userinfo(first.accessToken)).json()).toMatchObject({ sub: ada })
    const refreshed = await refresh(tenant, first.refreshToken)
    expect(refreshed.status).toBe(200)
    const { access_token: accessToken } = await refreshed.json()
    expect((await api({ ...first, accessToken }).user()).status).toBe(200)
  })

  test('and nobody is led through a sign-out on the way', async () => {
    await signInTo('github', 'ada-lovelace')

    expect(browser.visited.filter((url) => url.includes('logout'))).toEqual([])
  })
})

describe('a session of an identity that was linked', () => {
  test('signs in as the owner, in the browser of the link', async () => {
    const { idToken } = await signInTo('github', 'ada-lovelace')
    expect(await silently(browser)).toMatchObject({ userId: 'github|583231' })
    await api().link({ link_with: idToken })

    const after = await silently(browser, { scope: managementScope, id_token_hint: first.idToken })

    expect(after.userId).toBe(ada)
    expect((await api(after).user()).status).toBe(200)
    expect((await refresh(tenant, after.refreshToken)).status).toBe(200)
    expect(await (await userinfo(after.accessToken)).json()).toMatchObject({ sub: ada })
  })

  test('signs in as the owner, in any other browser', async () => {
    const elsewhere = new Browserless(redirectUri)
    await signInTo('github', 'ada-lovelace', elsewhere)
    const { idToken } = await signInTo('github', 'ada-lovelace')
    await api().link({ link_with: idToken })

    expect(await silently(elsewhere)).toMatchObject({ userId: ada })
  })

  test('signs in as the second user as before, if the link was refused', async () => {
    const { idToken } = await signInTo('github', 'grace-hopper')
    await api().link({ link_with: idToken })

    expect(await silently(browser)).toMatchObject({ userId: grace })
  })
})
