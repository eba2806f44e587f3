import { describe, expect, it, vi } from 'vitest'
import { type ClassicClientOptions, createClassicClient } from '../../src/backends/classic'
import type { LinkRequest } from '../../src/core/client'
import { createMemoryBrowser } from '../../src/testing/memory-browser'
import { callbackOf, load, openPage, PAGE, stored } from '../core/links'
import { type Reply, serve } from '../core/server'
import { rejection, surface } from '../core/surface'

const TOKEN = 'canary.a+b/c==~'

const annWith = (...others: object[]) => ({
  user_id: 'auth0|ann',
  identities: [{ provider: 'auth0', user_id: 'ann' }, ...others],
})
const ann = annWith()
const bob = { user_id: 'auth0|bob', identities: [{ provider: 'auth0', user_id: 'bob' }] }
const github = { provider: 'github', user_id: 1, connection: 'github' }

const clientWith = (options: Partial<ClassicClientOptions> = {}) =>
  createClassicClient({
    domain: 'tenant.example.com',
    clientId: 'c1i&ent',
    userId: 'auth0|ann',
    redirectUri: 'https://app.example.com/account?tab=linked',
    getAccessToken: () => TOKEN,
    identities: async () => ann,
    ...options,
  })

const transaction = {
  state: 'rla_state',
  redirectUri: 'https://app.example.com/account?tab=linked',
  callbackUrl: '',
  data: {},
}

const start = (options: Partial<ClassicClientOptions>, request: LinkRequest = { connection: 'github' }) =>
  clientWith(options).startLink(request, transaction)

describe('a click on link goes to', () => {
  const rest = {
    response_type: 'code',
    client_id: 'c1i&ent',
    redirect_uri: 'https://app.example.com/account?tab=linked',
    access_token: TOKEN,
    state: 'rla_state',
  }

  it.each<[string, Partial<ClassicClientOptions>, LinkRequest, object]>([
    ['a code', {}, { connection: 'github' }, { connection: 'github' }],
    ['a token', { responseType: 'token' }, {}, { response_type: 'token' }],
    ['a scope', { scope: 'openid profile' }, {}, { scope: 'openid profile' }],
    ['scopes for the provider', {}, { scopes: ['repo', 'gist'] }, { connection_scope: 'repo gist' }],
    [
      'a prompt and whom to suggest',
      {},
      { prompt: 'consent', loginHint: 'ada' },
      { prompt: 'consent', login_hint: 'ada' },
    ],
    [
      'a connection of any name',
      {},
      { connection: 'Username & Password/ü' },
      { connection: 'Username & Password/ü' },
    ],
    ['no connection', {}, {}, {}],
    ['an empty connection', {}, { connection: '' }, {}],
  ])('the authorize address with %s', async (_what, options, request, fields) => {
    const url = new URL((await start(options, request))?.url ?? '')
    expect(url.origin + url.pathname).toBe('https://tenant.example.com/authorize')
    expect([...url.searchParams]).toHaveLength(Object.keys({ ...rest, ...fields }).length)
    expect(Object.fromEntries(url.searchParams)).toEqual({ ...rest, ...fields })
  })

  it.each([
    ['https://tenant.example.com/', 'https://tenant.example.com/authorize?'],
    ['tenant.example.com:8443', 'https://tenant.example.com:8443/authorize?'],
    ['http://localhost:4400', 'http://localhost:4400/authorize?'],
  ])('the tenant %s', async (domain, address) => {
    expect((await start({ domain }))?.url).toContain(address)
  })

  it('a form post that keeps the token out of the URL, if the tenant accepts forms', async () => {
    const redirect = await start({ authorizeMethod: 'post' })
    expect(redirect).toEqual({
      url: 'https://tenant.example.com/authorize',
      form: { ...rest, connection: 'github' },
    })
  })
})

describe('V1: a click on link', () => {
  it('goes with a token whose owner was just verified, and verifies it once', async () => {
    const server = await serve({ body: ann })
    const client = clientWith({ domain: server.origin, identities: 'userinfo' })
    await client.listIdentities()
    await client.startLink({ connection: 'github' }, transaction)
    expect(server.requests.map(({ path }) => path)).toEqual(['/userinfo'])
  })

  it('verifies a new token, and goes with it', async () => {
    const server = await serve({ body: ann }, { body: ann })
    const tokens = ['first', 'second']
    const getAccessToken = () => tokens.shift()
    const client = clientWith({ domain: server.origin, identities: 'userinfo', getAccessToken })
    await client.listIdentities()
    const redirect = await client.startLink({ connection: 'github' }, transaction)
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer first',
      'Bearer second',
    ])
    expect(new URL(redirect?.url ?? '').searchParams.get('access_token')).toBe('second')
  })

  it.each<[string, Reply[], (string | undefined)[]]>([
    ['from the start', [{ body: bob }], ['of-bob']],
    ['since the list', [{ body: ann }, { body: bob }], ['of-ann', 'of-bob']],
    ['since a 401', [{ body: ann }, { status: 401 }, { body: bob }], ['of-ann', 'new', 'of-bob']],
  ])('goes nowhere with the token of another user: %s', async (_when, replies, tokens) => {
    const server = await serve(...replies)
    const isListedFirst = tokens.length > 1
    const getAccessToken = () => tokens.shift()
    const client = clientWith({ domain: server.origin, identities: 'userinfo', getAccessToken })
    if (isListedFirst) await client.listIdentities()
    const error = await rejection(client.startLink({ connection: 'github' }, transaction))
    expect(error).toMatchObject({ code: 'wrong_user', unsent: true })
    expect(surface(error)).not.toContain('of-bob')
  })

  it('does not accept the verification of one token for another', async () => {
    const lists = [ann, bob]
    const tokens = ['of-ann', 'of-bob', 'of-ann']
    const client = clientWith({
      identities: async () => lists.shift() ?? ann,
      getAccessToken: () => tokens.shift(),
    })
    await client.listIdentities()
    await rejection(client.startLink({}, transaction))
    const redirect = await client.startLink({}, transaction)
    expect(new URL(redirect?.url ?? '').searchParams.get('access_token')).toBe('of-ann')
  })

  it('goes nowhere when the owner cannot be verified', async () => {
    const server = await serve({ status: 503 })
    const link = start({ domain: server.origin, identities: 'userinfo' })
    await expect(link).rejects.toMatchObject({ code: 'server_error' })
  })

  it('goes nowhere when no user is signed in, and sends no request', async () => {
    const identities = vi.fn()
    await expect(start({ getAccessToken: () => null, identities })).rejects.toMatchObject({
      code: 'missing_token',
      unsent: true,
    })
    expect(identities).not.toHaveBeenCalled()
  })

  it('T10: goes nowhere when the token cannot be renewed without a network', async () => {
    const getAccessToken = () => Promise.reject(new TypeError('Failed to fetch'))
    await expect(start({ getAccessToken })).rejects.toMatchObject({ code: 'network', unsent: true })
  })
})

describe('the page around it', () => {
  it('keeps the token out of the storage and out of the client', async () => {
    const client = clientWith()
    const page = openPage(client, { browser: createMemoryBrowser(PAGE) })
    void page.link({ connection: 'github' })
    await page.browser.departure()
    expect(Object.keys(stored(page.browser))).toHaveLength(1)
    expect(surface([stored(page.browser), client])).not.toContain('canary')
  })

  it.each(['code=c0de', 'access_token=t0ken'])(
    'says that %s is linked if a fresh list shows it',
    async (parameters) => {
      const lists = [ann, ann, annWith(github)]
      const client = clientWith({ identities: async () => lists.shift() })
      const page = openPage(client)
      void page.link({ connection: 'github' })
      await page.browser.departure()
      const { result } = await load(page, client, callbackOf(page, parameters))
      expect(result()).toMatchObject({ status: 'linked', identity: { id: 'github|1' } })
    },
  )

  it("requests the list with the host's token, not with the one in the fragment", async () => {
    const seen: string[] = []
    const client = clientWith({
      identities: async ({ accessToken }) => {
        seen.push(accessToken)
        return annWith(github)
      },
    })
    const page = openPage(client, { recentList: async () => ({ userId: 'auth0|ann', identities: [] }) })
    void page.link({ connection: 'github' })
    await page.browser.departure()
    await load(
      page,
      client,
      callbackOf(page).replace('?', '#').replace('code=c0de', 'access_token=of-somebody'),
    )
    expect(new Set(seen)).toEqual(new Set([TOKEN]))
  })

  it.each([
    ['access_denied', 'cancelled'],
    ['unauthorized', 'denied'],
    ['identity_already_linked', 'already_linked'],
    ['identity_already_exists', 'already_linked'],
    ['account_already_linked_to_different_user', 'already_linked'],
    ['login_required', 'failed'],
    ['invalid_request', 'failed'],
    ['unsupported_response_type', 'failed'],
  ])('says that %s is %s', async (error, status) => {
    const client = clientWith()
    const page = openPage(client)
    void page.link({ connection: 'github' })
    await page.browser.departure()
    const { result } = await load(page, client, callbackOf(page, `error=${error}`))
    expect(result()).toMatchObject({ status, request: { connection: 'github' } })
  })

  it("maps a tenant's own error as the host says, before the standard mapping", () => {
    const errorCodes = { user_exists: 'already_linked', access_denied: 'denied' } as const
    expect(clientWith({ errorCodes }).errorCodes).toMatchObject({ ...errorCodes, unauthorized: 'denied' })
  })
})
