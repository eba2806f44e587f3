import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTenant, type Tenant, type TenantUser } from '../../demo/tenant/index'
import { Browserless, followLink, linkUrl, signIn } from './browserless'

const app = 'http://127.0.0.1:5173'
const signInUri = `${app}/callback`
const redirectUri = `${app}/settings?tab=accounts`

let tenant: Tenant
let accessToken: string
let seeded: TenantUser[]

beforeEach(async () => {
  tenant = await startTenant({ appOrigins: [app], redirectUris: [signInUri, redirectUri] })
  seeded = await tenant.users()
  accessToken = (await signIn(tenant, signInUri)).accessToken
})

afterEach(() => tenant.close())

const urlFor = (parameters: Record<string, string | undefined>) =>
  linkUrl(tenant, { redirect_uri: redirectUri, access_token: accessToken, ...parameters })

const answer = (end: string) => Object.fromEntries(new URL(end).searchParams)

test('a link is refused when the user cancels at the provider or on the login page', async () => {
  const atProvider = await followLink(urlFor({ connection: 'github' }), { account: 'cancel' })
  const onLoginPage = await followLink(urlFor({}), { account: 'cancel' })

  expect(answer(atProvider)).toMatchObject({ error: 'access_denied', state: 'the state' })
  expect(answer(onLoginPage)).toMatchObject({ error: 'access_denied', state: 'the state' })
  expect(await tenant.users()).toEqual(seeded)
})

test.each([
  ['github', 'grace-hopper'],
  ['google-oauth2', 'grace.hopper@gmail.example'],
])('a link is refused when the identity belongs to another user (%s)', async (connection, account) => {
  const end = await followLink(urlFor({ connection }), { account })

  expect(answer(end)).toEqual({
    tab: 'accounts',
    error: 'identity_already_linked',
    error_description: 'this identity already belongs to another user',
    state: 'the state',
  })
  expect(await tenant.users()).toEqual(seeded)
})

test('a refusal is in the fragment when a token was requested', async () => {
  const end = new URL(
    await followLink(urlFor({ connection: 'github', response_type: 'token' }), { account: 'cancel' }),
  )

  expect(end.search).toBe('?tab=accounts')
  expect(Object.fromEntries(new URLSearchParams(end.hash.slice(1)))).toMatchObject({
    error: 'access_denied',
    state: 'the state',
  })
})

test.each([
  ['a missing response_type', { response_type: undefined }, 'invalid_request'],
  ['an unknown response_type', { response_type: 'id_token' }, 'unsupported_response_type'],
  ['an unknown connection', { connection: 'myspace' }, 'invalid_request'],
  ['a token that was not issued', { access_token: 'nonsense' }, 'unauthorized'],
  ['an empty token', { access_token: '' }, 'unauthorized'],
])('a link is refused for %s', async (_, parameters, error) => {
  const end = await followLink(urlFor({ connection: 'github', ...parameters }), { account: 'cancel' })

  expect(answer(end)).toMatchObject({ error, state: 'the state' })
  expect(answer(end).error_description).toBeTruthy()
  expect(await tenant.users()).toEqual(seeded)
})

test.each([
  ['an unknown client', { client_id: 'another-app' }],
  ['a missing client', { client_id: undefined }],
  ['a redirect URI that is not registered', { redirect_uri: `${app}/elsewhere` }],
  ['a redirect URI that is not the exact string', { redirect_uri: `${redirectUri}&x=1` }],
  ['a missing redirect URI', { redirect_uri: undefined }],
])('a link is refused on a page, and never by a redirect, for %s', async (_, parameters) => {
  const response = await fetch(urlFor(parameters), { redirect: 'manual' })

  expect(response.status).toBe(400)
  expect(response.headers.get('content-type')).toContain('text/html')
  expect(response.headers.get('location')).toBeNull()
})

test('a link ends with server_error when the code of the provider cannot be exchanged', async () => {
  const browser = new Browserless(redirectUri)
  await browser.visit(urlFor({ connection: 'github' }))
  const toProvider = browser.visited.find((url) => url.includes('code_challenge=')) ?? ''
  const state = new URL(toProvider).searchParams.get('state')
  const issuer = encodeURIComponent(new URL(toProvider).origin)

  const end = await browser.visit(`${tenant.origin}/login/callback?code=bogus&state=${state}&iss=${issuer}`)

  expect(answer(end.url)).toMatchObject({ error: 'server_error', state: 'the state' })
  expect(await tenant.users()).toEqual(seeded)
})
