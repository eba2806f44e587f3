import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appNotes } from '../../demo/app-notes'
import { isAppAddress, ownAppAt } from '../../demo/tenant/clients'
import { startTenant, type Tenant } from '../../demo/tenant/index'
import { Browserless, pickAccount, signIn, startSignIn } from './browserless'
import { managementApi, managementScope } from './management-api'

const app = 'http://localhost:3000'
const other = 'http://127.0.0.1:4000/settings'

test('each URL is registered, and its origin with and without a slash', () => {
  expect(ownAppAt([app, other])).toEqual({
    clientId: 'your-app',
    origins: [app, 'http://127.0.0.1:4000'],
    redirectUris: [app, `${app}/`, 'http://127.0.0.1:4000', 'http://127.0.0.1:4000/', other],
  })
  expect(ownAppAt([])).toBeUndefined()
})

test.each([
  [app, true],
  [other, true],
  ['https://app.example.com/a?b=c', true],
  ['localhost:3000', false],
  ['3000', false],
  ['http://', false],
  ['javascript:alert(1)', false],
  [`${app}/#/settings`, false],
])('%s is an address: %s', (address, expected) => {
  expect(isAppAddress(address)).toBe(expected)
})

describe('with your own app, the tenant', () => {
  let tenant: Tenant
  let forOwnApp: Tenant

  beforeAll(async () => {
    tenant = await startTenant({
      appOrigins: [],
      redirectUris: ['http://127.0.0.1:5173/'],
      apps: [app, other],
    })
    forOwnApp = { ...tenant, clientId: 'your-app' }
  })

  afterAll(() => tenant.close())

  test.each([app, `${app}/`, other])('lets it sign in and return to %s', async (redirectUri) => {
    const browser = new Browserless(redirectUri)
    const { url } = await startSignIn(forOwnApp, redirectUri)

    const end = await browser.submit(await browser.visit(url), 'Continue', { ...tenant.demoUser })

    expect(end.url).toContain(`${new URL(redirectUri).href}?code=`)
  })

  test('does not let it return to another URL', async () => {
    const { url } = await startSignIn(forOwnApp, `${app}/elsewhere`)

    expect((await fetch(url, { redirect: 'manual' })).status).toBe(400)
  })

  test('lets it link with the Management API', async () => {
    const audience = tenant.managementAudience
    const redirectUri = `${app}/`
    const browser = new Browserless(redirectUri)
    const first = await startSignIn(forOwnApp, redirectUri, { scope: managementScope, audience })
    const page = await browser.submit(await browser.visit(first.url), 'Continue', { ...tenant.demoUser })
    const signedIn = await first.finish(page.url)
    const second = await startSignIn(forOwnApp, redirectUri, { connection: 'github', prompt: 'login' })
    const end = await pickAccount(browser, await browser.visit(second.url), 'ada-lovelace')
    const { idToken } = await second.finish(end.url)

    const response = await managementApi(tenant, signedIn.userId, signedIn.accessToken).link({
      link_with: idToken,
    })

    expect(response.status).toBe(201)
  })

  test('lets it log out to its own URLs', async () => {
    const address = new URL('/v2/logout', tenant.origin)
    address.search = new URLSearchParams({ client_id: 'your-app', returnTo: other }).toString()

    const response = await fetch(address, { redirect: 'manual' })

    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe(other)
  })

  test.each([
    [app, true],
    ['http://127.0.0.1:4000', true],
    ['http://localhost:3001', false],
  ])('allows a script on %s: %s', async (origin, allowed) => {
    for (const path of ['/oauth/token', '/userinfo', '/api/v2/users/auth0%7C1/identities', '/login/unlink']) {
      const response = await fetch(tenant.origin + path, { method: 'POST', headers: { Origin: origin } })
      expect(response.headers.get('access-control-allow-origin')).toBe(allowed ? origin : null)
    }
  })

  test('has the settings to paste', () => {
    const notes = appNotes(tenant)

    expect(notes).toContain(`Domain         ${tenant.origin}\n`)
    expect(notes).toContain('Client ID      your-app\n')
    expect(notes).toContain(`Audience       ${tenant.origin}/api/v2/\n`)
    for (const uri of tenant.ownApp?.redirectUris ?? []) expect(notes).toContain(` ${uri}\n`)
    expect(notes).toContain(`${app} is not the same site`)
  })
})

test('without your own app, there is no client for it and nothing to paste', async () => {
  const redirectUri = 'http://127.0.0.1:5173/'
  const tenant = await startTenant({ appOrigins: [], redirectUris: [redirectUri] })
  try {
    expect(tenant.ownApp).toBeUndefined()
    expect(appNotes(tenant)).toBe('')
    await expect(signIn({ ...tenant, clientId: 'your-app' }, redirectUri)).rejects.toThrow('no button')
  } finally {
    await tenant.close()
  }
})

describe('npm start', () => {
  const start = (...options: string[]) =>
    spawn(
      process.execPath,
      ['--import', 'tsx', fileURLToPath(new URL('../../demo/start.ts', import.meta.url)), ...options],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )

  /** The output up to this text, or up to the end. */
  const printed = async ({ stdout }: ChildProcessByStdio<null, Readable, null>, text?: string) => {
    let all = ''
    for await (const chunk of stdout) {
      all += chunk
      if (text && all.includes(text)) break
    }
    return all
  }

  test('-- --app prints the settings, and the tenant accepts them', async () => {
    const demo = start('--memory', '--app', app, '--app', other)
    const ended = once(demo, 'exit')
    try {
      const text = await printed(demo, 'Ctrl-C')

      const [, domain = ''] = /Domain +(\S+)/.exec(text) ?? []
      expect(text).toContain('Client ID      your-app')
      expect(text).toContain(`Audience       ${domain}/api/v2/`)
      expect(text).toContain('ada@example.com   password: correct horse')
      const authorize = new URL('/authorize', domain)
      authorize.search = new URLSearchParams({
        client_id: 'your-app',
        redirect_uri: other,
        response_type: 'code',
        scope: 'openid',
        code_challenge: 'c'.repeat(43),
        code_challenge_method: 'S256',
      }).toString()
      const response = await fetch(authorize, { redirect: 'manual' })
      expect(response.headers.get('location')).toContain('/u/sign-in/')
    } finally {
      demo.kill('SIGTERM')
      await ended
    }
  }, 60_000)

  test.each([
    ['an address without a scheme', ['--app', 'localhost:3000']],
    ['Better Auth, which has no clients', ['--backend', 'better-auth', '--app', app]],
  ])(
    '-- --app with %s prints the help',
    async (_, options) => {
      const demo = start('--memory', ...options)
      const ended = once(demo, 'exit')

      expect(await printed(demo)).toContain('npm start -- --app')
      expect((await ended)[0]).toBe(1)
    },
    60_000,
  )
})
