import { describe, expect, it, vi } from 'vitest'
import { type ClassicClientOptions, createClassicClient, type FetchUser } from '../../src/backends/classic'
import { AccountLinkingError } from '../../src/core/errors'
import { serve } from '../core/server'
import { rejection, surface } from '../core/surface'

const TOKEN = 'canary-t0ken'
const user = { user_id: 'auth0|ann', identities: [{ provider: 'auth0', user_id: 'ann' }] }

const clientWith = (options: Partial<ClassicClientOptions>) =>
  createClassicClient({
    domain: 'tenant.example.com',
    clientId: 'app',
    userId: 'auth0|ann',
    redirectUri: 'https://app.example.com/account',
    getAccessToken: () => TOKEN,
    ...options,
  })

describe('the list of identities', () => {
  it('comes from /userinfo', async () => {
    const server = await serve({ body: user })
    expect(await clientWith({ domain: server.origin }).listIdentities()).toMatchObject({
      userId: 'auth0|ann',
      identities: [{ id: 'auth0|ann', primary: true }],
    })
    expect(server.requests).toMatchObject([
      { method: 'GET', path: '/userinfo', headers: { authorization: `Bearer ${TOKEN}` }, body: '' },
    ])
  })

  it('comes from the Management API on demand', async () => {
    const server = await serve({ body: user })
    await clientWith({
      domain: server.origin,
      identities: 'management',
      userId: 'auth0|a/n?n',
    }).listIdentities()
    expect(server.requests).toMatchObject([
      {
        method: 'GET',
        path: '/api/v2/users/auth0%7Ca%2Fn%3Fn',
        headers: { authorization: `Bearer ${TOKEN}` },
      },
    ])
  })

  it('keeps ids exact that are too large for a number', async () => {
    const server = await serve({
      body: '{"identities":[{"provider":"facebook","user_id":10152034567890123457}]}',
    })
    const { identities } = await clientWith({ domain: server.origin }).listIdentities()
    expect(identities).toMatchObject([{ id: 'facebook|10152034567890123457' }])
  })

  it('is requested with a fresh token after a 401', async () => {
    const server = await serve({ status: 401 }, { body: user })
    const getAccessToken = ({ fresh }: { fresh: boolean }) => (fresh ? 'new' : 'old')
    await clientWith({ domain: server.origin, getAccessToken }).listIdentities()
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new'])
  })

  it.each([
    ['a profile without identities', { sub: 'auth0|ann' }],
    ['a page of HTML', '<!doctype html>'],
    ['nothing', ''],
  ])('is never taken for empty when the server sends %s', async (_what, body) => {
    const server = await serve({ body })
    await expect(clientWith({ domain: server.origin }).listIdentities()).rejects.toMatchObject({
      code: 'invalid_response',
    })
  })

  it('is refused without the token in the error', async () => {
    const server = await serve({ status: 400, body: { error: TOKEN, message: `Bearer ${TOKEN}` } })
    const error = await rejection(clientWith({ domain: server.origin }).listIdentities())
    expect(error).toMatchObject({ code: 'rejected', status: 400, description: 'Bearer …' })
    expect(surface(error)).not.toContain('canary')
  })
})

describe("the list from the host's function", () => {
  it('is passed the token, and read like any other', async () => {
    const identities = vi.fn<FetchUser>(async () => user)
    expect(await clientWith({ identities }).listIdentities()).toMatchObject({ userId: 'auth0|ann' })
    expect(identities.mock.calls).toEqual([[{ accessToken: TOKEN }]])
  })

  it('may be returned without a promise', async () => {
    const identities = (() => user) as unknown as FetchUser
    expect(await clientWith({ identities }).listIdentities()).toMatchObject({ userId: 'auth0|ann' })
  })

  it.each([
    ['rejects', () => Promise.reject(new TypeError(`GET /me Bearer ${TOKEN}`)), 'TypeError'],
    [
      'throws',
      () => {
        throw new RangeError(TOKEN)
      },
      'RangeError',
    ],
    ['rejects with an object', () => Promise.reject({ config: { headers: TOKEN } }), 'object'],
  ])('is a typed error without the token if the function %s', async (_what, identities, kind) => {
    const error = await rejection(clientWith({ identities }).listIdentities())
    expect(error).toMatchObject({
      name: 'AccountLinkingError',
      code: 'server_error',
      message: `The identities function failed with ${kind}.`,
    })
    expect(surface(error)).not.toContain('canary')
  })

  it('fails as the function says if it throws an error of the kit', async () => {
    const error = new AccountLinkingError('forbidden', 'Not here.')
    expect(await rejection(clientWith({ identities: () => Promise.reject(error) }).listIdentities())).toBe(
      error,
    )
  })

  it('is requested with a fresh token if the function throws unauthorized', async () => {
    const seen: string[] = []
    const identities: FetchUser = async ({ accessToken }) => {
      seen.push(accessToken)
      if (accessToken === 'old') throw new AccountLinkingError('unauthorized', 'Expired.')
      return user
    }
    await clientWith({ identities, getAccessToken: ({ fresh }) => (fresh ? 'new' : 'old') }).listIdentities()
    expect(seen).toEqual(['old', 'new'])
  })

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['text', `{"identities":[]} ${TOKEN}`],
    ['the identities alone', user.identities],
    ['a response', new Response(JSON.stringify(user))],
  ])('is refused if the function returns %s', async (_what, answer) => {
    const error = await rejection(clientWith({ identities: async () => answer }).listIdentities())
    expect(error).toMatchObject({ code: 'invalid_response' })
    expect(surface(error)).not.toContain('canary')
  })
})

describe('T1: a list of another user', () => {
  it('has the user of the response, not the requested user', async () => {
    const server = await serve({ body: { user_id: 'auth0|bob', identities: user.identities } })
    expect(await clientWith({ domain: server.origin }).listIdentities()).toMatchObject({
      userId: 'auth0|bob',
    })
  })

  it('is recognized even if it comes from a fresh token after a 401', async () => {
    const bob = { user_id: 'auth0|bob', identities: [{ provider: 'auth0', user_id: 'bob' }] }
    const server = await serve({ status: 401 }, { body: bob })
    const getAccessToken = ({ fresh }: { fresh: boolean }) => (fresh ? 'of-bob' : 'of-ann')
    const list = await clientWith({ domain: server.origin, getAccessToken }).listIdentities()
    expect(list.userId).toBe('auth0|bob')
  })
})
