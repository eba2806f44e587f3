import { createHash } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { type Auth0ClientOptions, createAuth0Client } from '../../src/backends/auth0'
import type { LinkRequest } from '../../src/core/client'
import { surface } from '../core/surface'

const PAGE = 'https://app.example.com/account'
const TOKEN = 'canary-t0ken'
const transaction = { state: 'rla_state', redirectUri: `${PAGE}?tab=linked`, callbackUrl: PAGE, data: {} }

/** Where a click goes, and what is stored. */
async function departure(options: Partial<Auth0ClientOptions> = {}, link: LinkRequest = {}) {
  const client = createAuth0Client({
    domain: 'tenant.example.com',
    clientId: 'c1i&ent',
    userId: 'auth0|ann',
    getAccessToken: () => TOKEN,
    ...options,
  })
  const redirect = await client.startLink(link, transaction)
  return { client, redirect, url: new URL(redirect?.url ?? ''), data: redirect?.data ?? {} }
}

const parametersOf = (url: URL) => Object.fromEntries(url.searchParams)

describe('a click on link', () => {
  it('goes to a second sign-in, with code and PKCE, and exactly these parameters', async () => {
    const { url, data } = await departure({}, { connection: 'Username & Password/ü' })
    const { codeVerifier = '', nonce } = data
    expect(url.origin + url.pathname).toBe('https://tenant.example.com/authorize')
    expect(parametersOf(url)).toEqual({
      response_type: 'code',
      client_id: 'c1i&ent',
      redirect_uri: `${PAGE}?tab=linked`,
      scope: 'openid profile email',
      connection: 'Username & Password/ü',
      prompt: 'login',
      state: 'rla_state',
      nonce,
      code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
      code_challenge_method: 'S256',
    })
    // RFC 7636, section 4.1
    expect(codeVerifier).toMatch(/^[\w.~-]{43,128}$/)
    expect(nonce).toMatch(/^[\w-]{32}$/)
    expect([...url.searchParams.keys()]).toHaveLength(10)
  })

  it.each<[string, Partial<Auth0ClientOptions>, LinkRequest, Record<string, string>]>([
    ['scopes for the provider', {}, { scopes: ['repo', 'gist'] }, { connection_scope: 'repo gist' }],
    ['whom to suggest', {}, { loginHint: 'ann@example.com' }, { login_hint: 'ann@example.com' }],
    ["the client's scope", { scope: 'openid email' }, {}, { scope: 'openid email' }],
    ['openid in any scope', { scope: 'profile' }, {}, { scope: 'openid profile' }],
    ['a prompt for more', {}, { prompt: 'consent' }, { prompt: 'login consent' }],
    ['login asked for already', {}, { prompt: 'consent  login' }, { prompt: 'login consent' }],
  ])('sends %s', async (_what, options, link, expected) => {
    const { url } = await departure(options, link)
    expect(parametersOf(url)).toMatchObject(expected)
    for (const name of Object.keys(expected)) expect(url.searchParams.getAll(name)).toHaveLength(1)
  })

  it('T25: sends what the host adds to the second sign-in, and keeps its own parameters', async () => {
    const authorizationParams = {
      organization: 'org_1',
      ui_locales: 'de',
      acr_values: 'mfa',
      response_type: 'token',
      state: 'theirs',
      nonce: 'theirs',
      redirect_uri: 'https://evil.example',
      code_challenge_method: 'plain',
      prompt: 'none',
      scope: 'none',
    }
    const { url, data } = await departure({ authorizationParams }, { connection: 'github' })
    expect(parametersOf(url)).toMatchObject({
      organization: 'org_1',
      ui_locales: 'de',
      acr_values: 'mfa',
      response_type: 'code',
      state: 'rla_state',
      nonce: data.nonce,
      redirect_uri: `${PAGE}?tab=linked`,
      code_challenge_method: 'S256',
      prompt: 'login',
      scope: 'openid profile email',
    })
  })

  it("T25: uses the host's connection, scopes and hint if the click names none", async () => {
    const authorizationParams = { connection: 'github', connection_scope: 'repo', login_hint: 'ada' }
    expect(parametersOf((await departure({ authorizationParams })).url)).toMatchObject(authorizationParams)
    const { url } = await departure({ authorizationParams }, { connection: 'google-oauth2' })
    expect(url.searchParams.get('connection')).toBe('google-oauth2')
  })

  it('lets the user choose if no connection is named', async () => {
    const { url } = await departure()
    expect(url.searchParams.has('connection')).toBe(false)
  })

  it('has a new nonce and verifier each time', async () => {
    const links = await Promise.all([departure(), departure(), departure()])
    expect(new Set(links.flatMap(({ data }) => [data.nonce, data.codeVerifier])).size).toBe(6)
  })

  it('exposes no access token, and requests neither the server nor a token', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>()
    const getAccessToken = vi.fn(() => TOKEN)
    const { redirect, client } = await departure({ fetch, getAccessToken }, { connection: 'github' })
    expect(surface([redirect, client])).not.toContain('canary')
    expect(fetch).not.toHaveBeenCalled()
    expect(getAccessToken).not.toHaveBeenCalled()
  })

  it('does not send the verifier', async () => {
    const { url, data } = await departure()
    expect(url.href).not.toContain(data.codeVerifier)
  })
})
