import { AccountLinkingError, type AccountLinkingErrorCode } from '../../core/errors'
import type { ContractSubject } from './subject'

export function ensure(condition: boolean, problem: string): asserts condition {
  if (!condition) throw new Error(problem)
}

/** Compares plain data. */
export function ensureSame(actual: unknown, expected: unknown, what: string): void {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)]
  ensure(is === should, `${what}: expected ${should}, got ${is}.`)
}

/** The error that a promise rejects with: an `AccountLinkingError`, with this code if one is asked for. */
export async function ensureRejects(
  promise: Promise<unknown>,
  what: string,
  code?: AccountLinkingErrorCode,
): Promise<AccountLinkingError> {
  const error: unknown = await promise.then(
    (value) => {
      throw new Error(`${what}: expected a rejection, got ${JSON.stringify(value) ?? 'undefined'}.`)
    },
    (reason: unknown) => reason,
  )
  ensure(error instanceof AccountLinkingError, `${what}: expected an AccountLinkingError, got ${error}.`)
  if (code !== undefined) ensureSame(error.code, code, `${what}: the error's code`)
  return error
}

/** What the subject has to bring for this clause. */
export function need<Field extends keyof ContractSubject>(
  subject: ContractSubject,
  field: Field,
): NonNullable<ContractSubject[Field]> {
  const value = subject[field]
  if (value !== undefined && value !== null) return value
  throw new Error(`The subject has no \`${field}\`. Give it one, or name this clause in \`omit\`.`)
}
