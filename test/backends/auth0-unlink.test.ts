import { type Auth0ClientOptions, createAuth0Client } from 'react-linked-accounts/auth0'
import { describe, expect, it } from 'vitest'
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
    await clientWith({ domain: server.origin }).unlink(identityOf(provider, id))
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
    ['a rounded id', 'facebook', 2 ** 60],
    ['an id that leads to the user itself', 'github', '..'],
    ['a provider that leads elsewhere', '.', '1'],
    ['half a character', 'github', '\udc00'],
  ])('sends nothing for %s', async (_what, provider, id) => {
    const server = await serve()
    const unlink = clientWith({ domain: server.origin }).unlink(identityOf(provider, id))
    await expect(unlink).rejects.toMatchObject({ name: 'AccountLinkingError', code: 'unsafe_id' })
    expect(server.requests).toEqual([])
  })

  it('tells what is linked still, by the answer', async () => {
    const body = [ann, { provider: 'oidc', user_id: 'acme-sso|00u1', access_token: 'canary' }]
    const server = await serve({ body })
    const left = await clientWith({ domain: server.origin }).unlink(github)
    expect(left).toEqual(['auth0|ann', 'oidc|acme-sso|00u1'])
  })

  it.each([
    ['nothing', 204, undefined],
    ['an object', 200, { identities: [ann] }],
    ['text', 200, 'OK'],
    ['a damaged array', 200, [ann, { provider: 'github' }]],
  ])('is done, and tells nothing, when the answer is %s', async (_what, status, body) => {
    const server = await serve({ status, body: body ?? '' })
    await expect(clientWith({ domain: server.origin }).unlink(github)).resolves.toBeUndefined()
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
    const unlink = clientWith({ domain: server.origin }).unlink(github)
    await expect(unlink).rejects.toMatchObject({ code, status })
    expect(server.requests).toHaveLength(1)
  })

  it('of the primary, refused by whatever code, says that it has to stay', async () => {
    const server = await serve({ status: 400, body: { error: 'Bad Request', errorCode: 'any_code' } })
    const unlink = clientWith({ domain: server.origin }).unlink({ ...github, primary: true })
    await expect(unlink).rejects.toMatchObject({
      code: 'identity_required',
      status: 400,
      serverCode: 'any_code',
    })
  })

  it('is sent with a fresh token after a 401', async () => {
    const server = await serve({ status: 401 }, { body: [ann] })
    const getAccessToken = ({ fresh }: { fresh: boolean }) => (fresh ? 'new' : 'old')
    await clientWith({ domain: server.origin, getAccessToken }).unlink(github)
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new'])
  })

  it('is not sent again when the answer was lost', async () => {
    const server = await serve((response) => response.destroy())
    const unlink = clientWith({ domain: server.origin }).unlink(github)
    await expect(unlink).rejects.toMatchObject({ code: 'network' })
    expect(server.requests).toHaveLength(1)
  })

  it.each([
    [{ keepalive: true }, true],
    [undefined, false],
  ])('with %o outlives the page: %s', async (options, keepalive) => {
    const server = await serve({ body: [ann] })
    const inits: (RequestInit | undefined)[] = []
    const recording: typeof globalThis.fetch = (input, init) => {
      inits.push(init)
      return globalThis.fetch(input, init)
    }
    await clientWith({ domain: server.origin, fetch: recording }).unlink(github, options)
    expect(inits).toMatchObject([{ keepalive }])
  })

  it('is refused without the token in the error', async () => {
    const server = await serve({ status: 403, body: { error: 'Forbidden', message: `Bearer ${TOKEN}` } })
    const error = await rejection(clientWith({ domain: server.origin }).unlink(github))
    expect(error).toMatchObject({ code: 'forbidden', description: 'Bearer …' })
    expect(surface(error)).not.toContain('canary')
  })
})
