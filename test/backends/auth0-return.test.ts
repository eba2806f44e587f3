import { createHash } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { type AccountLinkingError, isAmbiguous } from '../../src/core/errors'
import { createMemoryBrowser } from '../../src/testing/memory-browser'
import { callbackOf, listOf, load, openPage } from '../core/links'
import { rejection, surface } from '../core/surface'
import { drop, hangPastTimeout, type Route } from './routes'
import { ann, CLIENT_ID, CODE, comeBack, github, LINK, PAGE, TOKEN } from './second-sign-in'

describe('a return from the second sign-in', () => {
  it('links with its ID token, using the token of the session', async () => {
    const { finish, requestsTo, idToken } = await comeBack()
    await expect(finish()).resolves.toBeUndefined()
    const [posted, ...others] = requestsTo(LINK)
    expect(others).toEqual([])
    expect(posted?.headers.authorization).toBe(`Bearer ${TOKEN}`)
    expect(JSON.parse(posted?.body ?? '')).toEqual({ link_with: idToken() })
  })

  it('exchanges the code as a public client, with the verifier of the challenge', async () => {
    const { finish, address, requestsTo, codeVerifier } = await comeBack()
    await finish()
    const [exchange, ...others] = requestsTo('POST /oauth/token')
    expect(others).toEqual([])
    expect(Object.fromEntries(new URLSearchParams(exchange?.body))).toEqual({
      grant_type: 'authorization_code',
      client_id: CLIENT_ID,
      code: CODE,
      redirect_uri: PAGE,
      code_verifier: codeVerifier,
    })
    expect(createHash('sha256').update(codeVerifier).digest('base64url')).toBe(address.get('code_challenge'))
    expect(exchange?.headers).not.toHaveProperty('authorization')
  })

  it('sends no cookies, bypasses the HTTP cache, sends no referrer and follows no redirect', async () => {
    const inits: (RequestInit | undefined)[] = []
    const fetch: typeof globalThis.fetch = (input, init) => {
      inits.push(init)
      return globalThis.fetch(input, init)
    }
    const { finish, server } = await comeBack({ options: { fetch } })
    await finish()
    const asked = ['GET /.well-known/openid-configuration', 'POST /oauth/token', 'GET /jwks', LINK]
    expect(server.asked).toEqual(asked)
    const quiet = { credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer', redirect: 'error' }
    expect(inits).toMatchObject(asked.map(() => quiet))
  })

  it('with the account that is already signed in posts nothing, because it is already linked', async () => {
    const confirmLink = vi.fn(() => true)
    const { finish, server } = await comeBack({
      claims: () => ({ sub: 'auth0|ann' }),
      options: { confirmLink },
    })
    await expect(finish()).resolves.toBeUndefined()
    expect(server.asked).not.toContain(LINK)
    expect(confirmLink).not.toHaveBeenCalled()
  })
})

describe('T25: the errors at the redirect URI', () => {
  it("map the standard codes, and the host's mapping takes precedence", async () => {
    const { client } = await comeBack()
    expect(client.errorCodes).toEqual({ access_denied: 'cancelled', unauthorized: 'denied' })
    const errorCodes = { access_denied: 'denied', user_exists: 'already_linked' } as const
    expect((await comeBack({ options: { errorCodes } })).client.errorCodes).toEqual({
      ...errorCodes,
      unauthorized: 'denied',
    })
  })

  it('keep the description from an Action that denied the sign-in', async () => {
    const { client } = await comeBack()
    const browser = createMemoryBrowser(PAGE)
    const page = openPage(client, { browser, recentList: async () => listOf() })
    void page.link({ connection: 'github' })
    await browser.departure()
    const { result } = await load(
      page,
      client,
      callbackOf(page, 'error=access_denied&error_description=Not+here.'),
    )
    expect(result()).toMatchObject({
      status: 'cancelled',
      error: { serverCode: 'access_denied', description: 'Not here.' },
    })
  })
})

describe('T24: an account whose email address is not verified', () => {
  const email = 'ann@example.com'

  it.each([{ email_verified: false }, { email_verified: undefined }, { email_verified: 'true' }])(
    'is refused with %o, and nothing is posted',
    async (claims) => {
      const { finish, server, requestsTo } = await comeBack({ claims: () => ({ email, ...claims }) })
      const error = await rejection(finish())
      expect(error).toMatchObject({ code: 'denied' })
      expect(surface(error)).not.toContain(email)
      expect(requestsTo(LINK)).toEqual([])
      expect(server.asked).toContain('POST /oauth/token')
    },
  )

  it.each([{ email, email_verified: true }, {}])('is linked with %o', async (claims) => {
    const { finish, requestsTo } = await comeBack({ claims: () => claims })
    await finish()
    expect(requestsTo(LINK)).toHaveLength(1)
  })
})

describe('T24: a host that confirms the link itself', () => {
  it('gets the verified claims of the other account, before anything is posted', async () => {
    let resolve = (_confirmed: boolean) => {}
    const confirmLink = vi.fn(
      () =>
        new Promise<boolean>((settle) => {
          resolve = settle
        }),
    )
    const { finish, requestsTo } = await comeBack({
      claims: () => ({ email: 'ann@example.com', email_verified: false }),
      options: { confirmLink },
    })
    const finished = finish()
    await vi.waitFor(() => expect(confirmLink).toHaveBeenCalledOnce())
    expect(confirmLink.mock.calls).toMatchObject([
      [{ sub: 'github|1', email: 'ann@example.com', email_verified: false, aud: CLIENT_ID }],
    ])
    expect(requestsTo(LINK)).toEqual([])
    resolve(true)
    await finished
    expect(requestsTo(LINK)).toHaveLength(1)
  })

  it('can refuse', async () => {
    const { finish, requestsTo } = await comeBack({ options: { confirmLink: () => false } })
    expect(await rejection(finish())).toMatchObject({ code: 'denied' })
    expect(requestsTo(LINK)).toEqual([])
  })

  it('whose function fails links nothing', async () => {
    const fails = () => Promise.reject(new TypeError('canary'))
    const { finish, requestsTo } = await comeBack({ options: { confirmLink: fails } })
    await rejection(finish())
    expect(requestsTo(LINK)).toEqual([])
  })
})

describe('the tenant', () => {
  it.each([
    [409, { error: 'Conflict', errorCode: 'identity_conflict' }, 'conflict'],
    [403, { error: 'Forbidden', errorCode: 'insufficient_scope' }, 'forbidden'],
    [400, { error: 'Bad Request', errorCode: 'invalid_body' }, 'rejected'],
    [429, { error: 'Too Many Requests' }, 'rate_limited'],
    [401, { error: 'insufficient_user_authentication' }, 'step_up_required'],
  ])('answers %i %o: %s, and claims no more than that', async (status, body, code) => {
    const { finish, requestsTo } = await comeBack({ routes: { [LINK]: { status, body } } })
    expect(await rejection(finish())).toMatchObject({ code, status })
    expect(requestsTo(LINK)).toHaveLength(1)
  })

  it('quotes the request in its refusal: neither token is exposed', async () => {
    const { finish, secrets } = await comeBack({
      routes: {
        [LINK]: ({ headers, body }) => ({
          status: 400,
          body: { error: 'invalid_body', message: `${headers.authorization} ${JSON.parse(body).link_with}` },
        }),
      },
    })
    const error = await rejection(finish())
    expect(error).toMatchObject({ description: 'Bearer … …' })
    expect(secrets().filter((secret) => surface(error).includes(secret))).toEqual([])
  })

  it('refuses the token once: the link is done with a fresh one', async () => {
    const getAccessToken = vi.fn(({ fresh }: { fresh: boolean }) => (fresh ? 'new' : 'old'))
    const { finish, requestsTo } = await comeBack({
      options: { getAccessToken },
      routes: {
        [LINK]: ({ headers }) =>
          headers.authorization === 'Bearer new' ? { status: 201, body: [ann, github] } : { status: 401 },
      },
    })
    await finish()
    expect(getAccessToken.mock.calls).toEqual([[{ fresh: false }], [{ fresh: true }]])
    const [first, second, ...others] = requestsTo(LINK)
    expect(others).toEqual([])
    expect(second?.body).toBe(first?.body)
    expect(requestsTo('POST /oauth/token')).toHaveLength(1)
  })

  it('refuses the fresh token, too: the session has expired', async () => {
    const { finish } = await comeBack({
      options: { getAccessToken: ({ fresh }) => (fresh ? 'new' : 'old') },
      routes: { [LINK]: { status: 401 } },
    })
    expect(await rejection(finish())).toMatchObject({ code: 'unauthorized' })
  })

  it.each<[string, () => Route, string]>([
    ['its answer is lost', () => drop, 'network'],
    ['it does not answer', hangPastTimeout, 'timeout'],
    ['it fails', () => ({ status: 502 }), 'server_error'],
  ])('is not sent the link again when %s: the list decides', async (_what, routeOf, code) => {
    const { finish, requestsTo } = await comeBack({ routes: { [LINK]: routeOf() } })
    const error = await rejection(finish())
    expect(error).toMatchObject({ code })
    expect(isAmbiguous(error as AccountLinkingError)).toBe(true)
    expect(requestsTo(LINK)).toHaveLength(1)
  })
})
