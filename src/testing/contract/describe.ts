import { configurationError } from '../../core/errors'
import { callback } from './callback'
import { linking } from './linking'
import { listing } from './listing'
import { shape } from './shape'
import type { ContractClause, ContractSubject } from './subject'
import { unlinking } from './unlinking'

/** The contract for clients as data, so that the clauses can run with any test runner, or without one. */
export const clientContract: readonly ContractClause[] = [
  ...shape,
  ...listing,
  ...unlinking,
  ...linking,
  ...callback,
]

/** The functions of a test runner, such as Vitest, Jest, Mocha or `node:test`. */
export interface TestFunctions {
  describe(name: string, body: () => void): unknown
  it: {
    (name: string, body: () => Promise<void>): unknown
    skip(name: string, body: () => Promise<void>): unknown
  }
}

export interface ContractOptions extends Partial<TestFunctions> {
  /** Ids of clauses that this backend cannot meet or cannot test. They are reported as skipped. Default: none. */
  omit?: readonly string[] | undefined
}

/**
 * Defines a test for each clause of the contract between the kit and a client. A client that passes works with every hook
 * and component. `makeSubject` is called for each clause. `describe` and `it` default to the global functions.
 *
 * @example
 * import { describe, it } from 'vitest'
 * describeClientContract('my client', makeSubject, { omit: ['list.empty'], describe, it })
 */
export function describeClientContract(
  name: string,
  makeSubject: () => ContractSubject | Promise<ContractSubject>,
  { omit = [], ...functions }: ContractOptions = {},
): void {
  const { describe, it } = testFunctions(functions)
  const ids = clientContract.map(({ id }) => id)
  const unknown = omit.find((id) => !ids.includes(id))
  if (unknown !== undefined) {
    throw configurationError(
      `The contract has no clause ${JSON.stringify(unknown)}.`,
      'A clause that should be omitted would be tested.',
      `Use one of these ids: ${ids.join(', ')}.`,
    )
  }
  describe(`${name} meets the contract`, () => {
    for (const { id, clause, check } of clientContract) {
      const test = omit.includes(id) ? it.skip : it
      test(`${id}: ${clause}`, async () => {
        const subject = await makeSubject()
        try {
          await check(subject)
        } finally {
          await subject.dispose?.()
        }
      })
    }
  })
}

function testFunctions(given: Partial<TestFunctions>): TestFunctions {
  const { describe, it } = { ...(globalThis as Partial<TestFunctions>), ...given }
  if (describe && it) return { describe, it }
  throw configurationError(
    'There are no global `describe` and `it`.',
    'The contract defines its tests with the functions of your test runner.',
    'Pass them: describeClientContract(name, makeSubject, { describe, it }).',
  )
}
