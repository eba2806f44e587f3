import { describe, expect, it } from 'vitest'
import { type Auth0ClientOptions, createAuth0Client } from '../../src/backends/auth0'
import { type Identity, parseUser } from '../../src/core/identity'
import { serve } from '../core/server'
import { rejection, surface } from '../core/surface'

const TOKEN = 'canary-t0ken'
const ann = { provider: 'auth0', user_id: 'ann' }

const clientWith = (options: Partial<Auth0ClientOptions>) =>
  createAuth0Client({
    domain: 'tenant.example.com',
    clientId: 'app',
    redirectUri: 'https://app.example.com/account',
    userId: 'auth0|ann',
    getAccessToken: () => TOKEN,
    ...options,
  })

function identityOf(provider: string, user_id: string | number): Identity {
  const [, identity] = parseUser({ identities: [ann, { provider, user_id }] }).identities
  if (!identity) throw new Error('There is no second identity.')
  return identity
}

const github = identityOf('github', 1234567)
const now = { keepalive: false }

describe('unlink', () => {
  it.each([
    ['github', 1234567, 'github/1234567'],
    ['oidc', 'acme-sso|00u1', 'oidc/acme-sso%7C00u1'],
    ['samlp', 'acme|a/b?c#d', 'samlp/acme%7Ca%2Fb%3Fc%23d'],
    ['ad', 'jürgen 李', 'ad/j%C3%BCrgen%20%E6%9D%8E'],
    ['custom/db', '50%', 'custom%2Fdb/50%25'],
    ['email', '...', 'email/...'],
  ])('deletes %s %s by its path', async (provider, id, path) => {
    const server = await serve({ body: [ann] })
    await clientWith({ domain: server.origin }).unlink(identityOf(provider, id), now)
    expect(server.requests).toMatchObject([
      {
        method: 'DELETE',
        path: `/api/v2/users/auth0%7Cann/identities/${path}`,
        headers: { authorization: `Bearer ${TOKEN}` },
        body: '',
      },
    ])
  })

  it.each([
    ['an id that leads to the user itself', 'github', '..'],
    ['a provider that leads elsewhere', '.', '1'],
    ['half a character', 'github', '\udc00'],
  ])('sends nothing for %s', async (_what, provider, id) => {
    const server = await serve()
    const unlink = clientWith({ domain: server.origin }).unlink(identityOf(provider, id), now)
    await expect(unlink).rejects.toMatchObject({ name: 'AccountLinkingError', code: 'unsafe_id' })
    expect(server.requests).toEqual([])
  })

  it.each([
    ['nothing', 204, undefined],
    ['an object', 200, { identities: [ann] }],
    ['text', 200, 'OK'],
    ['a damaged array', 200, [ann, { provider: 'github' }]],
  ])('is done when the answer is %s', async (_what, status, body) => {
    const server = await serve({ status, body: body ?? '' })
    await expect(clientWith({ domain: server.origin }).unlink(github, now)).resolves.toBeUndefined()
  })

  it.each([
    [404, { error: 'Not Found', errorCode: 'inexistent_identity' }, 'not_found'],
    [409, { error: 'Conflict' }, 'conflict'],
    [400, { error: 'Bad Request', errorCode: 'invalid_uri' }, 'rejected'],
    [403, { error: 'Forbidden', errorCode: 'insufficient_scope' }, 'forbidden'],
    [401, { error: 'insufficient_user_authentication' }, 'step_up_required'],
    [403, { error: 'insufficient_user_authentication' }, 'step_up_required'],
  ])('that is answered by %i %o is %s', async (status, body, code) => {
    const server = await serve({ status, body })
    const unlink = clientWith({ domain: server.origin }).unlink(github, now)
    await expect(unlink).rejects.toMatchObject({ code, status })
    expect(server.requests).toHaveLength(1)
  })

  it('is sent with a fresh token after a 401', async () => {
    const server = await serve({ status: 401 }, { body: [ann] })
    const getAccessToken = ({ fresh }: { fresh: boolean }) => (fresh ? 'new' : 'old')
    await clientWith({ domain: server.origin, getAccessToken }).unlink(github, now)
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new'])
  })

  it('is not sent again when the response was lost', async () => {
    const server = await serve((response) => response.destroy())
    const unlink = clientWith({ domain: server.origin }).unlink(github, now)
    await expect(unlink).rejects.toMatchObject({ code: 'network' })
    expect(server.requests).toHaveLength(1)
  })

  it.each([true, false])('outlives the page with keepalive: %s', async (keepalive) => {
    const server = await serve({ body: [ann] })
    const inits: (RequestInit | undefined)[] = []
    const recording: typeof globalThis.fetch = (input, init) => {
      inits.push(init)
      return globalThis.fetch(input, init)
    }
    await clientWith({ domain: server.origin, fetch: recording }).unlink(github, { keepalive })
    expect(inits).toMatchObject([{ keepalive }])
  })

  it('is refused without the token in the error', async () => {
    const server = await serve({ status: 403, body: { error: 'Forbidden', message: `Bearer ${TOKEN}` } })
    const error = await rejection(clientWith({ domain: server.origin }).unlink(github, now))
    expect(error).toMatchObject({ code: 'forbidden', description: 'Bearer …' })
    expect(surface(error)).not.toContain('canary')
  })
})

describe('T1: a client whose token now belongs to another user', () => {
  it('names its own user by id, so the tenant refuses, and nothing changes for the other user', async () => {
    const server = await serve({ status: 403, body: { errorCode: 'insufficient_scope' } }, { status: 403 })
    const client = clientWith({ domain: server.origin, getAccessToken: () => 'of-bob' })
    await expect(client.listIdentities()).rejects.toMatchObject({ code: 'forbidden' })
    await expect(client.unlink(github, now)).rejects.toMatchObject({ code: 'forbidden' })
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/api/v2/users/auth0%7Cann',
      '/api/v2/users/auth0%7Cann/identities/github/1234567',
    ])
  })

  it('returns the user of the response, not the requested user', async () => {
    const server = await serve({
      body: { user_id: 'auth0|bob', identities: [{ provider: 'auth0', user_id: 'bob' }] },
    })
    const list = await clientWith({ domain: server.origin }).listIdentities()
    expect(list.userId).toBe('auth0|bob')
  })
})
