import { createHash } from 'node:crypto'
import { type Auth0ClientOptions, createAuth0Client } from 'react-linked-accounts/auth0'
import type { LinkRequest } from 'react-linked-accounts/core'
import { createMemoryBrowser } from 'react-linked-accounts/testing'
import { describe, expect, it, vi } from 'vitest'
import { parseUser } from '../../src/core/identity'
import { rejection, surface } from '../core/surface'
import { serveRoutes } from './routes'

const PAGE = 'https://app.example.com/account'
const TOKEN = 'canary-t0ken'

const user = { user_id: 'auth0|ann', identities: [{ provider: 'auth0', user_id: 'ann' }] }
const current = parseUser(user)

function clientWith(options: Partial<Auth0ClientOptions> = {}) {
  const browser = createMemoryBrowser(PAGE)
  const client = createAuth0Client({
    domain: 'tenant.example.com',
    clientId: 'c1i&ent',
    redirectUri: `${PAGE}?tab=linked`,
    userId: 'auth0|ann',
    getAccessToken: () => TOKEN,
    browser,
    ...options,
  })
  return { client, browser }
}

/** What a click leaves for, and the record that is kept of it. */
async function departure(options: Partial<Auth0ClientOptions> = {}, link: LinkRequest = {}) {
  const { client, browser } = clientWith(options)
  void client.startLink({ current, ...link })
  const url = new URL(await browser.departure())
  const storage = browser.storage()
  expect(storage.length).toBe(1)
  const record = storage.getItem(storage.key(0) ?? '') ?? ''
  return { url, record, keepsake: JSON.parse(record).keepsake }
}

const parametersOf = (url: URL) => Object.fromEntries(url.searchParams)

describe('a click on link', () => {
  it('leaves for a second sign-in, by code and PKCE, with these parameters and no others', async () => {
    const { url, keepsake } = await departure({}, { connection: 'Username & Password/ü' })
    expect(url.origin + url.pathname).toBe('https://tenant.example.com/authorize')
    expect(parametersOf(url)).toEqual({
      response_type: 'code',
      client_id: 'c1i&ent',
      redirect_uri: `${PAGE}?tab=linked`,
      scope: 'openid profile email',
      connection: 'Username & Password/ü',
      prompt: 'login',
      state: expect.stringMatching(/^rlax_[\w-]{32}$/),
      nonce: keepsake.nonce,
      code_challenge: createHash('sha256').update(keepsake.codeVerifier).digest('base64url'),
      code_challenge_method: 'S256',
    })
    // RFC 7636, section 4.1
    expect(keepsake.codeVerifier).toMatch(/^[\w.~-]{43,128}$/)
    expect(keepsake.nonce).toMatch(/^[\w-]{32}$/)
    expect([...url.searchParams.keys()]).toHaveLength(10)
  })

  it.each<[string, Partial<Auth0ClientOptions>, LinkRequest, Record<string, string>]>([
    ['a connection scope', {}, { connectionScope: 'repo,gist' }, { connection_scope: 'repo,gist' }],
    ['whom to suggest', {}, { loginHint: 'ann@example.com' }, { login_hint: 'ann@example.com' }],
    ["the client's scope", { scope: 'openid email' }, {}, { scope: 'openid email' }],
    ['its own scope', { scope: 'openid email' }, { scope: 'openid phone' }, { scope: 'openid phone' }],
    ['openid in any scope', {}, { scope: 'profile' }, { scope: 'openid profile' }],
    ['a prompt for more', {}, { prompt: 'consent' }, { prompt: 'login consent' }],
    ['login asked for already', {}, { prompt: 'consent  login' }, { prompt: 'login consent' }],
  ])('sends %s', async (_what, options, link, expected) => {
    const { url } = await departure(options, link)
    expect(parametersOf(url)).toMatchObject(expected)
    for (const name of Object.keys(expected)) expect(url.searchParams.getAll(name)).toHaveLength(1)
  })

  it('leaves the choice to the person where no connection is named', async () => {
    const { url } = await departure()
    expect(url.searchParams.has('connection')).toBe(false)
  })

  it('has another state, nonce and verifier each time', async () => {
    const links = await Promise.all([departure(), departure(), departure()])
    const secrets = links.flatMap(({ url, keepsake }) => [
      url.searchParams.get('state'),
      keepsake.nonce,
      keepsake.codeVerifier,
    ])
    expect(new Set(secrets).size).toBe(9)
  })

  it('shows the access token nowhere: not in the address, nor in what is kept, nor in the client', async () => {
    const server = await serveRoutes({ 'GET /api/v2/users/auth0%7Cann': { body: user } })
    const { client, browser } = clientWith({ domain: server.origin })
    void client.startLink({ connection: 'github' })
    const url = await browser.departure()
    const storage = browser.storage()
    const record = storage.getItem(storage.key(0) ?? '')
    expect(record).toContain('auth0|ann')
    expect(surface([url, record, client])).not.toContain('canary')
    expect(server.requests).toMatchObject([{ headers: { authorization: `Bearer ${TOKEN}` } }])
  })

  it('does not carry the verifier away', async () => {
    const { url, keepsake } = await departure()
    expect(url.href).not.toContain(keepsake.codeVerifier)
  })

  it('asks the server for nothing, and nobody for a token, if the list is at hand', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>()
    const getAccessToken = vi.fn(() => TOKEN)
    await departure({ fetch, getAccessToken })
    expect(fetch).not.toHaveBeenCalled()
    expect(getAccessToken).not.toHaveBeenCalled()
  })

  it('goes in the popup, under a state that says so', async () => {
    const { client, browser } = clientWith()
    const url = await new Promise<string>((go) => {
      const popup = { go, closed: () => new Promise<void>(() => {}), close: () => {} }
      void client.startLink({ current, popup })
    })
    expect(new URL(url).searchParams.get('state')).toMatch(/^rlapx_[\w-]{32}$/)
    expect(browser.departures).toEqual([])
  })

  it('stays here when the list cannot be read', async () => {
    const server = await serveRoutes({ 'GET /api/v2/users/auth0%7Cann': { status: 503 } })
    const { client, browser } = clientWith({ domain: server.origin })
    await expect(client.startLink({})).rejects.toMatchObject({ code: 'server_error' })
    expect(browser.departures).toEqual([])
    expect(browser.storage().length).toBe(0)
  })

  it('that cannot leave tells why and not where to, and leaves no record', async () => {
    const memory = createMemoryBrowser(PAGE)
    const leave = (url: string) => Promise.reject(new DOMException(`No way to ${url}`, 'SecurityError'))
    const { client } = clientWith({ browser: { ...memory, leave } })
    const error = await rejection(client.startLink({ connection: 'github', current }))
    expect(error).toMatchObject({ code: 'configuration', message: expect.stringContaining('SecurityError') })
    expect(surface(error)).not.toMatch(/rlax_|nonce|challenge/)
    expect(memory.storage().length).toBe(0)
  })
})
