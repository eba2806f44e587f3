import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AccountLinkingError } from '../../src/core/errors'
import type { LinkOptions } from '../../src/core/link'
import { isOpen, resolveResult } from '../../src/core/resolve-result'
import { ANN, identityOf, listOf, listOfBob } from './links'

const MINUTES = 60_000
const lost = new AccountLinkingError('network', 'The answer was lost.')
const taken = new AccountLinkingError('already_linked', 'It is taken.')

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: 100 * MINUTES })
})

afterEach(() => {
  vi.useRealTimers()
})

/** A link that was started some minutes ago, with GitHub account 1 in the list. */
const started = (
  request: LinkOptions,
  minutesAgo = 0,
  previousIds: readonly string[] | null = [ANN, 'github|1'],
) => ({
  record: { userId: ANN, request, previousIds, startedAt: Date.now() - minutesAgo * MINUTES },
})

describe('a link without an error', () => {
  it('is linked if the list has a new identity', () => {
    const request = { connection: 'google' }
    expect(resolveResult(started(request), listOf('github|1', 'google|2'))).toEqual({
      status: 'linked',
      request,
      identity: identityOf('google|2'),
    })
  })

  it('has the identity of its connection, if others are new as well', () => {
    const result = resolveResult(started({ connection: 'google' }), listOf('github|1', 'sms|9', 'google|2'))
    expect(result.identity?.id).toBe('google|2')
  })

  it('has the new identity if the user chose the connection', () => {
    expect(resolveResult(started({}), listOf('github|1', 'google|2'))).toMatchObject({
      status: 'linked',
      identity: { id: 'google|2' },
    })
  })

  it('distinguishes a second account from the same provider', () => {
    const result = resolveResult(started({ connection: 'github' }), listOf('github|1', 'github|7'))
    expect(result.identity?.id).toBe('github|7')
  })

  it('T6: is unchanged if only an identity of another connection is new', () => {
    const request = { connection: 'github' }
    const result = resolveResult(started(request, 0, [ANN]), listOf('google|2'))
    expect(result).toEqual({ status: 'unchanged', request })
  })

  it.each([
    ['is the same', listOf('github|1')],
    ['is shorter', listOf()],
  ])('is unchanged if the list %s', (_what, list) => {
    const request = { connection: 'github' }
    expect(resolveResult(started(request), list)).toEqual({ status: 'unchanged', request })
  })

  it('T5: is unverified, not unchanged, if there is no earlier list', () => {
    const request = { connection: 'github' }
    expect(resolveResult(started(request, 0, null), listOf('github|1'))).toEqual({
      status: 'unverified',
      request,
    })
  })
})

describe('T1: a list of another user', () => {
  it.each([
    ['no error', undefined],
    ['a lost answer', lost],
  ])('is not compared with, whatever it holds, after %s', (_what, error) => {
    const request = { connection: 'google' }
    const result = resolveResult({ ...started(request), error }, listOfBob('github|1', 'google|2'))
    expect(result).toEqual({ status: 'wrong_user', request })
  })
})

describe('an error', () => {
  it.each([lost, taken])('does not outweigh a new identity of the connection: $code', (error) => {
    const evidence = { ...started({ connection: 'google' }), error }
    expect(resolveResult(evidence, listOf('github|1', 'google|2'))).toMatchObject({ status: 'linked' })
  })

  it('outweighs an identity that may have been linked elsewhere', () => {
    const evidence = { ...started({}), error: lost }
    expect(resolveResult(evidence, listOf('github|1', 'google|2'))).toMatchObject({
      status: 'failed',
      error: lost,
    })
  })

  it.each([
    [lost, 'failed'],
    [taken, 'already_linked'],
    [new AccountLinkingError('forbidden', 'No.'), 'denied'],
  ])('is what is said if the list shows nothing new: %o', (error, status) => {
    const evidence = { ...started({ connection: 'google' }), error }
    expect(resolveResult(evidence, listOf('github|1'))).toMatchObject({ status, error })
  })
})

describe('T5: a link that took longer than ten minutes', () => {
  it('is linked if the list has a new identity of its connection', () => {
    const result = resolveResult(started({ connection: 'google' }, 11), listOf('github|1', 'google|2'))
    expect(result).toMatchObject({ status: 'linked', identity: { id: 'google|2' } })
  })

  it.each<[string, LinkOptions]>([
    ['nothing of its connection', { connection: 'google' }],
    ['something new, whatever connection it came through', {}],
  ])('is expired if the list has %s', (_what, request) => {
    expect(resolveResult(started(request, 11), listOf('github|1', 'sms|9'))).toMatchObject({
      status: 'expired',
    })
  })

  it('is not expired before ten minutes', () => {
    expect(resolveResult(started({ connection: 'google' }, 10), listOf('github|1'))).toMatchObject({
      status: 'unchanged',
    })
  })
})

describe('T22: a reconnect', () => {
  const reconnect = { connection: 'github', reconnect: identityOf('github|1') }

  it('is reconnected if it returned without an error, and the identity is in the list', () => {
    expect(resolveResult(started(reconnect), listOf('github|1'))).toEqual({
      status: 'reconnected',
      request: reconnect,
      identity: identityOf('github|1'),
    })
  })

  it('is linked if it added another account', () => {
    expect(resolveResult(started(reconnect), listOf('github|1', 'github|2'))).toMatchObject({
      status: 'linked',
      identity: { id: 'github|2' },
    })
  })

  it.each([
    ['the identity is gone', {}, listOf(), 'unchanged'],
    ['it came back with an error', { error: taken }, listOf('github|1'), 'already_linked'],
    ['its answer was lost', { error: lost }, listOf('github|1'), 'failed'],
    ['a reload lost how it ended', { isInterrupted: true }, listOf('github|1'), 'unverified'],
  ])('is not called reconnected if %s', (_what, evidence, list, status) => {
    expect(resolveResult({ ...started(reconnect), ...evidence }, list)).toMatchObject({ status })
  })

  it('is not reported as reconnected if it took too long', () => {
    expect(resolveResult(started(reconnect, 11), listOf('github|1'))).toMatchObject({ status: 'expired' })
  })
})

describe('a later list', () => {
  const request = { connection: 'github' }

  it.each(['unchanged', 'unverified', 'expired', 'cancelled'] as const)('can still change %s', (status) => {
    expect(isOpen({ status, request })).toBe(true)
  })

  it.each([
    'linked',
    'reconnected',
    'denied',
    'already_linked',
    'wrong_user',
    'missing_transaction',
    'failed',
  ] as const)('cannot change %s', (status) => {
    expect(isOpen({ status, request })).toBe(false)
  })

  it.each([
    [lost, true],
    [new AccountLinkingError('network', 'It was never sent.', { unsent: true }), false],
    [new AccountLinkingError('rejected', 'No.'), false],
  ])('can change a failure by a lost answer only: %o', (error, expected) => {
    expect(isOpen({ status: 'failed', request, error })).toBe(expected)
  })
})
