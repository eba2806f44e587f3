'use client'
import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import type { AccountLinkingError } from '../core/errors'
import type { LinkOptions, WaitingLink } from '../core/link'
import { linkedAccountsKeys } from '../query/keys'
import { linkOptions } from '../query/link'
import { useAccountLinking } from './context'
import { emit } from './events'
import { useClientStore, useLinks } from './use-client-store'

export interface LinkAccountState {
  /** Links an identity. Without a `connection`, the user chooses one on a page of the backend. */
  link: (request?: LinkOptions) => void
  /** This hook's link is starting, or the page is leaving for it. */
  isPending: boolean
  /** Some link, of this hook or another one, is starting, or the page is leaving for it. */
  isRedirecting: boolean
  /** A link that goes on in a window of its own; `null` if none does. */
  waiting: WaitingLink | null
  /** Why the link could not start. */
  error: AccountLinkingError | null
}

/**
 * Starts a link. Its result is in `useLinkResult`, on the page that the user comes back to. Call `link` from a click
 * only. While one link is starting, on any button, another call does nothing.
 */
export function useLinkAccount(): LinkAccountState {
  const { client, browser, reauthenticate, handlers } = useAccountLinking()
  const queryClient = useQueryClient()
  const { waiting } = useLinks()
  const { links } = useClientStore()
  // Browsers open a window in a click only, and a request in between may take too long.
  useEffect(() => void links.preload(), [links])
  const mutationKey = linkedAccountsKeys.link(client)
  const { mutate, isPending, error } = useMutation({
    ...linkOptions(client, { browser, reauthenticate }),
    onMutate: ({ connection = null }) => emit(handlers, { type: 'link_started', connection }),
    onError: (failure, { connection = null }) =>
      emit(handlers, { type: 'link_not_started', connection, error: failure }),
  })
  const link = useCallback(
    (request: LinkOptions = {}) => {
      if (queryClient.isMutating({ mutationKey: linkedAccountsKeys.link(client) }) === 0) mutate(request)
    },
    [queryClient, client, mutate],
  )
  return { link, isPending, isRedirecting: useIsMutating({ mutationKey }) > 0, waiting, error }
}
