import { describe, expect, it, vi } from 'vitest'
import { type GetAccessToken, send, withAccessToken } from '../../src/core/http'
import { serve } from './server'
import { rejection, surface } from './surface'

const tokens = (current: string, fresh: string) =>
  vi.fn<GetAccessToken>(async (options) => (options.fresh ? fresh : current))

const ask = (origin: string, getAccessToken: GetAccessToken) =>
  withAccessToken(getAccessToken, (accessToken) =>
    send({
      method: 'GET',
      url: origin,
      headers: { authorization: `Bearer ${accessToken}` },
      timeoutMs: 5_000,
      secrets: [accessToken],
      fetch: globalThis.fetch,
    }),
  )

describe('withAccessToken', () => {
  it('sends the token at hand, and asks for no other while it is accepted', async () => {
    const server = await serve({ body: { ok: true } })
    const getAccessToken = tokens('t1', 't2')

    expect(await ask(server.origin, getAccessToken)).toEqual({ ok: true })

    expect(getAccessToken.mock.calls).toEqual([[{ fresh: false }]])
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer t1'])
  })

  it('asks for a fresh token after a 401, and sends once more', async () => {
    const server = await serve({ status: 401 }, { body: { ok: true } })
    const getAccessToken = tokens('t1', 't2')

    expect(await ask(server.origin, getAccessToken)).toEqual({ ok: true })

    expect(getAccessToken.mock.calls).toEqual([[{ fresh: false }], [{ fresh: true }]])
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer t1', 'Bearer t2'])
  })

  it('takes a second 401 for the last word', async () => {
    const server = await serve({ status: 401 }, { status: 401 })
    await expect(ask(server.origin, tokens('t1', 't2'))).rejects.toMatchObject({
      code: 'unauthorized',
      status: 401,
    })
    expect(server.requests).toHaveLength(2)
  })

  it('does not send the same token again', async () => {
    const server = await serve({ status: 401 })
    await expect(ask(server.origin, tokens('t1', 't1'))).rejects.toMatchObject({ code: 'unauthorized' })
    expect(server.requests).toHaveLength(1)
  })

  it.each([400, 403, 404, 429, 500])('does not send again after a %i', async (status) => {
    const server = await serve({ status })
    await expect(ask(server.origin, tokens('t1', 't2'))).rejects.toMatchObject({ status })
    expect(server.requests).toHaveLength(1)
  })

  it('does not send again after a lost answer', async () => {
    const server = await serve((response) => response.destroy())
    await expect(ask(server.origin, tokens('t1', 't2'))).rejects.toMatchObject({ code: 'network' })
    expect(server.requests).toHaveLength(1)
  })

  it('takes a token that is not given in a promise', async () => {
    const server = await serve({ body: {} })
    await ask(server.origin, () => 't1')
    expect(server.requests[0]?.headers.authorization).toBe('Bearer t1')
  })
})

describe('withAccessToken, without a token', () => {
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['an empty text', ''],
    ['an object', { access_token: 'canary' }],
    ['a number', 7],
  ])('sends nothing when getAccessToken gives %s', async (_what, token) => {
    const server = await serve()
    const error = await rejection(ask(server.origin, async () => token as string))
    expect(error).toMatchObject({
      name: 'AccountLinkingError',
      code: 'missing_token',
      message: 'getAccessToken gave no access token: nobody is signed in.',
    })
    expect(surface(error)).not.toContain('canary')
    expect(server.requests).toEqual([])
  })

  it.each([
    ['rejects', () => Promise.reject(new TypeError('POST /token refresh_token=canary')), 'TypeError'],
    [
      'throws',
      () => {
        throw new RangeError('canary')
      },
      'RangeError',
    ],
    ['rejects with a text', () => Promise.reject('canary'), 'string'],
  ])('tells what kind of failure it was, and no more, when getAccessToken %s', async (_what, fails, kind) => {
    const server = await serve()
    const error = await rejection(ask(server.origin, fails))
    expect(error).toMatchObject({
      code: 'missing_token',
      message: `getAccessToken failed with ${kind}, so there is no access token.`,
    })
    expect(surface(error)).not.toContain('canary')
    expect(server.requests).toEqual([])
  })

  it('tells so when there is none to replace the refused one', async () => {
    const server = await serve({ status: 401 })
    const getAccessToken: GetAccessToken = ({ fresh }) => (fresh ? null : 't1')
    await expect(ask(server.origin, getAccessToken)).rejects.toMatchObject({ code: 'missing_token' })
    expect(server.requests).toHaveLength(1)
  })
})
