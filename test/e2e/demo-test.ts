import { createHash, randomBytes } from 'node:crypto'
import { type BrowserContext, chromium, type Page } from 'playwright'
import { test as base, expect } from 'vitest'
import {
  type BetterAuthDemoOptions,
  type Demo,
  type DemoOptions,
  startBetterAuthDemo,
  startDemo,
  type TenantBehaviour,
} from '../../demo/demo'
import type { DemoBackend, TenantUser } from '../../demo/tenant/demo-backend'
import type { RecordedRequest, Tenant } from '../../demo/tenant/index'
import { headlessLaunchOptions, launchOptions } from '../../scripts/find-browser'

const browserTest = base
  .extend('launchOptions', { scope: 'worker' }, launchOptions)
  .extend('browser', { scope: 'worker' }, async ({ launchOptions: _ }, { onCleanup }) => {
    const browser = await chromium.launch(headlessLaunchOptions())
    onCleanup(() => browser.close())
    return browser
  })

/** The environment of a test: a demo that is started once, and a way to sign in to it. */
interface Place<Server extends DemoBackend, Behaviour> {
  start(): Promise<Demo<Server, Behaviour>>
  signIn(context: BrowserContext, server: Server, origin: string): Promise<unknown>
}

/** Each test has a server with its initial data, and a page in a fresh browser context where Ada is signed in. */
export const testOn = <Server extends DemoBackend, Behaviour extends object>(
  place: Place<Server, Behaviour>,
  behaviour: Behaviour,
) =>
  browserTest
    .extend('demo', { scope: 'worker' }, async ({ launchOptions: _ }, { onCleanup }) => {
      const demo = await place.start()
      onCleanup(() => demo.close())
      return demo
    })
    .extend('behaviour', () => behaviour)
    .extend('server', ({ demo, behaviour }) => demo.renew(behaviour))
    .extend('context', async ({ browser, demo, server }, { onCleanup }) => {
      const context = await browser.newContext({ baseURL: demo.origin })
      onCleanup(() => context.close())
      context.setDefaultTimeout(15_000)
      await place.signIn(context, server, demo.origin)
      return context
    })
    .extend('page', ({ context }) => context.newPage())

export const tenantDemo = (options: DemoOptions): Place<Tenant, TenantBehaviour> => ({
  start: () => startDemo({ ...options, bundled: true }),
  signIn,
})

export const betterAuthDemo = (options: BetterAuthDemoOptions): Place<DemoBackend, object> => ({
  start: () => startBetterAuthDemo({ ...options, bundled: true }),
  signIn: signInToBetterAuth,
})

/** With the tenant, with one kind of demo. */
export const demoTest = (options: DemoOptions) =>
  testOn(tenantDemo(options), {}).extend('tenant', ({ server }) => server)

/** With a Better Auth server. */
export const betterAuthTest = (options: BetterAuthDemoOptions) => testOn(betterAuthDemo(options), {})

/** With the tenant and the classic API. */
export const test = demoTest({ responseType: 'code' })

/** The same with a production build, which is faster but has no React development checks. */
export const testInProduction = demoTest({ responseType: 'code', production: true })

/** The same with links that return a token. */
export const testByToken = demoTest({ responseType: 'token' })

/**
 * Signs in as the form of the hosted login page does, but faster. Each tab then starts as if it had already been signed in.
 */
export async function signIn(context: BrowserContext, tenant: Tenant, origin: string) {
  const { request } = context
  const client = { client_id: tenant.clientId, redirect_uri: `${origin}/` }
  const code_verifier = randomBytes(32).toString('base64url')
  const hostedPage = await request.get(`${tenant.origin}/authorize`, {
    params: {
      ...client,
      response_type: 'code',
      scope: 'openid profile email offline_access read:current_user update:current_user_identities',
      code_challenge: createHash('sha256').update(code_verifier).digest('base64url'),
      code_challenge_method: 'S256',
    },
  })
  const end = await request.post(`${hostedPage.url()}/password`, { form: { ...tenant.demoUser } })
  const code = new URL(end.url()).searchParams.get('code') ?? ''
  const form = { ...client, grant_type: 'authorization_code', code, code_verifier }
  const answer = await request.post(`${tenant.origin}/oauth/token`, { form })
  const { refresh_token, scope, id_token } = await answer.json()
  const profile = JSON.parse(Buffer.from(id_token.split('.')[1], 'base64url').toString())
  const user = { refresh_token, scope, profile, access_token: '', token_type: 'Bearer', expires_at: 0 }
  await context.addInitScript(rememberUser, {
    origin,
    key: `user:${tenant.origin}:${tenant.clientId}`,
    user: JSON.stringify(user),
  })
}

/** Runs in each page, once per tab, so that a user who signs out stays signed out. */
function rememberUser({ origin, key, user }: Record<'origin' | 'key' | 'user', string>) {
  if (location.origin !== origin || sessionStorage.getItem('known tab')) return
  sessionStorage.setItem('known tab', 'yes')
  sessionStorage.setItem(key, user)
}

function signInToBetterAuth({ request }: BrowserContext, server: DemoBackend, origin: string) {
  const url = `${server.origin}/api/auth/sign-in/email`
  return request.post(url, { data: server.demoUser, headers: { origin } })
}

export const adasGoogle = {
  provider: 'google-oauth2',
  userId: '108204268033311374519',
  connection: 'google-oauth2',
}

/** Nobody's yet. */
export const adasGitHub = { provider: 'github', userId: '583231', connection: 'github' }

export const adasAcme = { provider: 'oidc', userId: 'acme-sso|00u1ada', connection: 'acme-sso' }

export const ada = {
  userId: 'auth0|6615f0c2a1b2c3d4e5f60718',
  email: 'ada@example.com',
  identities: [
    {
      provider: 'auth0',
      userId: '6615f0c2a1b2c3d4e5f60718',
      connection: 'Username-Password-Authentication',
    },
    adasGoogle,
    adasAcme,
  ],
} satisfies TenantUser

export const grace = {
  userId: 'github|19061209',
  email: 'grace@example.com',
  identities: [
    { provider: 'github', userId: '19061209', connection: 'github' },
    { provider: 'google-oauth2', userId: '101906128519520618152', connection: 'google-oauth2' },
  ],
} satisfies TenantUser

/** The page's requests to the tenant, in order, except for signing in. */
export function conversation(tenant: Tenant) {
  return tenant.requests
    .filter(({ path, query }) => ['/userinfo', '/login/unlink'].includes(path) || 'access_token' in query)
    .map(({ method, path, query, body, headers }) => ({
      method,
      path,
      query,
      authorization: headers.authorization,
      ...(method === 'POST' && { body, contentType: headers['content-type'] }),
    }))
}

const token = /^[\w-]{20,}$/

export const list = {
  method: 'GET',
  path: '/userinfo',
  query: {},
  authorization: expect.stringMatching(/^Bearer [\w-]{20,}$/),
}

/** A link has exactly these parameters. */
export const link = (query: Record<string, string>): Partial<RecordedRequest> => ({
  method: 'GET',
  path: '/authorize',
  query: {
    client_id: 'profile-page',
    access_token: expect.stringMatching(token),
    state: expect.stringMatching(/^rla_[\w-]{32}$/),
    ...query,
  },
})

/** An unlink has exactly these two fields. */
export const unlink = (userId: string) => ({
  method: 'POST',
  path: '/login/unlink',
  query: {},
  contentType: 'application/json',
  body: { access_token: expect.stringMatching(token), user_id: userId },
})

/** The names of the rows whose identities are not being unlinked, in order. */
export function shownIdentities(page: Page): Promise<(string | undefined)[]> {
  return page
    .locator('[data-slot="identity"]:not([data-pending])')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')?.replace(', ', ' account ')))
}

/** The URLs in this tab's history, including other sites. */
export async function browserHistory(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const { entries } = await session.send('Page.getNavigationHistory')
  return entries.map(({ url }) => url)
}

/** The tab's link records. */
export function transactions(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    Object.keys(sessionStorage).filter((key) => key.startsWith('react-linked-accounts:transaction:')),
  )
}

/** The notice with the result of the link, which has the focus. */
export function linkNotice(page: Page, text: string) {
  return page.locator('[data-slot="notice"][data-status]:focus', { hasText: text })
}

/** Clicks an identity's unlink button and confirms. The dialog is named after the provider. */
export async function unlinkIdentity(page: Page, identity: string) {
  await page.getByRole('button', { name: `Unlink ${identity}`, exact: true }).click()
  const dialog = page.getByRole('alertdialog', { name: `Unlink ${identity.split(' account ')[0]}?` })
  await dialog.getByRole('button', { name: 'Unlink' }).click()
}
