import { decodeJwt } from 'jose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startTenant, type Tenant } from '../../demo/tenant/index'
import { Browserless, pickAccount, type SignedIn, signIn, signInAgain, startSignIn } from './browserless'
import { managementApi, managementScope } from './management-api'

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

const userinfo = (accessToken: string) =>
  fetch(`${tenant.origin}/userinfo`, { headers: { Authorization: `Bearer ${accessToken}` } })

describe('a link', () => {
  test('moves the identity and returns all identities, as in the list', async () => {
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

  test('merges a user who has signed in before', async () => {
    const elsewhere = await signInTo('github', 'alan-turing', new Browserless(redirectUri))
    const { idToken } = await signInTo('github', 'alan-turing')

    expect((await api().link({ link_with: idToken })).status).toBe(201)

    expect((await tenant.users()).map(({ userId }) => userId)).toEqual([ada, grace])
    expect((await userinfo(elsewhere.accessToken)).status).toBe(401)
  })

  test('merges another user with all identities, and deletes that user', async () => {
    const [adaBefore, graceBefore] = await tenant.users()
    expect(graceBefore).toMatchObject({ userId: grace, identities: [{}, {}] })
    const second = await signInTo('github', 'grace-hopper')
    expect(second.userId).toBe(grace)

    const response = await api().link({ link_with: second.idToken })

    expect(response.status).toBe(201)
    expect(await response.json()).toEqual((await (await api().user()).json()).identities)
    const identities = [...(adaBefore?.identities ?? []), ...(graceBefore?.identities ?? [])]
    expect(await tenant.users()).toEqual([{ ...adaBefore, identities }])
    expect((await userinfo(second.accessToken)).status).toBe(401)
  })

  test('lets every identity of the merged user sign in as the first user', async () => {
    const { idToken } = await signInTo('github', 'grace-hopper')
    await api().link({ link_with: idToken })

    expect(await signInTo('github', 'grace-hopper')).toMatchObject({ userId: ada })
    expect(await signInTo('google-oauth2', 'grace.hopper@gmail.example')).toMatchObject({ userId: ada })
  })

  test('with an email that is not verified is not refused, and the response says that it is not verified', async () => {
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
    ['a link_with that is not a string', { link_with: 583231 }, 'application/json'],
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

  test('to another user', async () => {
    const { idToken } = await signInTo('github', 'ada-lovelace')
    const before = await tenant.users()

    const response = await managementApi(tenant, grace, first.accessToken).link({ link_with: idToken })

    await refused(response, 403, 'Forbidden', 'unowned_resource')
    expect(await tenant.users()).toEqual(before)
  })

  const refusedWithoutCode = async (response: Response, statusCode: number, error: string) => {
    expect(response.status).toBe(statusCode)
    expect(await response.json()).toEqual({ statusCode, error, message: expect.any(String) })
  }

  test('by an ID token of the same user', async () => {
    const { idToken } = await signInTo('google-oauth2', 'ada.lovelace@gmail.example')
    const before = await tenant.users()

    for (const token of [first.idToken, idToken]) {
      const response = await api().link({ link_with: token })
      expect(response.status).toBe(400)
      expect(await response.json()).toEqual({
        statusCode: 400,
        error: 'Bad Request',
        message: 'Main identity and the new one are the same.',
      })
    }

    expect(await tenant.users()).toEqual(before)
  })

  test('by an ID token that has already been linked', async () => {
    const { idToken } = await signInTo('github', 'grace-hopper')
    await api().link({ link_with: idToken })
    const before = await tenant.users()

    await refusedWithoutCode(await api().link({ link_with: idToken }), 409, 'Conflict')

    expect(await tenant.users()).toEqual(before)
  })

  test('by an ID token of a user who has been merged into another one since', async () => {
    const alan = await signInTo('github', 'alan-turing')
    const { url, finish } = await startSignIn(tenant, redirectUri, {
      connection: 'github',
      prompt: 'login',
      scope: managementScope,
    })
    const hers = await finish((await pickAccount(browser, await browser.visit(url), 'grace-hopper')).url)
    expect((await api(hers).link({ link_with: alan.idToken })).status).toBe(201)
    const before = await tenant.users()

    await refused(await api().link({ link_with: alan.idToken }), 404, 'Not Found', 'inexistent_user')

    expect(await tenant.users()).toEqual(before)
  })
})
