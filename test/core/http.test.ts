import { describe, expect, it } from 'vitest'
import { send } from '../../src/core/http'
import { serve } from './server'

const options = { timeoutMs: 5_000, secrets: [], fetch: globalThis.fetch }

describe('send', () => {
  it('gets with the given headers and no body', async () => {
    const server = await serve({ body: { user_id: 'auth0|1' } })

    const answer = await send({
      ...options,
      method: 'GET',
      url: `${server.origin}/userinfo?x=a%20b`,
      headers: { authorization: 'Bearer t0ken' },
    })

    expect(answer).toEqual({ user_id: 'auth0|1' })
    expect(server.requests).toMatchObject([
      { method: 'GET', path: '/userinfo?x=a%20b', headers: { authorization: 'Bearer t0ken' }, body: '' },
    ])
    expect(server.requests[0]?.headers).not.toHaveProperty('content-type')
  })

  it('posts a body as JSON', async () => {
    const server = await serve({ status: 204 })

    await send({
      ...options,
      method: 'POST',
      url: `${server.origin}/login/unlink`,
      body: { user_id: 'github|ü' },
    })

    expect(server.requests).toMatchObject([
      {
        method: 'POST',
        path: '/login/unlink',
        headers: { 'content-type': 'application/json' },
        body: '{"user_id":"github|ü"}',
      },
    ])
  })

  it('sends no cookies, bypasses the HTTP cache, sends no referrer and follows no redirect', async () => {
    const server = await serve({ body: {} })
    const inits: (RequestInit | undefined)[] = []
    const recording: typeof globalThis.fetch = (input, init) => {
      inits.push(init)
      return globalThis.fetch(input, init)
    }

    await send({ ...options, method: 'GET', url: server.origin, fetch: recording })

    expect(inits).toMatchObject([
      { credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer', redirect: 'error' },
    ])
  })

  it('sends cookies if the backend identifies the user by them', async () => {
    const server = await serve({ body: {} })
    const inits: (RequestInit | undefined)[] = []
    const recording: typeof globalThis.fetch = (input, init) => {
      inits.push(init)
      return globalThis.fetch(input, init)
    }
    await send({
      ...options,
      method: 'GET',
      url: server.origin,
      credentials: 'include',
      fetch: recording,
    })
    expect(inits).toMatchObject([{ credentials: 'include' }])
  })

  it.each([
    ['JSON', 200, '{"ok":true}', { ok: true }],
    ['a JSON array', 200, '[1]', [1]],
    ['a large integer', 200, '{"user_id":12345678901234567890}', { user_id: '12345678901234567890' }],
    ['nothing', 200, '', undefined],
    ['nothing, as 204', 204, '', undefined],
    ['text', 200, 'OK', undefined],
    ['HTML', 201, '<!doctype html><p>Done', undefined],
  ])('takes a 2xx with %s for a success', async (_what, status, body, answer) => {
    const server = await serve({ status, body })
    expect(await send({ ...options, method: 'GET', url: server.origin })).toEqual(answer)
  })

  it('does not treat a redirect to a page as a success', async () => {
    const server = await serve({ status: 302, headers: { location: '/login' } }, { body: 'Please log in' })
    const unlink = send({ ...options, method: 'POST', url: `${server.origin}/login/unlink`, body: {} })
    await expect(unlink).rejects.toMatchObject({ code: 'network' })
    expect(server.requests).toHaveLength(1)
  })

  it('does not send the token to another server after a redirect', async () => {
    const stranger = await serve({ body: {} })
    const server = await serve({ status: 307, headers: { location: `${stranger.origin}/collect` } })
    const unlink = send({ ...options, method: 'POST', url: server.origin, body: { access_token: 't0ken' } })
    await expect(unlink).rejects.toMatchObject({ code: 'network' })
    expect(stranger.requests).toEqual([])
  })
})

describe('send, without a response', () => {
  it('times out when the server does not respond', async () => {
    const server = await serve(() => {})
    await expect(
      send({ ...options, method: 'GET', url: server.origin, timeoutMs: 50 }),
    ).rejects.toMatchObject({
      code: 'timeout',
      message: 'The server did not answer within 50 ms.',
      status: undefined,
    })
  })

  it('times out when the server stops in the middle', async () => {
    const server = await serve((response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('{"user_id":')
    })
    await expect(
      send({ ...options, method: 'GET', url: server.origin, timeoutMs: 100 }),
    ).rejects.toMatchObject({
      code: 'timeout',
    })
  })

  it('reports that no server is listening', async () => {
    const server = await serve()
    await server.close()
    await expect(send({ ...options, method: 'GET', url: server.origin })).rejects.toMatchObject({
      code: 'network',
      message: 'The server could not be reached, or its answer was lost.',
    })
  })

  it.each([200, 401, 500])(
    'says so when the connection is lost after the headers of a %i',
    async (status) => {
      const server = await serve((response) => {
        response.writeHead(status, { 'content-length': '100' })
        response.write('{"user_id":', () => response.destroy())
      })
      await expect(send({ ...options, method: 'GET', url: server.origin })).rejects.toMatchObject({
        code: 'network',
        status: undefined,
      })
      expect(server.requests).toHaveLength(1)
    },
  )

  it('reports that a custom fetch failed', async () => {
    const fetch = () => Promise.reject('offline')
    await expect(
      send({ ...options, method: 'GET', url: 'https://tenant.example', fetch }),
    ).rejects.toMatchObject({
      name: 'AccountLinkingError',
      code: 'network',
    })
  })
})
