import { describe, expect, it, vi } from 'vitest'
import { type ClassicClientOptions, createClassicClient } from '../../src/backends/classic'
import { parseUser } from '../../src/core/identity'
import { createMemoryBrowser } from '../../src/testing/memory-browser'
import { serve } from '../core/server'
import { rejection, surface } from '../core/surface'

const PAGE = 'https://app.example.com/account'
const TOKEN = 'canary.a+b/c==~'

const ann = { provider: 'auth0', user_id: 'ann' }
const github = { provider: 'github', user_id: 1, connection: 'github' }
const current = parseUser({ user_id: 'auth0|ann', identities: [ann] })

function clientWith(options: Partial<ClassicClientOptions> = {}) {
  const browser = createMemoryBrowser(PAGE)
  const client = createClassicClient({
    domain: 'tenant.example.com',
    clientId: 'c1i&ent',
    redirectUri: 'https://app.example.com/account?tab=linked',
    getAccessToken: () => TOKEN,
    browser,
    ...options,
  })
  return { client, browser }
}

/** The address that a click leaves for, with the state, which is new each time, as `STATE`. */
async function departure(options: Partial<ClassicClientOptions>, connection?: string): Promise<string> {
  const { client, browser } = clientWith(options)
  void client.startLink({ connection, current })
  return (await browser.departure()).replace(/(?<=state=)rla_[\w-]{32}$/, 'STATE')
}

describe('a click on link leaves for', () => {
  const client = 'client_id=c1i%26ent'
  const rest =
    'redirect_uri=https%3A%2F%2Fapp.example.com%2Faccount%3Ftab%3Dlinked&access_token=canary.a%2Bb%2Fc%3D%3D%7E'

  it.each<[string, Partial<ClassicClientOptions>, string | undefined, string]>([
    ['a code', {}, 'github', `response_type=code&${client}&connection=github&${rest}&state=STATE`],
    [
      'a token',
      { responseType: 'token' },
      'github',
      `response_type=token&${client}&connection=github&${rest}&state=STATE`,
    ],
    [
      'a scope',
      { scope: 'openid profile' },
      'github',
      `response_type=code&${client}&connection=github&${rest}&scope=openid+profile&state=STATE`,
    ],
    [
      'a connection of any name',
      {},
      'Username & Password/ü',
      `response_type=code&${client}&connection=Username+%26+Password%2F%C3%BC&${rest}&state=STATE`,
    ],
    ['no connection', {}, undefined, `response_type=code&${client}&${rest}&state=STATE`],
    ['an empty connection', {}, '', `response_type=code&${client}&${rest}&state=STATE`],
    [
      'a connection that is null',
      {},
      null as unknown as undefined,
      `response_type=code&${client}&${rest}&state=STATE`,
    ],
  ])('the authorize address with %s', async (_what, options, connection, query) => {
    expect(await departure(options, connection)).toBe(`https://tenant.example.com/authorize?${query}`)
  })

  it.each([
    ['https://tenant.example.com/', 'https://tenant.example.com/authorize?'],
    ['tenant.example.com:8443', 'https://tenant.example.com:8443/authorize?'],
    ['http://localhost:4400', 'http://localhost:4400/authorize?'],
  ])('the tenant %s', async (domain, address) => {
    expect(await departure({ domain }, 'github')).toContain(address)
  })
})

describe('starting a link', () => {
  it('asks the server for nothing if the list is at hand', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>()
    await departure({ fetch }, 'github')
    expect(fetch).not.toHaveBeenCalled()
  })

  it('reads the list first if it is not at hand', async () => {
    const server = await serve({ body: { user_id: 'auth0|ann', identities: [ann] } })
    const { client, browser } = clientWith({ domain: server.origin })
    void client.startLink({ connection: 'github' })
    await browser.departure()
    expect(server.requests.map(({ path }) => path)).toEqual(['/userinfo'])
  })

  it('stays pending while the page is left, and ends when the back button shows it again', async () => {
    const { client, browser } = clientWith()
    const ended = vi.fn()
    const start = client.startLink({ connection: 'github', current }).then(ended)
    await browser.departure()
    expect(ended).not.toHaveBeenCalled()
    browser.back()
    await start
    expect(ended).toHaveBeenCalledOnce()
  })

  it('stays here when the list cannot be read', async () => {
    const server = await serve({ status: 503 })
    const { client, browser } = clientWith({ domain: server.origin })
    await expect(client.startLink({ connection: 'github' })).rejects.toMatchObject({ code: 'server_error' })
    expect(browser.departures).toEqual([])
  })

  it('stays here when nobody is signed in', async () => {
    const { client, browser } = clientWith({ getAccessToken: () => null })
    await expect(client.startLink({ current })).rejects.toMatchObject({ code: 'missing_token' })
    expect(browser.departures).toEqual([])
    expect(browser.storage().length).toBe(0)
  })

  it('keeps the token out of the storage and out of the client', async () => {
    const { client, browser } = clientWith()
    void client.startLink({ connection: 'github', current })
    await browser.departure()
    const storage = browser.storage()
    const records = Array.from({ length: storage.length }, (_, index) =>
      storage.getItem(storage.key(index) ?? ''),
    )
    expect(records).toHaveLength(1)
    expect(surface([records, client])).not.toContain('canary')
  })

  it('tells why the page could not be left, and not where to', async () => {
    const leave = (url: string) =>
      Promise.reject(new DOMException(`No permission to go to ${url}`, 'SecurityError'))
    const { client } = clientWith({ browser: { ...createMemoryBrowser(PAGE), leave } })
    const error = await rejection(client.startLink({ connection: 'github', current }))
    expect(error).toMatchObject({
      name: 'AccountLinkingError',
      code: 'configuration',
      message: expect.stringContaining('SecurityError'),
    })
    expect(surface(error)).not.toContain('canary')
  })

  it('tells what to do where there is no page', async () => {
    const { client } = clientWith({ browser: undefined })
    await expect(client.startLink({ current })).rejects.toMatchObject({ code: 'configuration' })
    await expect(client.finishLink()).rejects.toMatchObject({ code: 'configuration' })
  })
})

describe('coming back', () => {
  async function away(options: Partial<ClassicClientOptions> = {}) {
    const { client, browser } = clientWith(options)
    void client.startLink({ connection: 'github', current })
    const state = new URL(await browser.departure()).searchParams.get('state')
    const comeBack = (parameters: string) => browser.arrive(`${PAGE}${parameters}&state=${state}`)
    return { client, browser, comeBack }
  }

  it.each(['?code=c0de', '#access_token=t0ken&token_type=Bearer&expires_in=7200'])(
    'with %s is linked if a fresh list shows it',
    async (parameters) => {
      const server = await serve({ body: { user_id: 'auth0|ann', identities: [ann, github] } })
      const { client, browser, comeBack } = await away({ domain: server.origin })
      comeBack(parameters)
      expect(await client.finishLink()).toMatchObject({
        status: 'linked',
        connection: 'github',
        identity: { id: 'github|1' },
      })
      expect(browser.href()).toBe(PAGE)
    },
  )

  it('asks for the list with the token of the host, not with the one in the fragment', async () => {
    const server = await serve({ body: { user_id: 'auth0|ann', identities: [ann] } })
    const { client, comeBack } = await away({ domain: server.origin })
    comeBack('#access_token=of-somebody')
    await client.finishLink()
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`)
  })

  it('as another user is told, also where the client is told whose it is', async () => {
    const server = await serve({ body: { user_id: 'github|1', identities: [github] } })
    const { browser, comeBack } = await away({ domain: server.origin, userId: 'auth0|ann' })
    comeBack('?code=c0de')
    const { client } = clientWith({ domain: server.origin, userId: 'github|1', browser })
    expect(await client.finishLink()).toEqual({ status: 'wrong_user', connection: 'github' })
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
    ['server_error', 'failed'],
  ])('with %s is %s', async (error, status) => {
    const { client, comeBack } = await away()
    comeBack(`?error=${error}`)
    expect(await client.finishLink()).toMatchObject({ status, connection: 'github' })
  })

  it("with a tenant's own error means what the host says, before what is usual", async () => {
    const linkStatuses = { user_exists: 'already_linked', access_denied: 'denied' } as const
    for (const [error, status] of Object.entries(linkStatuses)) {
      const { client, comeBack } = await away({ linkStatuses })
      comeBack(`?error=${error}`)
      expect(await client.finishLink()).toMatchObject({ status })
    }
  })
})
