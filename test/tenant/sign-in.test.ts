import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTenant, type Tenant } from '../../demo/tenant/index'
import { Browserless, buttonsOf, pickAccount, signIn, startSignIn } from './browserless'

const app = 'http://127.0.0.1:5173'
const redirectUri = `${app}/callback`

let tenant: Tenant
let browser: Browserless

beforeEach(async () => {
  tenant = await startTenant({ appOrigins: [app], redirectUris: [redirectUri] })
  browser = new Browserless(redirectUri)
})

afterEach(() => tenant.close())

test('the demo user signs in with the password', async () => {
  const { userId } = await signIn(tenant, redirectUri)

  expect(userId).toBe('auth0|6615f0c2a1b2c3d4e5f60718')
  expect(await tenant.users()).toHaveLength(2)
})

test('a wrong password shows an error, and the right one then signs in', async () => {
  const { url, finish } = await startSignIn(tenant, redirectUri)
  const page = await browser.visit(url)
  const { email, password } = tenant.demoUser

  const refused = await browser.submit(page, 'Continue', { email, password: 'wrong' })
  expect(refused.html).toContain('<p role="alert">Wrong email or password.</p>')
  expect(refused.html).toContain(`value="${email}"`)

  const end = await browser.submit(refused, 'Continue', { email, password })
  expect(await finish(end.url)).toMatchObject({ userId: 'auth0|6615f0c2a1b2c3d4e5f60718' })
})

test('the login page names every way to sign in', async () => {
  const { url } = await startSignIn(tenant, redirectUri)

  const page = await browser.visit(url)

  expect(buttonsOf(page)).toEqual([
    'Continue',
    'Continue with Google',
    'Continue with GitHub',
    'Continue with Acme SSO',
    'Cancel',
  ])
})

test('the input of the user is shown as text', async () => {
  const { url } = await startSignIn(tenant, redirectUri)
  const page = await browser.visit(url)

  const refused = await browser.submit(page, 'Continue', { email: '"><script>', password: 'x' })

  expect(refused.html).toContain('value="&quot;&gt;&lt;script&gt;"')
})

test('an identity that belongs to a user signs in as that user', async () => {
  const { url, finish } = await startSignIn(tenant, redirectUri)
  const hosted = await browser.visit(url)
  const provider = await browser.submit(hosted, 'Continue with GitHub')

  const end = await pickAccount(browser, provider, 'grace-hopper')

  expect(await finish(end.url)).toMatchObject({ userId: 'github|19061209' })
  expect(await tenant.users()).toHaveLength(2)
})

test('a linked identity signs in as the primary user', async () => {
  const { url, finish } = await startSignIn(tenant, redirectUri)
  const hosted = await browser.visit(url)
  const provider = await browser.submit(hosted, 'Continue with Google')

  const end = await pickAccount(browser, provider, 'ada.lovelace@gmail.example')

  expect(await finish(end.url)).toMatchObject({ userId: 'auth0|6615f0c2a1b2c3d4e5f60718' })
})

test('an unknown identity becomes a new user, and the same one later', async () => {
  for (const _ of ['first', 'again']) {
    const visitor = new Browserless(redirectUri)
    const { url, finish } = await startSignIn(tenant, redirectUri)
    const hosted = await visitor.visit(url)
    const provider = await visitor.submit(hosted, 'Continue with Google')
    const end = await pickAccount(visitor, provider, 'new.user@gmail.example')
    const { userId } = await finish(end.url)

    expect(userId).toMatch(/^google-oauth2\|\d{21}$/)
    expect(await tenant.users()).toHaveLength(3)
    expect((await tenant.users())[2]).toEqual({
      userId,
      email: 'new.user@gmail.example',
      identities: [{ provider: 'google-oauth2', userId: userId.split('|')[1], connection: 'google-oauth2' }],
    })
  }
})

test('a connection in the request goes directly to its provider', async () => {
  const { url } = await startSignIn(tenant, redirectUri, { connection: 'github' })

  const page = await browser.visit(url)

  expect(page.html).toContain('<h1>Sign in with GitHub</h1>')
  expect(buttonsOf(page)).toEqual([
    'ada-lovelace',
    'analytical-engine',
    'lady-lovelace',
    'grace-hopper',
    'alan-turing',
    'Continue',
    'Cancel',
  ])
})

test('canceling on the login page or at the provider returns access_denied', async () => {
  const first = await startSignIn(tenant, redirectUri)
  const hosted = await browser.visit(first.url)
  const here = await browser.submit(hosted, 'Cancel')
  expect(new URL(here.url).searchParams.get('error')).toBe('access_denied')

  const second = await startSignIn(tenant, redirectUri, { connection: 'github' })
  const provider = await browser.visit(second.url)
  const there = await browser.submit(provider, 'Cancel')
  expect(new URL(there.url).searchParams.get('error')).toBe('access_denied')
})

test('a signed-in browser signs in silently, and another one gets login_required', async () => {
  await signIn(tenant, redirectUri, { browser })

  const silent = await startSignIn(tenant, redirectUri, { prompt: 'none' })
  const end = await browser.visit(silent.url)
  expect(await silent.finish(end.url)).toMatchObject({ userId: 'auth0|6615f0c2a1b2c3d4e5f60718' })

  const elsewhere = await new Browserless(redirectUri).visit(silent.url)
  expect(new URL(elsewhere.url).searchParams.get('error')).toBe('login_required')
})

test('the silent redirect may be in a frame, and the login page may not', async () => {
  await signIn(tenant, redirectUri, { browser })
  const { url } = await startSignIn(tenant, redirectUri, { prompt: 'none' })

  const silent = await fetch(url, { redirect: 'manual' })
  expect(silent.headers.get('x-frame-options')).toBeNull()
  expect(silent.headers.get('content-security-policy')).toBeNull()

  const stale = await fetch(`${tenant.origin}/u/sign-in/unknown`)
  expect(stale.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
})

test('another user can sign in while a user is signed in', async () => {
  await signIn(tenant, redirectUri, { browser })

  const { url, finish } = await startSignIn(tenant, redirectUri, { prompt: 'login' })
  const hosted = await browser.visit(url)
  const provider = await browser.submit(hosted, 'Continue with GitHub')
  const end = await pickAccount(browser, provider, 'grace-hopper')

  expect(await finish(end.url)).toMatchObject({ userId: 'github|19061209' })
})

test('after signing out there is no silent sign-in', async () => {
  await signIn(tenant, redirectUri, { browser })
  const returnTo = encodeURIComponent(app)

  const question = await browser.visit(
    `${tenant.origin}/v2/logout?client_id=${tenant.clientId}&post_logout_redirect_uri=${returnTo}`,
  )
  expect(question.html).toContain('<h1>Sign out?</h1>')
  const [, action = '', xsrf = ''] =
    /action="([^"]+)".*name="xsrf" value="([^"]+)"/s.exec(question.html) ?? []
  const end = await browser.visit(action, { xsrf, logout: 'yes' })
  expect(end.url).toBe(`${app}/`)

  const silent = await startSignIn(tenant, redirectUri, { prompt: 'none' })
  const refused = await browser.visit(silent.url)
  expect(new URL(refused.url).searchParams.get('error')).toBe('login_required')
})

test('a sign-in that was started in one browser cannot be finished in another', async () => {
  const { url } = await startSignIn(tenant, redirectUri)
  const hosted = await browser.visit(url)

  const elsewhere = await new Browserless(redirectUri).visit(hosted.url)

  expect(elsewhere.status).toBe(400)
  expect(elsewhere.html).toContain('was started in another browser')
})
