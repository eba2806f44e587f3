import { createHash } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { parseUser } from '../../src/core/identity'
import { surface } from '../core/surface'
import { drop, hangPastTimeout, type Route } from './routes'
import { ann, CLIENT_ID, CODE, comeBack, github, LINK, LIST, PAGE, TOKEN, userWith } from './second-sign-in'

const listed = parseUser(userWith(github))
const annsGitHub = listed.identities[1]

describe('a return from the second sign-in', () => {
  it('links by the ID token of it, under the token of the session', async () => {
    const { client, browser, requestsTo, idToken } = await comeBack()
    expect(await client.finishLink()).toMatchObject({
      status: 'linked',
      connection: 'github',
      identity: { id: 'github|1' },
    })
    const [posted, ...others] = requestsTo(LINK)
    expect(others).toEqual([])
    expect(posted?.headers.authorization).toBe(`Bearer ${TOKEN}`)
    expect(JSON.parse(posted?.body ?? '')).toEqual({ link_with: idToken() })
    expect(browser.href()).toBe(PAGE)
    expect(browser.storage().length).toBe(0)
  })

  it('exchanges the code as a public client, by the verifier of the challenge', async () => {
    const { client, address, requestsTo, codeVerifier } = await comeBack()
    await client.finishLink()
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

  it('sends no cookies, keeps nothing in the HTTP cache, tells no referrer and follows no redirect', async () => {
    const inits: (RequestInit | undefined)[] = []
    const fetch: typeof globalThis.fetch = (input, init) => {
      inits.push(init)
      return globalThis.fetch(input, init)
    }
    const { client, server } = await comeBack({ options: { fetch } })
    await client.finishLink()
    const asked = ['GET /.well-known/openid-configuration', 'POST /oauth/token', 'GET /jwks', LINK, LIST]
    expect(server.asked).toEqual(asked)
    const quiet = { credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer', redirect: 'error' }
    expect(inits).toMatchObject(asked.map(() => quiet))
  })

  it('shows none of its secrets in the result, nor in the client', async () => {
    const { client, secrets } = await comeBack()
    const seen = surface([await client.finishLink(), client])
    expect(secrets().filter((secret) => seen.includes(secret))).toEqual([])
  })

  it.each([
    ['unchanged', undefined],
    ['renewed', annsGitHub],
  ])('by the account that is signed in posts nothing, and is %s', async (status, identity) => {
    const { client, server } = await comeBack({
      claims: () => ({ sub: 'auth0|ann' }),
      link: { identity, current: listed },
    })
    expect(await client.finishLink()).toMatchObject({ status })
    expect(server.asked).not.toContain(LINK)
    expect(server.asked.at(-1)).toBe(LIST)
  })

  it('to somebody else than the one who left exchanges and posts nothing', async () => {
    const { clientWith, server } = await comeBack()
    const client = clientWith({ userId: 'auth0|bob' })
    expect(await client.finishLink()).toEqual({ status: 'wrong_user', connection: 'github' })
    expect(server.asked).toEqual([])
  })

  it.each([
    ['access_denied', 'cancelled'],
    ['unauthorized', 'denied'],
    ['user_exists', 'already_linked'],
    ['server_error', 'failed'],
  ])('with the error %s is %s', async (error, status) => {
    const { client, server } = await comeBack({
      parameters: { error },
      options: { linkStatuses: { user_exists: 'already_linked' } },
    })
    expect(await client.finishLink()).toMatchObject({ status, error: { serverCode: error } })
    expect(server.asked).toEqual([])
  })
})

describe('the tenant', () => {
  it.each([
    [409, { error: 'Conflict', errorCode: 'identity_conflict' }, 'already_linked', 'conflict'],
    [403, { error: 'Forbidden', errorCode: 'insufficient_scope' }, 'denied', 'forbidden'],
    [400, { error: 'Bad Request', errorCode: 'invalid_body' }, 'failed', 'rejected'],
    [429, { error: 'Too Many Requests' }, 'failed', 'rate_limited'],
  ])('answers %i %o: %s', async (status, body, result, code) => {
    const { client, server } = await comeBack({ routes: { [LINK]: { status, body } } })
    expect(await client.finishLink()).toMatchObject({ status: result, error: { code, status } })
    expect(server.asked).not.toContain(LIST)
  })

  it('quotes the request in its refusal: neither token is seen', async () => {
    const { client, secrets } = await comeBack({
      routes: {
        [LINK]: ({ headers, body }) => ({
          status: 400,
          body: { error: 'invalid_body', message: `${headers.authorization} ${JSON.parse(body).link_with}` },
        }),
      },
    })
    const result = await client.finishLink()
    expect(result).toMatchObject({ status: 'failed', error: { description: 'Bearer … …' } })
    expect(secrets().filter((secret) => surface(result).includes(secret))).toEqual([])
  })

  it('refuses the token once: it is asked for a fresh one, and the link is done by it', async () => {
    const getAccessToken = vi.fn(({ fresh }: { fresh: boolean }) => (fresh ? 'new' : 'old'))
    const { client, requestsTo } = await comeBack({
      options: { getAccessToken },
      routes: {
        [LINK]: ({ headers }) =>
          headers.authorization === 'Bearer new' ? { status: 201, body: [ann, github] } : { status: 401 },
      },
    })
    const list = async () => ({ userId: 'auth0|ann', identities: [] })
    expect(await client.finishLink(undefined, list)).toMatchObject({ status: 'unchanged' })
    expect(getAccessToken.mock.calls).toEqual([[{ fresh: false }], [{ fresh: true }]])
    const [first, second, ...others] = requestsTo(LINK)
    expect(others).toEqual([])
    expect(second?.body).toBe(first?.body)
    expect(requestsTo('POST /oauth/token')).toHaveLength(1)
  })

  it('refuses the fresh token, too: the session has expired', async () => {
    const { client } = await comeBack({
      options: { getAccessToken: ({ fresh }) => (fresh ? 'new' : 'old') },
      routes: { [LINK]: { status: 401 } },
    })
    expect(await client.finishLink()).toMatchObject({ status: 'failed', error: { code: 'unauthorized' } })
  })

  it.each<[string, () => Route, string]>([
    ['its answer is lost', () => drop, 'network'],
    ['it does not answer', hangPastTimeout, 'timeout'],
    ['it fails', () => ({ status: 502 }), 'server_error'],
  ])('is asked what has happened when %s', async (_what, routeOf, code) => {
    const done = await comeBack({ routes: { [LINK]: routeOf() } })
    expect(await done.client.finishLink()).toMatchObject({ status: 'linked', identity: { id: 'github|1' } })

    const undone = await comeBack({ routes: { [LINK]: routeOf(), [LIST]: { body: userWith() } } })
    expect(await undone.client.finishLink()).toMatchObject({ status: 'failed', error: { code } })
    expect(undone.requestsTo(LINK)).toHaveLength(1)
  })
})
