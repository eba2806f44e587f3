import type { Mutation, QueryClient } from '@tanstack/react-query'
import type { AccountLinkingClient } from '../core/client'
import type { AccountLinkingError } from '../core/errors'
import type { Identity, IdentityList } from '../core/identity'
import { linkedAccountsKeys } from './keys'

/** An unlink as the mutation cache has it. */
export interface UnlinkState {
  readonly id: string | undefined
  readonly status: Mutation['state']['status']
  readonly error: AccountLinkingError | null
}

/** What a list shows while unlinks are pending. */
export interface VisibleAccounts {
  readonly identities: readonly Identity[] | undefined
  /** Errors of unlinks that failed, by identity id, until they are tried again. */
  readonly unlinkErrors: ReadonlyMap<string, AccountLinkingError>
}

/** Reads a mutation of `unlinkOptions`. */
export function readUnlink({ state }: Mutation): UnlinkState {
  return {
    id: (state.variables as Identity | undefined)?.id,
    status: state.status,
    error: state.error as AccountLinkingError | null,
  }
}

/** The server's list minus the pending unlinks. Of several unlinks of one identity the latest counts. */
export function visibleAccounts(
  list: IdentityList | undefined,
  unlinks: readonly UnlinkState[],
): VisibleAccounts {
  const latest = new Map(unlinks.map((unlink) => [unlink.id, unlink]))
  return {
    identities: list?.identities.filter(({ id }) => latest.get(id)?.status !== 'pending'),
    unlinkErrors: new Map(
      [...latest].flatMap(([id, { error }]) => (id !== undefined && error ? [[id, error]] : [])),
    ),
  }
}

/** The unlinks that have not ended. */
export function pendingUnlinkMutations(queryClient: QueryClient, client: AccountLinkingClient): Mutation[] {
  return queryClient
    .getMutationCache()
    .findAll({ mutationKey: linkedAccountsKeys.unlink(client), status: 'pending' })
}

/** The ids of the identities that are being unlinked. */
export function pendingIds(queryClient: QueryClient, client: AccountLinkingClient): ReadonlySet<string> {
  const ids = pendingUnlinkMutations(queryClient, client).map((mutation) => readUnlink(mutation).id)
  return new Set(ids.filter((id) => id !== undefined))
}
