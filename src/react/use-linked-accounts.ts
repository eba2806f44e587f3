'use client'
import { useMutationState, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AccountLinkingError } from '../core/errors'
import type { Identity } from '../core/identity'
import { identitiesOptions } from '../query/identities'
import { linkedAccountsKeys } from '../query/keys'
import { readRemoval, visibleAccounts } from '../query/visible'
import { useAccountLinking } from './context'

/** The linked accounts as a person should see them now. */
export interface LinkedAccountsState {
  /** The server's list minus the removals under way; `undefined` until a first list has come. */
  identities: readonly Identity[] | undefined
  /** Why the last attempt to list failed; the list from before, if there is one, stays in `identities`. */
  error: AccountLinkingError | null
  /** A list is being fetched. */
  isFetching: boolean
  /** Errors of removals that failed, by identity id, until they are tried again. */
  unlinkErrors: ReadonlyMap<string, AccountLinkingError>
  /** Fetches the list again. */
  refresh: () => void
}

/** Lists the signed-in person's identities. Asks the server once, however many components use it. */
export function useLinkedAccounts(): LinkedAccountsState {
  const { client } = useAccountLinking()
  const { data, error, isFetching, refetch } = useQuery(identitiesOptions(client))
  const removals = useMutationState({
    filters: { mutationKey: linkedAccountsKeys.unlink(client) },
    select: readRemoval,
  })
  return useMemo(
    () => ({
      ...visibleAccounts(data, removals),
      error: error as AccountLinkingError | null,
      isFetching,
      refresh: () => void refetch(),
    }),
    [data, error, isFetching, removals, refetch],
  )
}
