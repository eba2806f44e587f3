import type { Mutation } from '@tanstack/react-query'
import type { AccountLinkingError } from '../core/errors'
import type { Identity, IdentityList } from '../core/identity'

/** A removal as the mutation cache knows it. */
export interface Removal {
  readonly id: string | undefined
  readonly status: Mutation['state']['status']
  readonly error: AccountLinkingError | null
}

/** What a list shows while removals are under way. */
export interface VisibleAccounts {
  readonly identities: readonly Identity[] | undefined
  /** Errors of removals that failed, by identity id, until they are tried again. */
  readonly unlinkErrors: ReadonlyMap<string, AccountLinkingError>
}

/** Reads a mutation of `unlinkOptions`. */
export function readRemoval({ state }: Mutation): Removal {
  return {
    id: (state.variables as Identity | undefined)?.id,
    status: state.status,
    error: state.error as AccountLinkingError | null,
  }
}

/** The server's list minus the pending removals; of several removals of one identity the latest counts. */
export function visibleAccounts(
  list: IdentityList | undefined,
  removals: readonly Removal[],
): VisibleAccounts {
  const latest = new Map(removals.map((removal) => [removal.id, removal]))
  return {
    identities: list?.identities.filter(({ id }) => latest.get(id)?.status !== 'pending'),
    unlinkErrors: new Map(
      [...latest].flatMap(([id, { error }]) => (id !== undefined && error ? [[id, error]] : [])),
    ),
  }
}
