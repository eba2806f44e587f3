import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTenant, type Tenant } from '../../demo/tenant/index'
import { followLink, signIn } from './browserless'

const redirectUri = 'http://127.0.0.1:5173/callback'

const main = {
  provider: 'auth0',
  userId: '6615f0c2a1b2c3d4e5f60718',
  connection: 'Username-Password-Authentication',
}
const google = { provider: 'google-oauth2', userId: '108204268033311374519', connection: 'google-oauth2' }
const acme = { provider: 'oidc', userId: 'acme-sso|00u1ada', connection: 'acme-sso' }

let tenant: Tenant
let accessToken: string

beforeEach(async () => {
  tenant = await startTenant({ appOrigins: [], redirectUris: [redirectUri] })
  accessToken = (await signIn(tenant, redirectUri)).accessToken
})

afterEach(() => tenant.close())

const post = (body: string, path = '/login/unlink', type = 'application/json') =>
  fetch(tenant.origin + path, { method: 'POST', headers: { 'Content-Type': type }, body })

const unlink = (userId: string, path?: string) =>
  post(JSON.stringify({ access_token: accessToken, user_id: userId }), path)

test.each(['/login/unlink', '/unlink'])('%s makes the identity a separate user', async (path) => {
  const response = await unlink('google-oauth2|108204268033311374519', path)

  expect(response.status).toBe(200)
  expect(await response.text()).toBe('')
  const [ada, , own] = await tenant.users()
  expect(ada?.identities).toEqual([main, acme])
  expect(own).toEqual({
    userId: 'google-oauth2|108204268033311374519',
    email: 'ada.lovelace@gmail.example',
    identities: [google],
  })
})

test('an identity that was unlinked can be linked again', async () => {
  await unlink('google-oauth2|108204268033311374519')
  const parameters = new URLSearchParams({
    response_type: 'code',
    client_id: tenant.clientId,
    connection: 'google-oauth2',
    redirect_uri: redirectUri,
    access_token: accessToken,
  })

  const end = await followLink(`${tenant.origin}/authorize?${parameters}`, {
    account: 'ada.lovelace@gmail.example',
  })

  expect(new URL(end).searchParams.has('code')).toBe(true)
  const users = await tenant.users()
  expect(users).toHaveLength(2)
  expect(users[0]?.identities).toEqual([main, acme, google])
})

test('the request is recorded with its body', async () => {
  await unlink('google-oauth2|108204268033311374519')

  expect(tenant.requests.at(-1)).toMatchObject({
    method: 'POST',
    path: '/login/unlink',
    query: {},
    headers: { 'content-type': 'application/json' },
    body: { access_token: accessToken, user_id: 'google-oauth2|108204268033311374519' },
  })
})

test.each([
  ['the primary', 'auth0|6615f0c2a1b2c3d4e5f60718', 400, 'main_identity'],
  ['an identity whose connection does not allow it', 'oidc|acme-sso|00u1ada', 403, 'unlink_not_allowed'],
  ["another user's identity", 'github|19061209', 404, 'identity_not_found'],
  ['an identity that no user has', 'github|1', 404, 'identity_not_found'],
  ['an id without its provider', '108204268033311374519', 400, 'invalid_body'],
  ['an id with nothing after the provider', 'google-oauth2|', 400, 'invalid_body'],
])('%s is not unlinked', async (_, userId, status, code) => {
  const before = await tenant.users()

  const response = await unlink(userId)

  expect(response.status).toBe(status)
  expect(await response.json()).toEqual({
    name: expect.stringMatching(/Error$/),
    code,
    description: expect.any(String),
    statusCode: status,
  })
  expect(await tenant.users()).toEqual(before)
})

test('a second unlink of the same identity does not find it', async () => {
  await unlink('google-oauth2|108204268033311374519')
  const before = await tenant.users()

  const again = await unlink('google-oauth2|108204268033311374519')

  expect(again.status).toBe(404)
  expect(await tenant.users()).toEqual(before)
})

test('a token that is not valid is refused', async () => {
  const before = await tenant.users()

  const response = await post(
    JSON.stringify({ access_token: 'nonsense', user_id: 'google-oauth2|108204268033311374519' }),
  )

  expect(response.status).toBe(401)
  expect(await response.json()).toMatchObject({ code: 'invalid_token', statusCode: 401 })
  expect(await tenant.users()).toEqual(before)
})

test.each([
  ['no access_token', '{"user_id":"google-oauth2|1"}', 'application/json', 'access_token is missing'],
  ['no user_id', '{"access_token":"x"}', 'application/json', 'user_id is missing'],
  [
    'a user_id that is a number',
    '{"access_token":"x","user_id":5}',
    'application/json',
    'user_id is missing',
  ],
  ['broken JSON', '{"access_token":', 'application/json', 'not JSON'],
  ['an empty body', '', 'application/json', 'access_token is missing'],
  ['a form', 'access_token=x&user_id=y', 'application/x-www-form-urlencoded', 'not JSON'],
])('a body with %s is refused with a reason', async (_, body, type, description) => {
  const before = await tenant.users()

  const response = await post(body, '/login/unlink', type)

  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({
    code: 'invalid_body',
    description: expect.stringContaining(description),
  })
  expect(await tenant.users()).toEqual(before)
})
