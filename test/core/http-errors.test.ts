import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AccountLinkingErrorCode } from '../../src/core/errors'
import { send } from '../../src/core/http'
import { type Reply, serve } from './server'
import { rejection, surface } from './surface'

async function refusal(
  reply: Reply,
  secrets: string[] = [],
  codes?: Record<string, AccountLinkingErrorCode>,
): Promise<unknown> {
  const { origin } = await serve(reply)
  const request = { url: origin, timeoutMs: 5_000, secrets, codes, fetch: globalThis.fetch }
  return rejection(send({ ...request, method: 'GET' }))
}

describe('a refusal', () => {
  it.each([
    [400, 'rejected'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [409, 'conflict'],
    [418, 'rejected'],
    [422, 'rejected'],
    [429, 'rate_limited'],
    [500, 'server_error'],
    [502, 'server_error'],
    [503, 'server_error'],
    [599, 'server_error'],
  ])('of %i is "%s"', async (status, code) => {
    expect(await refusal({ status })).toMatchObject({
      name: 'AccountLinkingError',
      code,
      status,
      message: `The server answered ${status}.`,
      serverCode: undefined,
      description: undefined,
    })
  })

  it.each(['error', 'name', 'code', 'errorCode'])('takes the server code from "%s"', async (field) => {
    expect(await refusal({ status: 400, body: { [field]: 'unlink_not_allowed' } })).toMatchObject({
      serverCode: 'unlink_not_allowed',
    })
  })

  it.each(['message', 'description', 'error_description'])('takes the words from "%s"', async (field) => {
    expect(await refusal({ status: 400, body: { [field]: 'Not like this.' } })).toMatchObject({
      description: 'Not like this.',
    })
  })

  it("has the code that its client maps the server's code to, whatever the status", async () => {
    const reply = { status: 400, body: { code: 'MUST_STAY' } }
    expect(await refusal(reply, [], { MUST_STAY: 'identity_required' })).toMatchObject({
      code: 'identity_required',
      status: 400,
      serverCode: 'MUST_STAY',
    })
    expect(await refusal(reply)).toMatchObject({ code: 'rejected' })
  })

  it('uses the more specific code if there are two', async () => {
    const body = {
      statusCode: 400,
      error: 'Bad Request',
      errorCode: 'invalid_uri',
      message: 'Not like this.',
    }
    expect(await refusal({ status: 400, body })).toMatchObject({
      serverCode: 'invalid_uri',
      description: 'Not like this.',
    })
  })

  it.each([
    ['HTML', '<!doctype html><title>502</title><script>alert(1)</script>'],
    ['text', 'Bad gateway'],
    ['nothing', ''],
    ['a JSON string', '"no"'],
    ['null', 'null'],
    ['an array', '["error"]'],
    [
      'fields of other kinds',
      '{"error":{"message":"no"},"message":["no"],"code":1,"name":null,"description":""}',
    ],
  ])('is tolerated with %s in its body', async (_what, body) => {
    expect(await refusal({ status: 502, body })).toMatchObject({
      code: 'server_error',
      serverCode: undefined,
      description: undefined,
    })
  })

  it('has a limited message length', async () => {
    const body = { error: 'e'.repeat(10_000), message: 'm'.repeat(10_000) }
    expect(await refusal({ status: 400, body })).toMatchObject({
      serverCode: 'e'.repeat(200),
      description: 'm'.repeat(200),
    })
  })

  it.each([400, 401, 429, 500])(
    'with status %i that quotes the token does not pass it on',
    async (status) => {
      const token = 'eyJhbGciOi.canary.c2ln'
      const error = await refusal(
        {
          status,
          headers: { 'www-authenticate': `Bearer ${token}`, 'retry-after': token },
          body: { error: `bad_${token}`, message: `The token ${token} is bad: ${token}`, request: { token } },
        },
        [token],
      )
      expect(error).toMatchObject({ serverCode: 'bad_…', description: 'The token … is bad: …' })
      expect(surface(error)).not.toContain('canary')
    },
  )
})

describe('the wait time of a refusal', () => {
  const now = Date.parse('2026-01-31T12:00:00Z')

  afterEach(() => {
    vi.useRealTimers()
  })

  it.each<[string, number, Record<string, string>, number | undefined]>([
    ['seconds', 429, { 'retry-after': '30' }, 30],
    ['no time at all', 503, { 'retry-after': '0' }, 0],
    ['a date', 503, { 'retry-after': 'Sat, 31 Jan 2026 12:01:30 GMT' }, 90],
    ['a date in the past', 429, { 'retry-after': 'Sat, 31 Jan 2026 11:00:00 GMT' }, 0],
    ['the reset of the limit', 429, { 'x-ratelimit-reset': String(now / 1000 + 12) }, 12],
    ['a reset in the past', 429, { 'x-ratelimit-reset': String(now / 1000 - 12) }, 0],
    ['both, Retry-After first', 429, { 'retry-after': '5', 'x-ratelimit-reset': String(now / 1000 + 12) }, 5],
    ['years', 429, { 'retry-after': '9999999999' }, 3600],
    ['a date in some years', 503, { 'retry-after': 'Thu, 31 Jan 2036 12:00:00 GMT' }, 3600],
    ['nonsense', 429, { 'retry-after': 'soon' }, undefined],
    [
      'nonsense beside a reset',
      429,
      { 'retry-after': 'soon', 'x-ratelimit-reset': String(now / 1000 + 12) },
      12,
    ],
    ['an empty reset', 429, { 'x-ratelimit-reset': '' }, undefined],
    ['an endless reset', 429, { 'x-ratelimit-reset': 'Infinity' }, undefined],
    ['nothing', 429, {}, undefined],
    // Tenants send the rate limit with every response; it is a wait time only if the limit was reached.
    [
      'a reset beside a refusal of another kind',
      403,
      { 'x-ratelimit-reset': String(now / 1000 + 12) },
      undefined,
    ],
  ])('is told by %s', async (_what, status, headers, retryAfter) => {
    vi.useFakeTimers({ toFake: ['Date'], now })
    expect(await refusal({ status, headers })).toMatchObject({ status, retryAfter })
  })
})
