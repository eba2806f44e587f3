import { afterEach, describe, expect, test, vi } from 'vitest'
import { startTenant, type Tenant, type TenantOptions } from '../../demo/tenant/index'
import { Browserless, followLink, linkUrl, type SignedIn, signIn, startSignIn } from './browserless'
import { managementApi, managementScope, refresh } from './management-api'

const redirectUri = 'http://127.0.0.1:5173/callback'
const ada = 'auth0|6615f0c2a1b2c3d4e5f60718'
const google = '108204268033311374519'

let tenant: Tenant
let browser: Browserless

const signInAt = async (options: Partial<TenantOptions> = {}): Promise<SignedIn> => {
  tenant = await startTenant({ appOrigins: [], redirectUris: [redirectUri], ...options })
  browser = new Browserless(redirectUri)
  return signIn(tenant, redirectUri, { browser, scope: managementScope })
}

afterEach(async () => {
  vi.useRealTimers()
  await tenant.close()
})

const unlink = (accessToken: string, provider = 'google-oauth2', id = google, userId = ada) =>
  managementApi(tenant, userId, accessToken).unlink(provider, id)

const classicUnlink = (accessToken: string) =>
  fetch(`${tenant.origin}/login/unlink`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ access_token: accessToken, user_id: `google-oauth2|${google}` }),
  })

test('the identity becomes a separate user, and the response has the remaining identities', async () => {
  const { accessToken } = await signInAt()

  const response = await unlink(accessToken)

  expect(response.status).toBe(200)
  const remaining = await response.json()
  expect(remaining).toEqual((await (await managementApi(tenant, ada, accessToken).user()).json()).identities)
  expect(remaining.map(({ provider }: { provider: string }) => provider)).toEqual(['auth0', 'oidc'])
  expect((await tenant.users()).at(-1)).toMatchObject({ userId: `google-oauth2|${google}` })
})

test('an identity that was linked by an ID token can be unlinked, and signs in as a separate user again', async () => {
  const { accessToken } = await signInAt()
  const asLovelace = async () => {
    const { url, finish } = await startSignIn(tenant, redirectUri, { connection: 'github' })
    const visitor = new Browserless(redirectUri)
    return finish((await visitor.submit(await visitor.visit(url), 'ada-lovelace')).url)
  }
  const { idToken } = await asLovelace()
  await managementApi(tenant, ada, accessToken).link({ link_with: idToken })
  expect(await asLovelace()).toMatchObject({ userId: ada })

  expect((await unlink(accessToken, 'github', '583231')).status).toBe(200)

  expect(await asLovelace()).toMatchObject({ userId: 'github|583231' })
})

describe('is refused', () => {
  test.each([
    ['the primary', 'auth0', '6615f0c2a1b2c3d4e5f60718', 400, 'Bad Request', 'main_identity'],
    [
      'an identity whose connection does not allow it',
      'oidc',
      'acme-sso|00u1ada',
      403,
      'Forbidden',
      'unlink_not_allowed',
    ],
    ["another user's identity", 'github', '19061209', 404, 'Not Found', 'identity_not_found'],
    ['an identity of another provider', 'github', google, 404, 'Not Found', 'identity_not_found'],
    ['an id with its provider', 'oidc|acme-sso', '00u1ada', 404, 'Not Found', 'identity_not_found'],
  ])('for %s', async (_, provider, id, statusCode, error, errorCode) => {
    const { accessToken } = await signInAt()
    const before = await tenant.users()

    const response = await unlink(accessToken, provider, id)

    expect(response.status).toBe(statusCode)
    expect(await response.json()).toEqual({ statusCode, error, message: expect.any(String), errorCode })
    expect(await tenant.users()).toEqual(before)
  })

  test('with the message of the policy', async () => {
    const { accessToken } = await signInAt()

    expect(await (await unlink(accessToken, 'oidc', 'acme-sso|00u1ada')).json()).toMatchObject({
      message: 'Acme SSO does not allow its identities to be unlinked',
    })
  })

  test.each<[string, number, string, (signedIn: SignedIn) => Promise<Response>]>([
    ['without a valid token', 401, 'invalid_token', () => unlink('nonsense')],
    [
      'without the scope',
      403,
      'insufficient_scope',
      async () => unlink((await signIn(tenant, redirectUri)).accessToken),
    ],
  ])('%s', async (_, statusCode, errorCode, request) => {
    const signedIn = await signInAt()
    const before = await tenant.users()

    const response = await request(signedIn)

    expect(response.status).toBe(statusCode)
    expect(response.headers.get('www-authenticate')).toBe(`Bearer error="${errorCode}"`)
    expect(await response.json()).toMatchObject({ statusCode, errorCode })
    expect(await tenant.users()).toEqual(before)
  })

  test("in another user's name", async () => {
    const { accessToken } = await signInAt()
    const before = await tenant.users()

    const response = await unlink(accessToken, 'google-oauth2', '101906128519520618152', 'github|19061209')

    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ statusCode: 403, errorCode: 'unowned_resource' })
    expect(await tenant.users()).toEqual(before)
  })

  test('the second time', async () => {
    const { accessToken } = await signInAt()
    await unlink(accessToken)

    expect((await unlink(accessToken)).status).toBe(404)
  })
})

describe('with unlinkMaxAge', () => {
  const later = (seconds: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 })

  const expectStepUp = async (response: Response) => {
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toBe(
      'Bearer error="insufficient_user_authentication", max_age="300"',
    )
    return response.json()
  }

  test('a recent sign-in is enough', async () => {
    const { accessToken } = await signInAt({ unlinkMaxAge: 300 })
    later(290)

    expect((await unlink(accessToken)).status).toBe(200)
  })

  test('an old one is not, in either API, until the user has signed in again', async () => {
    const { accessToken } = await signInAt({ unlinkMaxAge: 300 })
    later(302)
    const before = await tenant.users()

    expect(await expectStepUp(await unlink(accessToken))).toEqual({
      statusCode: 401,
      error: 'Unauthorized',
      message: expect.stringContaining('sign in again'),
      errorCode: 'insufficient_user_authentication',
    })
    expect(await expectStepUp(await classicUnlink(accessToken))).toEqual({
      name: 'UnauthorizedError',
      code: 'insufficient_user_authentication',
      description: expect.stringContaining('sign in again'),
      statusCode: 401,
    })
    expect(await tenant.users()).toEqual(before)

    const again = await startSignIn(tenant, redirectUri, { prompt: 'login', scope: managementScope })
    const page = await browser.submit(await browser.visit(again.url), 'Continue', tenant.demoUser)
    expect((await unlink((await again.finish(page.url)).accessToken)).status).toBe(200)
  })

  test('ageSessions makes the sign-in older, including for existing tokens and sessions', async () => {
    const { accessToken, refreshToken } = await signInAt({ unlinkMaxAge: 300 })
    await tenant.ageSessions(302)

    await expectStepUp(await unlink(accessToken))
    const refreshed = await (await refresh(tenant, refreshToken)).json()
    await expectStepUp(await unlink(refreshed.access_token))
    const silent = await startSignIn(tenant, redirectUri, { prompt: 'none', scope: managementScope })
    const silently = await silent.finish((await browser.visit(silent.url)).url)
    await expectStepUp(await unlink(silently.accessToken))

    const again = await signIn(tenant, redirectUri, { scope: managementScope })
    expect((await unlink(again.accessToken)).status).toBe(200)
  })

  test('an identity that cannot be unlinked anyway requires no sign-in', async () => {
    const { accessToken } = await signInAt({ unlinkMaxAge: 300 })
    later(302)

    expect((await unlink(accessToken, 'oidc', 'acme-sso|00u1ada')).status).toBe(403)
  })

  test('a sign-in in another browser does not count for the tokens of this one', async () => {
    const { accessToken, refreshToken } = await signInAt({ unlinkMaxAge: 300 })
    later(302)
    const elsewhere = await signIn(tenant, redirectUri, { scope: managementScope })

    await expectStepUp(await unlink(accessToken))
    const refreshed = await (await refresh(tenant, refreshToken)).json()
    await expectStepUp(await unlink(refreshed.access_token))
    expect((await unlink(elsewhere.accessToken)).status).toBe(200)
  })

  test('no new token makes an old sign-in a recent one', async () => {
    const { accessToken, refreshToken } = await signInAt({ unlinkMaxAge: 300 })
    later(302)

    const refreshed = await (await refresh(tenant, refreshToken)).json()
    await expectStepUp(await unlink(refreshed.access_token))

    const silent = await startSignIn(tenant, redirectUri, { prompt: 'none', scope: managementScope })
    const { accessToken: silently } = await silent.finish((await browser.visit(silent.url)).url)
    await expectStepUp(await unlink(silently))

    const address = linkUrl(tenant, {
      response_type: 'token',
      redirect_uri: redirectUri,
      access_token: accessToken,
      connection: 'github',
    })
    const { hash } = new URL(await followLink(address, { account: 'ada-lovelace' }))
    const ofLink = new URLSearchParams(hash.slice(1)).get('access_token') ?? ''
    await expectStepUp(await classicUnlink(ofLink))
  })
})
