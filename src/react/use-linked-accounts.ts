'use client'
import { type UseQueryResult, useMutationState, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { AccountLinkingError } from '../core/errors'
import type { Identity, IdentityList } from '../core/identity'
import { identitiesOptions } from '../query/identities'
import { linkedAccountsKeys } from '../query/keys'
import { latestUnlinks, readUnlink, visibleIdentities } from '../query/visible'
import { useAccountLinking } from './context'

/** The linked accounts as the user should see them now, in the shape of a TanStack Query result. */
export interface LinkedAccountsState {
  /** The server's list minus the pending unlinks; `undefined` until the first list has loaded. */
  identities: readonly Identity[] | undefined
  status: 'pending' | 'error' | 'success'
  isPending: boolean
  isError: boolean
  /** Whether a list is being fetched. */
  isFetching: boolean
  /** Why the last fetch failed. An earlier list stays in `identities`. */
  error: AccountLinkingError | null
  /** Errors of unlinks that failed, by identity id, until they are tried again. */
  unlinkErrors: ReadonlyMap<string, AccountLinkingError>
  /** Fetches the list again. */
  refetch: () => void
}

export type ServerList = UseQueryResult<IdentityList, AccountLinkingError>

/**
 * The server's list as requested by the root, including identities with a pending unlink. A component re-renders only for
 * the fields that it has read, so a component that needs only the data should read nothing else.
 */
export function useServerList(): ServerList {
  return useQuery({ ...useListOptions(), retryOnMount: false }) as ServerList
}

/** Requests the list, even if the last request failed. Does not re-render when the list arrives. */
export function useListRequest(): void {
  useQuery({ ...useListOptions(), notifyOnChangeProps: [] })
}

function useListOptions() {
  const { client, browser } = useAccountLinking()
  return identitiesOptions(client, { browser })
}

/** The unlinks by identity id. */
export function useUnlinks() {
  const { client } = useAccountLinking()
  const states = useMutationState({
    filters: { mutationKey: linkedAccountsKeys.unlink(client) },
    select: readUnlink,
  })
  return useMemo(() => latestUnlinks(states), [states])
}

/** Lists the signed-in user's identities. Any number of components can use it and share one request. */
export function useLinkedAccounts(): LinkedAccountsState {
  const { data, status, error, isFetching, refetch: fetchAgain } = useQuery(useListOptions()) as ServerList
  const refetch = useCallback(() => void fetchAgain(), [fetchAgain])
  const unlinks = useUnlinks()
  return useMemo(
    () => ({
      ...visibleIdentities(data, unlinks),
      status,
      isPending: status === 'pending',
      isError: status === 'error',
      isFetching,
      error,
      refetch,
    }),
    [data, status, error, isFetching, unlinks, refetch],
  )
}

/** `useLinkedAccounts` for Suspense: `identities` is always defined. If the first list fails, the error boundary is shown. */
export function useSuspenseLinkedAccounts(): LinkedAccountsState & { identities: readonly Identity[] } {
  const { data } = useSuspenseQuery(useListOptions())
  const state = useLinkedAccounts()
  return { ...state, identities: state.identities ?? data.identities }
}
