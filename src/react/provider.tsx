'use client'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo } from 'react'
import type { AccountLinkingClient, LinkResult } from '../core/client'
import type { Reauthenticate } from '../core/step-up'
import { hearTabs, tellTabs } from '../core/tabs'
import { en, type Messages } from '../locales/en'
import { renewIdentities } from '../query/identities'
import { AccountLinkingContext, type CanUnlink, type ConnectionOption, useAccountLinking } from './context'
import { type AccountLinkingHandlers, emit } from './events'
import { useLinkResult } from './use-link-result'

export interface AccountLinkingProviderProps extends AccountLinkingHandlers {
  /** The backend, for the signed-in person; for example `createClassicClient({ … })`. Keep it the same between renders. */
  client: AccountLinkingClient
  /** What a person can link. Default: none; identities that are linked already are listed all the same. */
  connections?: readonly ConnectionOption[] | undefined
  /** Words that replace the English ones; any part of the catalogue. */
  messages?: Partial<Messages> | undefined
  /** Makes sure of the person before they link or unlink, and when the server asks for it. Default: it is not asked. */
  reauthenticate?: Reauthenticate | undefined
  /** Default: all but the primary and the last one. Replace it to count passwords and passkeys, for example. */
  canUnlink?: CanUnlink | undefined
  children?: ReactNode
}

const NO_CONNECTIONS: readonly ConnectionOption[] = []

/**
 * Brings the client to all hooks and components below it, takes up a link that this page came back from, and keeps
 * the list in step with other tabs. Needs TanStack Query's `QueryClientProvider` above it; uses that client.
 */
export function AccountLinkingProvider({
  client,
  connections = NO_CONNECTIONS,
  messages,
  reauthenticate,
  canUnlink,
  onEvent,
  onLinkResult,
  onLinked,
  onUnlinked,
  onError,
  children,
}: AccountLinkingProviderProps) {
  const value = useMemo(
    () => ({
      client,
      connections,
      messages: { ...en, ...messages },
      reauthenticate,
      canUnlink,
      handlers: { onEvent, onLinkResult, onLinked, onUnlinked, onError },
    }),
    [
      client,
      connections,
      messages,
      reauthenticate,
      canUnlink,
      onEvent,
      onLinkResult,
      onLinked,
      onUnlinked,
      onError,
    ],
  )
  return (
    <AccountLinkingContext.Provider value={value}>
      <PageLife />
      {children}
    </AccountLinkingContext.Provider>
  )
}

const reported = new WeakSet<LinkResult>()

/** What the page does to the flows: it comes back from one, it shares the list with other tabs. */
function PageLife() {
  const { client, handlers } = useAccountLinking()
  const queryClient = useQueryClient()
  const { result } = useLinkResult()

  useEffect(() => {
    // Once for each return, however often React runs the effect.
    if (!result || reported.has(result)) return
    reported.add(result)
    emit(handlers, { type: 'link_returned', result })
    if (result.status === 'linked' && result.identity) {
      emit(handlers, { type: 'linked', identity: result.identity })
      tellTabs(client)
    } else if (result.status !== 'renewed') {
      emit(handlers, { type: 'link_failed', result })
    }
  }, [result, handlers, client])

  useEffect(() => hearTabs(client, () => void renewIdentities(client, queryClient)), [client, queryClient])

  return null
}
