import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startTenant, type Tenant } from '../../demo/tenant/index'
import { followLink, signIn } from './browserless'

const redirectUri = 'http://127.0.0.1:5173/callback'
const ada = 'auth0|6615f0c2a1b2c3d4e5f60718'

let tenant: Tenant

beforeEach(async () => {
  tenant = await startTenant({ appOrigins: [], redirectUris: [redirectUri] })
})

afterEach(() => tenant.close())

const get = (path: string, accessToken?: string) =>
  fetch(tenant.origin + path, { headers: accessToken ? { Authorization: `Bearer ${accessToken}` } : {} })

const issuerOf = (connection: string) => tenant.connections.find(({ name }) => name === connection)?.issuer

test('userinfo has the claims of a sign-in and the legacy identities, the primary first', async () => {
  const { accessToken } = await signIn(tenant, redirectUri)

  const response = await get('/userinfo', accessToken)

  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({
    sub: ada,
    user_id: ada,
    name: 'Ada Lovelace',
    nickname: 'ada',
    picture: `${tenant.origin}/avatars/ada.svg`,
    email: 'ada@example.com',
    email_verified: true,
    updated_at: expect.any(String),
    identities: [
      {
        provider: 'auth0',
        user_id: '6615f0c2a1b2c3d4e5f60718',
        connection: 'Username-Password-Authentication',
        isSocial: false,
      },
      {
        provider: 'google-oauth2',
        user_id: '108204268033311374519',
        connection: 'google-oauth2',
        isSocial: true,
        access_token: 'provider-secret-access-google-oauth2-108204268033311374519',
        refresh_token: 'provider-secret-refresh-google-oauth2-108204268033311374519',
        profileData: {
          name: 'Ada Lovelace',
          nickname: 'ada.lovelace',
          email: 'ada.lovelace@gmail.example',
          email_verified: true,
          picture: `${issuerOf('google-oauth2')}/avatars/ada.lovelace.svg`,
        },
      },
      {
        provider: 'oidc',
        user_id: 'acme-sso|00u1ada',
        connection: 'acme-sso',
        isSocial: false,
        profileData: {
          name: 'Ada Lovelace',
          nickname: 'alovelace',
          username: 'alovelace',
          email: 'ada@acme.example',
          email_verified: true,
          picture: `${issuerOf('acme-sso')}/avatars/alovelace.svg`,
        },
      },
    ],
  })
})

test('a linked GitHub identity has a number for an id, and no email if it is private', async () => {
  const { accessToken } = await signIn(tenant, redirectUri)
  const parameters = new URLSearchParams({
    response_type: 'code',
    client_id: tenant.clientId,
    connection: 'github',
    redirect_uri: redirectUri,
    access_token: accessToken,
  })
  await followLink(`${tenant.origin}/authorize?${parameters}`, { account: 'analytical-engine' })

  const { identities } = await (await get('/userinfo', accessToken)).json()

  expect(identities.at(-1)).toEqual({
    provider: 'github',
    user_id: 1843,
    connection: 'github',
    isSocial: true,
    access_token: 'provider-secret-access-github-1843',
    refresh_token: 'provider-secret-refresh-github-1843',
    profileData: {
      name: 'Analytical Engine',
      nickname: 'analytical-engine',
      username: 'analytical-engine',
      picture: `${issuerOf('github')}/avatars/analytical-engine.svg`,
    },
  })
})

test('the pictures are there', async () => {
  for (const origin of [tenant.origin, issuerOf('github')]) {
    const response = await fetch(`${origin}/avatars/ada-lovelace.svg`)
    expect(response.headers.get('content-type')).toContain('image/svg+xml')
    expect(await response.text()).toContain('>AL</text>')
  }
})

test('userinfo refuses a missing or a bad token as RFC 6750 requires', async () => {
  const missing = await get('/userinfo')
  expect(missing.status).toBe(401)
  expect(missing.headers.get('www-authenticate')).toMatch(/^Bearer /)

  const response = await get('/userinfo', 'nonsense')

  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toMatch(/^Bearer .*error="invalid_token"/)
})

describe('the Management API', () => {
  const path = `/api/v2/users/${encodeURIComponent(ada)}`

  test('returns the same user to the user', async () => {
    const { accessToken } = await signIn(tenant, redirectUri)

    const response = await get(path, accessToken)

    const { sub: _, ...userinfo } = await (await get('/userinfo', accessToken)).json()
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject(userinfo)
  })

  test('requires a valid token', async () => {
    for (const response of [await get(path), await get(path, 'nonsense')]) {
      expect(response.status).toBe(401)
      expect(await response.json()).toEqual({
        statusCode: 401,
        error: 'Unauthorized',
        message: expect.any(String),
        errorCode: 'invalid_token',
      })
    }
  })

  test('requires the scope read:current_user', async () => {
    const { accessToken } = await signIn(tenant, redirectUri, { scope: 'openid profile email' })

    const response = await get(path, accessToken)

    expect(response.status).toBe(403)
    expect(await response.json()).toEqual({
      statusCode: 403,
      error: 'Forbidden',
      message: expect.stringContaining('read:current_user'),
      errorCode: 'insufficient_scope',
    })
  })

  test('does not return another user', async () => {
    const { accessToken } = await signIn(tenant, redirectUri)

    const response = await get(`/api/v2/users/${encodeURIComponent('github|19061209')}`, accessToken)

    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ error: 'Forbidden' })
  })
})
