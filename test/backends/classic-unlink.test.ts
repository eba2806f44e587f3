import { describe, expect, it, vi } from 'vitest'
import { type ClassicClientOptions, createClassicClient } from '../../src/backends/classic'
import { type Identity, parseUser } from '../../src/core/identity'
import { serve } from '../core/server'
import { rejection, surface } from '../core/surface'

const TOKEN = 'canary-t0ken'

const [, github] = parseUser({
  identities: [
    { provider: 'auth0', user_id: 'ann' },
    { provider: 'github', user_id: 1234567, connection: 'github' },
  ],
}).identities as [Identity, Identity]

const now = { keepalive: false }

const clientWith = (options: Partial<ClassicClientOptions>) =>
  createClassicClient({
    domain: 'tenant.example.com',
    clientId: 'app',
    userId: 'auth0|ann',
    getAccessToken: () => TOKEN,
    ...options,
  })

describe('unlink', () => {
  it.each<[string, Partial<ClassicClientOptions>, string, object]>([
    ['the full id of the identity', {}, '/login/unlink', { access_token: TOKEN, user_id: 'github|1234567' }],
    [
      'another path',
      { unlinkPath: '/unlink' },
      '/unlink',
      { access_token: TOKEN, user_id: 'github|1234567' },
    ],
    [
      'the user_id that the host chooses',
      { unlinkUserId: ({ accountId = '' }) => accountId },
      '/login/unlink',
      { access_token: TOKEN, user_id: '1234567' },
    ],
    [
      'further fields',
      { unlinkBody: { clientID: 'app' } },
      '/login/unlink',
      { clientID: 'app', access_token: TOKEN, user_id: 'github|1234567' },
    ],
    [
      'its own fields, whatever the further ones are',
      { unlinkBody: { access_token: 'x', user_id: 'auth0|ann' } },
      '/login/unlink',
      { access_token: TOKEN, user_id: 'github|1234567' },
    ],
  ])('posts %s', async (_what, options, path, body) => {
    const server = await serve({ status: 200, body: '' })
    await clientWith({ domain: server.origin, ...options }).unlink(github, now)
    expect(server.requests).toMatchObject([
      { method: 'POST', path, headers: { 'content-type': 'application/json' } },
    ])
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual(body)
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization')
  })

  it.each([
    [200, 'OK'],
    [200, '[]'],
    [204, ''],
  ])('is done at a %i with %j', async (status, body) => {
    const server = await serve({ status, body })
    await expect(clientWith({ domain: server.origin }).unlink(github, now)).resolves.toBeUndefined()
  })

  it('puts a fresh token into the body after a 401', async () => {
    const server = await serve({ status: 401 }, { status: 200 })
    const getAccessToken = ({ fresh }: { fresh: boolean }) => (fresh ? 'new' : 'old')
    await clientWith({ domain: server.origin, getAccessToken }).unlink(github, now)
    expect(server.requests.map(({ body }) => JSON.parse(body).access_token)).toEqual(['old', 'new'])
  })

  it('is not sent again when the response was lost', async () => {
    const server = await serve((response) => response.destroy())
    await expect(clientWith({ domain: server.origin }).unlink(github, now)).rejects.toMatchObject({
      code: 'network',
    })
    expect(server.requests).toHaveLength(1)
  })

  it('is refused without the token in the error', async () => {
    const body = { name: 'unlink_not_allowed', description: `{"access_token":"${TOKEN}"}` }
    const server = await serve({ status: 403, body })
    const error = await rejection(clientWith({ domain: server.origin }).unlink(github, now))
    expect(error).toMatchObject({
      code: 'forbidden',
      serverCode: 'unlink_not_allowed',
      description: '{"access_token":"…"}',
    })
    expect(surface(error)).not.toContain('canary')
  })

  it.each([
    ['returns nothing', () => undefined as unknown as string],
    ['returns an empty text', () => ''],
    [
      'throws',
      (): string => {
        throw new TypeError('canary')
      },
    ],
  ])('sends nothing if unlinkUserId %s', async (_what, unlinkUserId) => {
    const server = await serve()
    const error = await rejection(clientWith({ domain: server.origin, unlinkUserId }).unlink(github, now))
    expect(error).toMatchObject({
      name: 'AccountLinkingError',
      code: 'configuration',
      message: expect.stringMatching(/^The option unlinkUserId .+\. .+\. .+\.$/),
    })
    expect(surface(error)).not.toContain('canary')
    expect(server.requests).toEqual([])
  })

  it.each([true, false])('outlives the page with keepalive: %s', async (keepalive) => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => new Response())
    await clientWith({ fetch }).unlink(github, { keepalive })
    expect(fetch.mock.calls.map(([, init]) => init?.keepalive)).toEqual([keepalive])
  })

  it('T1, V2: with the token of another user sends the full identity id, so the tenant refuses', async () => {
    const bob = { user_id: 'auth0|bob', identities: [{ provider: 'auth0', user_id: 'bob' }] }
    const server = await serve({ status: 404, body: { error: 'not_found' } }, { body: bob })
    const client = clientWith({ domain: server.origin, getAccessToken: () => 'of-bob' })
    await expect(client.unlink(github, now)).rejects.toMatchObject({ code: 'not_found' })
    expect(JSON.parse(server.requests[0]?.body ?? '')).toMatchObject({ user_id: 'github|1234567' })
    // The list then belongs to another user, so the identity does not count as unlinked.
    expect(await client.listIdentities()).toMatchObject({ userId: 'auth0|bob' })
  })
})
