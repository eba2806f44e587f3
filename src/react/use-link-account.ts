'use client'
import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query'
import { hasPage, pageBrowser } from '../core/browser'
import type { AccountLinkingError } from '../core/errors'
import { linkedAccountsKeys } from '../query/keys'
import { type LinkVariables, linkOptions } from '../query/link'
import { useAccountLinking } from './context'
import { emit } from './events'

export interface UseLinkAccountOptions {
  /** Where the provider is shown: instead of the page, or in a window beside it. Default `page`. */
  display?: 'page' | 'popup' | undefined
}

export interface LinkAccountState {
  /**
   * Links an identity; without a `connection`, of whichever the person chooses at the backend's page. A popup that
   * the browser blocks is done without: the page itself leaves.
   */
  link: (variables?: Omit<LinkVariables, 'popup'>) => void
  /** This hook's link is on its way. */
  isPending: boolean
  /** Some link, this hook's or another's, is on its way. */
  isLeaving: boolean
  /** Why the link could not start. */
  error: AccountLinkingError | null
}

/**
 * Starts a link: the page leaves for the provider, and the result is there when it comes back (`useLinkResult`).
 * Call `link` from a click only. While one link is on its way, on any button, another call does nothing.
 */
export function useLinkAccount({ display = 'page' }: UseLinkAccountOptions = {}): LinkAccountState {
  const { client, reauthenticate, handlers } = useAccountLinking()
  const queryClient = useQueryClient()
  const mutationKey = linkedAccountsKeys.link(client)
  const { mutate, isPending, error } = useMutation({
    ...linkOptions(client, { reauthenticate }),
    onMutate: ({ connection = null }) => emit(handlers, { type: 'link_started', connection }),
    onError: (failure, { connection = null, popup }) => {
      popup?.close()
      emit(handlers, { type: 'link_not_started', connection, error: failure as AccountLinkingError })
    },
  })
  const isLeaving = useIsMutating({ mutationKey }) > 0
  return {
    link: (variables = {}) => {
      if (queryClient.isMutating({ mutationKey }) > 0) return
      const popup = display === 'popup' && hasPage() ? pageBrowser().openPopup() : null
      mutate({ ...variables, popup: popup ?? undefined })
    },
    isPending,
    isLeaving,
    error: error as AccountLinkingError | null,
  }
}
