'use client'
import { useMutationState, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AccountLinkingError } from '../core/errors'
import type { Identity } from '../core/identity'
import { identitiesOptions } from '../query/identities'
import { linkedAccountsKeys } from '../query/keys'
import { readUnlink, visibleAccounts } from '../query/visible'
import { useAccountLinking } from './context'

/** The linked accounts as the user should see them now, in the shape of a query of TanStack Query. */
export interface LinkedAccountsState {
  /** The server's list minus the pending unlinks; `undefined` until there is a first list. */
  identities: readonly Identity[] | undefined
  status: 'pending' | 'error' | 'success'
  isPending: boolean
  isError: boolean
  /** A list is being fetched. */
  isFetching: boolean
  /** Why the last fetch failed. The list from before, if there is one, stays in `identities`. */
  error: AccountLinkingError | null
  /** Errors of unlinks that failed, by identity id, until they are tried again. */
  unlinkErrors: ReadonlyMap<string, AccountLinkingError>
  /** Fetches the list again. */
  refetch: () => void
}

/** Lists the signed-in user's identities. The server is asked once, however many components use it. */
export function useLinkedAccounts(): LinkedAccountsState {
  const { client, browser } = useAccountLinking()
  const query = useQuery(identitiesOptions(client, { browser }))
  const { data, status, error, isFetching, refetch } = query
  const unlinks = useMutationState({
    filters: { mutationKey: linkedAccountsKeys.unlink(client) },
    select: readUnlink,
  })
  return useMemo(
    () => ({
      ...visibleAccounts(data, unlinks),
      status,
      isPending: status === 'pending',
      isError: status === 'error',
      isFetching,
      error: error as AccountLinkingError | null,
      refetch: () => void refetch(),
    }),
    [data, status, error, isFetching, unlinks, refetch],
  )
}
