import { afterEach, describe, expect, it, vi } from 'vitest'
import { type GetAccessToken, withAccessToken } from '../../src/core/access-token'
import { AccountLinkingError, isAmbiguous } from '../../src/core/errors'
import { send } from '../../src/core/http'
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
  it('sends the current token, and requests no other while it is accepted', async () => {
    const server = await serve({ body: { ok: true } })
    const getAccessToken = tokens('t1', 't2')

    expect(await ask(server.origin, getAccessToken)).toEqual({ ok: true })

    expect(getAccessToken.mock.calls).toEqual([[{ fresh: false }]])
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer t1'])
  })

  it('requests a fresh token after a 401, and sends once more', async () => {
    const server = await serve({ status: 401 }, { body: { ok: true } })
    const getAccessToken = tokens('t1', 't2')

    expect(await ask(server.origin, getAccessToken)).toEqual({ ok: true })

    expect(getAccessToken.mock.calls).toEqual([[{ fresh: false }], [{ fresh: true }]])
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer t1', 'Bearer t2'])
  })

  it('treats a second 401 as final', async () => {
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

  it('does not send again after a lost response', async () => {
    const server = await serve((response) => response.destroy())
    await expect(ask(server.origin, tokens('t1', 't2'))).rejects.toMatchObject({ code: 'network' })
    expect(server.requests).toHaveLength(1)
  })

  it('accepts a token that is not in a promise', async () => {
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
  ])('sends nothing when getAccessToken returns %s', async (_what, token) => {
    const server = await serve()
    const error = await rejection(ask(server.origin, async () => token as string))
    expect(error).toMatchObject({
      name: 'AccountLinkingError',
      code: 'missing_token',
      message: 'getAccessToken returned no access token: no user is signed in.',
    })
    expect(surface(error)).not.toContain('canary')
    expect(server.requests).toEqual([])
  })

  it.each([
    ['rejects', () => Promise.reject(new Error('POST /token refresh_token=canary')), 'Error'],
    [
      'throws',
      () => {
        throw new RangeError('canary')
      },
      'RangeError',
    ],
    ['rejects with a text', () => Promise.reject('canary'), 'string'],
  ])('says what kind of failure it was, and no more, when getAccessToken %s', async (_what, fails, kind) => {
    const server = await serve()
    const error = await rejection(ask(server.origin, fails))
    expect(error).toMatchObject({
      code: 'missing_token',
      message: `getAccessToken failed with ${kind}.`,
    })
    expect(surface(error)).not.toContain('canary')
    expect(server.requests).toEqual([])
  })

  it('throws missing_token when there is none to replace the refused one', async () => {
    const server = await serve({ status: 401 })
    const getAccessToken: GetAccessToken = ({ fresh }) => (fresh ? null : 't1')
    await expect(ask(server.origin, getAccessToken)).rejects.toMatchObject({ code: 'missing_token' })
    expect(server.requests).toHaveLength(1)
  })
})

describe('T10: a token that cannot be renewed', () => {
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it.each(['TypeError', 'NetworkError', 'TimeoutError', 'ErrorTimeout'])(
    'for want of a network (%s) does not say that the user is signed out',
    async (name) => {
      const server = await serve()
      const lost = Object.assign(new Error('canary'), { name })
      const error = await rejection(ask(server.origin, () => Promise.reject(lost)))
      expect(error).toMatchObject({ code: 'network', message: `getAccessToken failed with ${name}.` })
      expect(surface(error)).not.toContain('canary')
      expect(server.requests).toEqual([])
    },
  )

  it('while the browser is offline says that, whatever was thrown', async () => {
    vi.stubGlobal('navigator', { onLine: false })
    const error = await rejection(
      ask('https://tenant.example', () => Promise.reject(new Error('login_required'))),
    )
    expect(error).toMatchObject({ code: 'offline' })
  })

  it('after a 401 is a network error, not a refused token', async () => {
    const server = await serve({ status: 401 })
    const getAccessToken: GetAccessToken = ({ fresh }) =>
      fresh ? Promise.reject(new TypeError('Failed to fetch')) : 't1'
    await expect(ask(server.origin, getAccessToken)).rejects.toMatchObject({ code: 'network' })
    expect(server.requests).toHaveLength(1)
  })

  it.each([false, true])('and never settles times out (fresh: %s)', async (isFresh) => {
    vi.useFakeTimers()
    const request = vi.fn(() => Promise.reject(new AccountLinkingError('unauthorized', '401')))
    const getAccessToken: GetAccessToken = ({ fresh }) => (fresh === isFresh ? new Promise(() => {}) : 't1')
    const asked = rejection(withAccessToken(getAccessToken, request, 3_000))
    await vi.advanceTimersByTimeAsync(3_000)
    expect(await asked).toMatchObject({
      code: 'timeout',
      message: 'getAccessToken did not settle within 3000 ms.',
    })
    expect(request).toHaveBeenCalledTimes(isFresh ? 1 : 0)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('makes clear that nothing was sent, so nothing has changed', async () => {
    const fails = () => Promise.reject(new TypeError('Failed to fetch'))
    const error = await rejection(ask('https://tenant.example', fails))
    expect(error).toMatchObject({ unsent: true })
    expect(isAmbiguous(error as AccountLinkingError)).toBe(false)
  })

  it('can throw its own error', async () => {
    const own = new AccountLinkingError('step_up_required', 'Sign in again.')
    expect(await rejection(ask('https://tenant.example', () => Promise.reject(own)))).toBe(own)
  })
})
