import type { Mutation, QueryClient } from '@tanstack/react-query'
import type { AccountLinkingClient } from '../core/client'
import type { AccountLinkingError } from '../core/errors'
import type { Identity, IdentityList } from '../core/identity'
import { linkedAccountsKeys } from './keys'

/** An unlink in the mutation cache. */
export interface UnlinkState {
  readonly id: string
  readonly status: Mutation['state']['status']
  readonly error: AccountLinkingError | null
}

/** What a list shows while unlinks are pending. */
export interface VisibleIdentities {
  readonly identities: readonly Identity[] | undefined
  /** Errors of unlinks that failed, by identity id, until they are tried again. */
  readonly unlinkErrors: ReadonlyMap<string, AccountLinkingError>
}

/** Reads a mutation of `unlinkOptions`. */
export function readUnlink({ state }: Mutation): UnlinkState {
  return {
    id: (state.variables as Identity | undefined)?.id ?? '',
    status: state.status,
    error: state.error as AccountLinkingError | null,
  }
}

/** The unlinks by identity id. If an identity has several, the latest counts. */
export function latestUnlinks(unlinks: readonly UnlinkState[]): ReadonlyMap<string, UnlinkState> {
  return new Map(unlinks.map((unlink) => [unlink.id, unlink]))
}

/** The server's list minus the pending unlinks. */
export function visibleIdentities(
  list: IdentityList | undefined,
  unlinks: ReadonlyMap<string, UnlinkState>,
): VisibleIdentities {
  return {
    identities: list?.identities.filter(({ id }) => unlinks.get(id)?.status !== 'pending'),
    unlinkErrors: new Map([...unlinks].flatMap(([id, { error }]) => (error ? [[id, error]] : []))),
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
  return new Set(pendingUnlinkMutations(queryClient, client).map((mutation) => readUnlink(mutation).id))
}
