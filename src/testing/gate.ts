import { AccountLinkingError, type AccountLinkingErrorCode } from '../core/errors'
import type { FakeFailure, FakeScenario } from './scenarios'

/** What a client asks of its backend. */
export type FakeOperation = 'list' | 'unlink' | 'link'

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

/** The door of the fake backend: lets requests through as the scenario says, and as a test says on top. */
export function createGate({ latencyMs, list, unlink, link }: FakeScenario) {
  const outcomes = { list, unlink, link }
  const requests: Record<FakeOperation, string[]> = { list: [], unlink: [], link: [] }
  const failures: Record<FakeOperation, FakeFailure[]> = { list: [], unlink: [], link: [] }
  const holds: Partial<Record<FakeOperation, Promise<unknown>>> = {}

  return {
    requests,
    failNext: (operation: FakeOperation, failure: FakeFailure) => void failures[operation].push(failure),
    fail(operation: FakeOperation, failure: FakeFailure): () => void {
      const before = outcomes[operation]
      outcomes[operation] = failure
      return () => {
        outcomes[operation] = before
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
    /** Resolves when the request may be served; rejects if it is to fail. */
    async pass(operation: FakeOperation, subject: string): Promise<void> {
      requests[operation].push(subject)
      const outcome = failures[operation].shift() ?? outcomes[operation]
      if (latencyMs) await new Promise((resolve) => setTimeout(resolve, latencyMs))
      await holds[operation]
      if (outcome === 'never') await new Promise(() => {})
      else if (outcome !== undefined) throw fakeError(outcome)
    },
  }
}

function fakeError(failure: FakeFailure): AccountLinkingError {
  if (failure instanceof AccountLinkingError) return failure
  return new AccountLinkingError(failure, `The fake backend fails with ${failure}.`, {
    status: STATUSES[failure],
    retryAfter: failure === 'rate_limited' ? 30 : undefined,
  })
}
