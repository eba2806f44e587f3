'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { AccountLinkingError } from '../core/errors'
import { linkedAccountsKeys } from '../query/keys'
import { useAccountLinking } from './context'
import { emit } from './events'

/** Errors that the host was told of, by any provider component of the page. */
const told = new WeakSet<AccountLinkingError>()

/** Tells the host of each request for a list that is shown, if it failed. */
export function useListFailures(): void {
  const { client, handlers } = useAccountLinking()
  const queryClient = useQueryClient()
  useEffect(() => {
    const cache = queryClient.getQueryCache()
    const queryKey = linkedAccountsKeys.identities(client)
    return cache.subscribe((event) => {
      if (event.type !== 'updated' || event.action.type !== 'error') return
      const { query, action } = event
      const { error } = action
      if (!(error instanceof AccountLinkingError) || told.has(error)) return
      if (!query.isActive() || cache.find({ queryKey }) !== query) return
      told.add(error)
      emit(handlers.current, { type: 'list_failed', error })
    })
  }, [client, handlers, queryClient])
}
