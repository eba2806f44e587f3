'use client'
import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query'
import type { AccountLinkingError } from '../core/errors'
import { linkedAccountsKeys } from '../query/keys'
import { linkOptions } from '../query/link'
import { useAccountLinking } from './context'
import { report } from './report'

export interface LinkAccountState {
  /** Links an identity of this connection; without one, of whichever the person chooses at the backend's page. */
  link: (connection?: string) => void
  /** This hook's link is on its way out of the page. */
  isPending: boolean
  /** Some link, this hook's or another's, is on its way out of the page. */
  isLeaving: boolean
  /** Why the page could not be left. */
  error: AccountLinkingError | null
}

/**
 * Starts a link: the page leaves for the provider, and the result is there when it comes back (`useLinkResult`).
 * Call `link` from a click only. While one link is leaving, on any button, another call does nothing.
 */
export function useLinkAccount(): LinkAccountState {
  const linking = useAccountLinking()
  const queryClient = useQueryClient()
  const mutationKey = linkedAccountsKeys.link(linking.client)
  const { mutate, isPending, error } = useMutation({
    ...linkOptions(linking.client),
    onError: (failure) => report(linking.onError, failure as AccountLinkingError),
  })
  const isLeaving = useIsMutating({ mutationKey }) > 0
  return {
    link: (connection) => {
      if (queryClient.isMutating({ mutationKey }) === 0) mutate({ connection })
    },
    isPending,
    isLeaving,
    error: error as AccountLinkingError | null,
  }
}
