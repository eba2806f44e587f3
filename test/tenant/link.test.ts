import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startTenant, type Tenant } from '../../demo/tenant/index'
import { Browserless, buttonsOf, finishLink, followLink, linkUrl, pickAccount, signIn } from './browserless'

const app = 'http://127.0.0.1:5173'
const signInUri = `${app}/callback`
const redirectUri = `${app}/settings?tab=accounts`

const ada = 'auth0|6615f0c2a1b2c3d4e5f60718'
const adaBefore = [
  'auth0|6615f0c2a1b2c3d4e5f60718',
  'google-oauth2|108204268033311374519',
  'oidc|acme-sso|00u1ada',
]

let tenant: Tenant
let accessToken: string

beforeEach(async () => {
  tenant = await startTenant({ appOrigins: [app], redirectUris: [signInUri, redirectUri] })
  accessToken = (await signIn(tenant, signInUri)).accessToken
})

afterEach(() => tenant.close())

const identitiesOf = async (userId: string) =>
  (await tenant.users())
    .find((user) => user.userId === userId)
    ?.identities.map((identity) => `${identity.provider}|${identity.userId}`)

const urlFor = (parameters: Record<string, string | undefined>) =>
  linkUrl(tenant, { redirect_uri: redirectUri, access_token: accessToken, ...parameters })

const redeem = (code: string) =>
  fetch(`${tenant.origin}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: tenant.clientId,
      code,
      redirect_uri: redirectUri,
    }),
  })

describe('a link', () => {
  test('with code adds the identity at the end and returns with a code in the query', async () => {
    const end = new URL(await followLink(urlFor({ connection: 'github' }), { account: 'ada-lovelace' }))

    expect(end.origin + end.pathname).toBe(`${app}/settings`)
    expect(end.hash).toBe('')
    expect([...end.searchParams.keys()]).toEqual(['tab', 'code', 'state'])
    expect(end.searchParams.get('state')).toBe('the state')
    expect(await identitiesOf(ada)).toEqual([...adaBefore, 'github|583231'])

    const redeemed = await redeem(end.searchParams.get('code') ?? '')
    expect(redeemed.status).toBe(200)
    expect(await redeemed.json()).toMatchObject({ token_type: 'Bearer', scope: 'openid' })
  })

  test('with token returns with an access token of the primary user in the fragment', async () => {
    const end = new URL(
      await followLink(urlFor({ connection: 'github', response_type: 'token', scope: 'openid email' }), {
        account: 'ada-lovelace',
      }),
    )

    expect(end.search).toBe('?tab=accounts')
    const answer = new URLSearchParams(end.hash.slice(1))
    expect([...answer.keys()]).toEqual(['access_token', 'token_type', 'expires_in', 'state'])
    expect(answer.get('token_type')).toBe('Bearer')
    expect(answer.get('expires_in')).toBe('3600')
    const userinfo = await fetch(`${tenant.origin}/userinfo`, {
      headers: { Authorization: `Bearer ${answer.get('access_token')}` },
    })
    expect(await userinfo.json()).toMatchObject({ sub: ada, email: 'ada@example.com' })
    expect(await identitiesOf(ada)).toEqual([...adaBefore, 'github|583231'])
  })

  test('goes to the connection with the first redirect', async () => {
    const response = await fetch(urlFor({ connection: 'github' }), { redirect: 'manual' })

    const github = tenant.connections.find(({ name }) => name === 'github')
    expect(response.status).toBe(302)
    expect(new URL(response.headers.get('location') ?? '').origin).toBe(github?.issuer)
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
  })

  test('by form POST keeps the token out of every URL', async () => {
    const browser = new Browserless(redirectUri)
    const { origin, searchParams } = new URL(urlFor({ connection: 'github' }))

    const start = await browser.visit(`${origin}/authorize`, Object.fromEntries(searchParams))
    const end = new URL(await finishLink(browser, start, { account: 'ada-lovelace' }))

    expect(end.searchParams.get('state')).toBe('the state')
    expect(browser.visited.join()).not.toContain(accessToken)
    expect(await identitiesOf(ada)).toEqual([...adaBefore, 'github|583231'])
  })

  test('without a connection shows who gets the identity, and lets the user choose', async () => {
    const browser = new Browserless(redirectUri)
    const page = await browser.visit(urlFor({}))
    expect(page.html).toContain('will be added to the account of Ada Lovelace (ada@example.com)')
    expect(buttonsOf(page)).toContain('Continue with GitHub')

    await finishLink(browser, page, { connection: 'github', account: 'ada-lovelace' })

    expect(await identitiesOf(ada)).toEqual([...adaBefore, 'github|583231'])
  })

  test.each([undefined, 'Username-Password-Authentication'])(
    'with an account of the database connection (%s asked for)',
    async (connection) => {
      const browser = new Browserless(redirectUri)
      const page = await browser.visit(urlFor({ connection }))

      const end = await browser.submit(page, 'Continue', {
        email: 'ada.work@example.com',
        password: 'battery staple',
      })

      expect(new URL(end.url).searchParams.has('code')).toBe(true)
      expect(await identitiesOf(ada)).toEqual([...adaBefore, 'auth0|6615f0c2a1b2c3d4e5f60719'])
    },
  )

  test('with an account that is created during the link', async () => {
    await followLink(urlFor({ connection: 'github' }), { account: 'brand-new' })

    expect((await identitiesOf(ada))?.at(-1)).toMatch(/^github\|\d{8,9}$/)
  })

  test('of an identity that is already linked is a success that changes nothing', async () => {
    const end = new URL(
      await followLink(urlFor({ connection: 'google-oauth2' }), { account: 'ada.lovelace@gmail.example' }),
    )

    expect(end.searchParams.has('code')).toBe(true)
    expect(await identitiesOf(ada)).toEqual(adaBefore)
  })
})

describe('a link belongs to one browser and one use', () => {
  test('the callback in another browser links nothing', async () => {
    const browser = new Browserless(redirectUri)
    const page = await browser.visit(urlFor({ connection: 'github' }))
    const toProvider = browser.visited.find((url) => url.includes('code_challenge=')) ?? ''

    const other = new Browserless(redirectUri)
    const end = await pickAccount(other, await other.visit(toProvider), 'ada-lovelace')

    expect(end.url).toContain(`${tenant.origin}/login/callback?`)
    expect(end.status).toBe(400)
    expect(await identitiesOf(ada)).toEqual(adaBefore)

    await finishLink(browser, page, { account: 'ada-lovelace' })
    expect(await identitiesOf(ada)).toEqual([...adaBefore, 'github|583231'])
  })

  test('the callback works once', async () => {
    const browser = new Browserless(redirectUri)
    await followLink(urlFor({ connection: 'github' }), { account: 'ada-lovelace', browser })
    const callback = browser.visited.find((url) => url.includes('/login/callback')) ?? ''

    const again = await browser.visit(callback)

    expect(again.status).toBe(400)
    expect(again.html).toContain('This sign-in is no longer valid')
  })

  test('the login page of a link opens in no other browser', async () => {
    const browser = new Browserless(redirectUri)
    const page = await browser.visit(urlFor({}))

    const elsewhere = await new Browserless(redirectUri).visit(page.url)

    expect(elsewhere.status).toBe(400)
    expect(elsewhere.html).not.toContain('Ada')
  })
})
