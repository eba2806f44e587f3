'use client'
import { useMutationState, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AccountLinkingError } from '../core/errors'
import type { Identity } from '../core/identity'
import { identitiesOptions } from '../query/identities'
import { linkedAccountsKeys } from '../query/keys'
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
    select: ({ state }) => ({
      id: (state.variables as Identity | undefined)?.id,
      status: state.status,
      error: state.error as AccountLinkingError | null,
    }),
  })
  return useMemo(() => {
    const latest = new Map(removals.map((removal) => [removal.id, removal]))
    return {
      identities: data?.identities.filter(({ id }) => latest.get(id)?.status !== 'pending'),
      error: error as AccountLinkingError | null,
      isFetching,
      unlinkErrors: new Map(
        [...latest].flatMap(([id, { error }]) => (id !== undefined && error ? [[id, error]] : [])),
      ),
      refresh: () => void refetch(),
    }
  }, [data, error, isFetching, removals, refetch])
}
