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
  /** The same as a promise: resolves when the link has left this page or ended, rejects if it could not start. */
  linkAsync: (request?: LinkOptions) => Promise<void>
  /** This hook's link is starting, or the page is leaving for it. */
  isPending: boolean
  /** Some link, of this hook or another one, is starting, or the page is leaving for it. */
  isRedirecting: boolean
  /** A link that goes on in a window of its own; `null` if none does. */
  waiting: WaitingLink | null
  isError: boolean
  /** Why the link could not start. */
  error: AccountLinkingError | null
  /** Forgets the error. */
  reset: () => void
}

/**
 * Starts a link. The result is in `useLinkResult`, on the page that the user comes back to. Call `link` only from a
 * click. While a link is starting, further calls do nothing.
 */
export function useLinkAccount(): LinkAccountState {
  const linking = useAccountLinking()
  const { client, browser, reauthenticate, handlers } = linking
  const queryClient = useQueryClient()
  const { waiting } = useLinks()
  const { links } = useClientStore()
  // Browsers open a window in a click only, and a request in between may take too long.
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
      // The error is in the state of the hook.
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
