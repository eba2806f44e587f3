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
  /** Returns a promise that resolves when the link has left this page or ended, and rejects if it could not start. */
  linkAsync: (request?: LinkOptions) => Promise<void>
  /** Whether this hook's link is starting, or the page is leaving for it. */
  isPending: boolean
  /** Whether any link, from this hook or another one, is starting, or the page is leaving for it. */
  isRedirecting: boolean
  /** The link that is in progress in a popup; `null` if there is none. */
  waiting: WaitingLink | null
  isError: boolean
  /** Why the link could not start. */
  error: AccountLinkingError | null
  /** Clears the error. */
  reset: () => void
}

/**
 * Starts a link. The result is in `useLinkResult`, on the page that the user returns to. Call `link` only in a click
 * handler. While a link is starting, more calls do nothing.
 */
export function useLinkAccount(): LinkAccountState {
  const linking = useAccountLinking()
  const { client, browser, reauthenticate, handlers } = linking
  const queryClient = useQueryClient()
  const { waiting } = useLinks()
  const { links } = useClientStore()
  // Browsers allow popups only right after a click, so the code must already be loaded by then.
  useEffect(() => void links.preload(), [links])
  const mutationKey = linkedAccountsKeys.link(client)
  const { mutateAsync, isPending, isError, error, reset } = useMutation({
    ...linkOptions(client, { browser, reauthenticate }),
    onMutate: ({ connection = null }) => emit(handlers.current, { type: 'link_started', connection }),
    onError: (failure, { connection = null }) =>
      emit(handlers.current, { type: 'link_not_started', connection, error: failure }),
  })
  const linkAsync = useCallback(
    async (request: LinkOptions = {}) => {
      const { connections, link: defaults } = linking
      const option = connections.find(({ name }) => name === request.connection)
      const isBusy = queryClient.isMutating({ mutationKey: linkedAccountsKeys.link(client) }) > 0
      if (!isBusy) await mutateAsync({ ...defaults, ...option?.link, ...defined(request) })
    },
    [queryClient, client, linking, mutateAsync],
  )
  const link = useCallback(
    (request?: LinkOptions) => {
      // The hook's state has the error.
      linkAsync(request).catch(() => {})
    },
    [linkAsync],
  )
  const isRedirecting = useIsMutating({ mutationKey }) > 0
  return { link, linkAsync, isPending, isRedirecting, waiting, isError, error, reset }
}

function defined(request: LinkOptions): LinkOptions {
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined))
}
