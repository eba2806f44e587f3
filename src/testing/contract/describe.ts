import { configurationError } from '../../core/errors'
import { linking } from './linking'
import { listing } from './listing'
import { returning } from './returning'
import type { ContractClause, ContractSubject } from './subject'
import { unlinking } from './unlinking'

/** What a client has to hold to, as data: run the clauses with any test runner, or with none. */
export const clientContract: readonly ContractClause[] = [...listing, ...unlinking, ...linking, ...returning]

/** What the contract's tests are about. */
export interface ContractOptions {
  /** The name of the client, for the report. */
  name: string
  /** Makes a fresh subject; called for each clause. */
  setup(): ContractSubject | Promise<ContractSubject>
  /** Clauses that this backend cannot hold to, word for word; they are reported as skipped. Default: none. */
  omit?: readonly string[] | undefined
}

/** The functions of a test runner: those of Vitest, Jest, Mocha and `node:test` will do. */
export interface TestFunctions {
  describe(name: string, body: () => void): unknown
  it: {
    (name: string, body: () => Promise<void>): unknown
    skip(name: string, body: () => Promise<void>): unknown
  }
}

/**
 * Writes a test for each clause of the contract between the kit and a backend. A client that passes works with
 * every hook and component.
 *
 * @example
 * import { describe, it } from 'vitest'
 * describeClientContract({ name: 'my client', setup }, { describe, it })
 */
export function describeClientContract(
  { name, setup, omit = [] }: ContractOptions,
  { describe, it }: TestFunctions = globalTestFunctions(),
): void {
  const unknown = omit.filter((omitted) => !clientContract.some(({ clause }) => clause === omitted))
  if (unknown.length > 0) {
    throw configurationError(
      `The contract has no clause ${JSON.stringify(unknown[0])}.`,
      'A clause that is meant to be omitted would be tested, or one that is gone stay in your tests.',
      'Copy the clause from `clientContract`.',
    )
  }
  describe(`${name} keeps the contract`, () => {
    for (const { clause, check } of clientContract) {
      const test = omit.includes(clause) ? it.skip : it
      test(clause, async () => {
        const subject = await setup()
        try {
          await check(subject)
        } finally {
          await subject.dispose?.()
        }
      })
    }
  })
}

function globalTestFunctions(): TestFunctions {
  const { describe, it } = globalThis as Partial<TestFunctions>
  if (describe && it) return { describe, it }
  throw configurationError(
    'There are no global `describe` and `it`.',
    'The contract writes its tests with those of your test runner.',
    'Pass them: describeClientContract(options, { describe, it }).',
  )
}
