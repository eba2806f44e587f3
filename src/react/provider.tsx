'use client'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useInsertionEffect, useMemo, useRef } from 'react'
import { type Browser, currentPage } from '../core/browser'
import { captureLinkReturn } from '../core/callback'
import type { AccountLinkingClient } from '../core/client'
import type { Reauthenticate } from '../core/step-up'
import { en, type Messages } from '../locales/en'
import { renewIdentities } from '../query/identities'
import { resumeLinks } from '../query/link'
import { notifyTabs, subscribeToTabs } from '../query/tabs'
import { AccountLinkingContext, type CanUnlink, type ConnectionOption, useAccountLinking } from './context'
import { type AccountLinkingHandlers, emit } from './events'
import { useClientStore, useLinks } from './use-client-store'

export interface AccountLinkingProviderProps extends AccountLinkingHandlers {
  /** The backend, for the signed-in user; for example `createClassicClient({ … })`. Keep it the same between renders. */
  client: AccountLinkingClient
  /** What the user can link. Default: none; linked identities are listed all the same. */
  connections?: readonly ConnectionOption[] | undefined
  /** Words that replace the English ones; any part of the catalog. */
  messages?: Partial<Messages> | undefined
  /** Verifies the user before a link or unlink, and when the server asks for it. Default: nobody asks. */
  reauthenticate?: Reauthenticate | undefined
  /** Default: all but the primary and the last one. Replace it to count passwords and passkeys, for example. */
  canUnlink?: CanUnlink | undefined
  /** The page to leave and come back to. Default: the one that this code runs in. For tests and stories. */
  browser?: Browser | undefined
  children?: ReactNode
}

const NO_CONNECTIONS: readonly ConnectionOption[] = []

/**
 * Provides the client to all hooks and components below, takes up a link that this page came back from, and keeps the
 * list in step with other tabs. Needs TanStack Query's `QueryClientProvider` above it, and uses that client.
 */
export function AccountLinkingProvider({
  client,
  connections = NO_CONNECTIONS,
  messages,
  canUnlink,
  browser,
  children,
  ...callbacks
}: AccountLinkingProviderProps) {
  const { handlers, reauthenticate } = useLatest(callbacks)
  const hasStepUp = callbacks.reauthenticate !== undefined
  const value = useMemo(
    () => ({
      client,
      browser,
      connections,
      messages: { ...en, ...messages },
      canUnlink,
      reauthenticate: hasStepUp ? reauthenticate : undefined,
      handlers,
    }),
    [client, browser, connections, messages, canUnlink, hasStepUp, reauthenticate, handlers],
  )
  return (
    <AccountLinkingContext.Provider value={value}>
      <LinkLifecycle />
      {children}
    </AccountLinkingContext.Provider>
  )
}

type Callbacks = AccountLinkingHandlers & Pick<AccountLinkingProviderProps, 'reauthenticate'>

/** Stable functions that call the host's latest ones, so that inline props render nothing. */
function useLatest(callbacks: Callbacks) {
  const latest = useRef(callbacks)
  useInsertionEffect(() => {
    latest.current = callbacks
  })
  return useMemo(() => {
    const handlers: AccountLinkingHandlers = {
      onEvent: (event) => latest.current.onEvent?.(event),
      onLinkResult: (result) => latest.current.onLinkResult?.(result),
      onLinked: (identity) => latest.current.onLinked?.(identity),
      onUnlinked: (identity) => latest.current.onUnlinked?.(identity),
      onError: (error) => latest.current.onError?.(error),
    }
    const reauthenticate: Reauthenticate = (request) => latest.current.reauthenticate?.(request)
    return { handlers, reauthenticate }
  }, [])
}

/** What the page does for the links: takes up callbacks, reports results to the host, follows other tabs. */
function LinkLifecycle() {
  const { client, browser = currentPage(), reauthenticate, handlers } = useAccountLinking()
  const queryClient = useQueryClient()
  const { links } = useClientStore()
  const { result } = useLinks()

  useEffect(() => {
    if (!browser) return
    captureLinkReturn(browser)
    void resumeLinks(queryClient, client, { browser, reauthenticate })
    return subscribeToTabs(browser, client, () => void renewIdentities(queryClient, client))
  }, [client, browser, reauthenticate, queryClient])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new result is what there is to report
  useEffect(() => {
    for (const ended of links.takeResults()) {
      emit(handlers, { type: 'link_returned', result: ended })
      if (ended.status === 'linked' && ended.identity) {
        emit(handlers, { type: 'linked', identity: ended.identity })
        if (browser) notifyTabs(browser, client)
      } else if (ended.status !== 'reconnected') {
        emit(handlers, { type: 'link_failed', result: ended })
      }
    }
  }, [result, links, handlers, browser, client])

  return null
}
