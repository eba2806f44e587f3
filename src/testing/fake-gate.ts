import { AccountLinkingError, type AccountLinkingErrorCode } from '../core/errors'
import type { FakeFailure, FakeScenario } from './scenarios'

/** The operations of a backend. */
export type FakeOperation = 'list' | 'unlink' | 'link'

export interface FakeFailureOptions {
  /** Whether the server fails only after it has done what was requested. Default false. */
  afterEffect?: boolean | undefined
  /** Seconds until the server accepts another request. Default 30 for `rate_limited`, else none. */
  retryAfter?: number | undefined
}

const STATUSES: Partial<Record<AccountLinkingErrorCode, number>> = {
  unauthorized: 401,
  forbidden: 403,
  step_up_required: 403,
  identity_required: 400,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  rejected: 400,
  server_error: 500,
}

interface Outcome extends FakeFailureOptions {
  failure?: 'never' | FakeFailure | undefined
  isIgnored?: boolean
}

/** Passes requests to the fake backend, or holds or fails them as the scenario and the test say. */
export function createGate({ latencyMs, ...scenario }: FakeScenario) {
  const usual: Record<FakeOperation, Outcome> = {
    list: { failure: scenario.list },
    unlink: { failure: scenario.unlink },
    link: { failure: scenario.link },
  }
  const next: Record<FakeOperation, Outcome[]> = { list: [], unlink: [], link: [] }
  const requests: Record<FakeOperation, string[]> = { list: [], unlink: [], link: [] }
  const holds: Partial<Record<FakeOperation, Promise<unknown>>> = {}

  return {
    requests,
    failNext: (operation: FakeOperation, failure: FakeFailure, options?: FakeFailureOptions) =>
      void next[operation].push({ failure, ...options }),
    ignoreNext: (operation: 'unlink') => void next[operation].push({ isIgnored: true }),
    fail(operation: FakeOperation, failure: FakeFailure, options?: FakeFailureOptions): () => void {
      const before = usual[operation]
      usual[operation] = { failure, ...options }
      return () => {
        usual[operation] = before
      }
    },
    hold(operation: FakeOperation): () => void {
      let release = () => {}
      const released = new Promise<void>((resolve) => {
        release = resolve
      })
      holds[operation] = Promise.all([holds[operation], released])
      return release
    },
    /** Serves or fails a request. */
    async pass<T>(operation: FakeOperation, subject: string, effect: () => T): Promise<T | undefined> {
      requests[operation].push(subject)
      const { failure, isIgnored, ...options } = next[operation].shift() ?? usual[operation]
      if (latencyMs) await new Promise((resolve) => setTimeout(resolve, latencyMs))
      await holds[operation]
      if (failure === 'never') await new Promise(() => {})
      const isRefused = failure !== undefined && !options.afterEffect
      const answer = isIgnored || isRefused ? undefined : effect()
      if (failure !== undefined && failure !== 'never') throw fakeError(failure, options)
      return answer
    },
  }
}

function fakeError(failure: FakeFailure, options: FakeFailureOptions): AccountLinkingError {
  if (failure instanceof AccountLinkingError) return failure
  const { retryAfter = failure === 'rate_limited' ? 30 : undefined } = options
  return new AccountLinkingError(failure, `The fake backend fails with ${failure}.`, {
    status: STATUSES[failure],
    retryAfter,
  })
}
