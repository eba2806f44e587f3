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

/** The `AccountLinkingError` that a promise rejects with, with this code if one is expected. */
export async function ensureRejects(
  promise: Promise<unknown>,
  what: string,
  code?: AccountLinkingErrorCode,
): Promise<AccountLinkingError> {
  const error = await errorOf(promise, what)
  ensure(error !== undefined, `${what}: expected a rejection, but it resolved.`)
  if (code !== undefined) ensureSame(error.code, code, `${what}: the error's code`)
  return error
}

/** The error if a promise rejects, which must be an `AccountLinkingError`; `undefined` if it resolves. */
export async function errorOf(
  promise: Promise<unknown>,
  what: string,
): Promise<AccountLinkingError | undefined> {
  try {
    await promise
    return undefined
  } catch (error) {
    ensure(
      error instanceof AccountLinkingError,
      `${what}: expected an AccountLinkingError, got ${error instanceof Error ? error.name : typeof error}.`,
    )
    return error
  }
}

/** A field of the subject that this clause needs. */
export function need<Field extends keyof ContractSubject>(
  subject: ContractSubject,
  field: Field,
): NonNullable<ContractSubject[Field]> {
  const value = subject[field]
  if (value !== undefined && value !== null) return value
  throw new Error(`The subject has no \`${field}\`. Add it, or list this clause in \`omit\`.`)
}
