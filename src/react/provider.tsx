'use client'
import { type ReactNode, useEffect, useMemo } from 'react'
import type { AccountLinkingClient, LinkResult } from '../core/client'
import { en, type Messages } from '../locales/en'
import {
  AccountLinkingContext,
  type AccountLinkingEvents,
  type ConnectionOption,
  useAccountLinking,
} from './context'
import { report } from './report'
import { useLinkResult } from './use-link-result'

export interface AccountLinkingProviderProps extends AccountLinkingEvents {
  /** The backend, for the signed-in person; for example `createClassicClient({ … })`. Keep it the same between renders. */
  client: AccountLinkingClient
  /** What a person can link. Default: none; identities that are linked already are listed all the same. */
  connections?: readonly ConnectionOption[] | undefined
  /** Words that replace the English ones; any part of the catalogue. */
  messages?: Partial<Messages> | undefined
  children?: ReactNode
}

const NO_CONNECTIONS: readonly ConnectionOption[] = []

/**
 * Brings the client to all hooks and components below it, and takes up a link that this page came back from.
 * Needs TanStack Query's `QueryClientProvider` above it; uses that client.
 */
export function AccountLinkingProvider({
  client,
  connections = NO_CONNECTIONS,
  messages,
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
      onLinkResult,
      onLinked,
      onUnlinked,
      onError,
    }),
    [client, connections, messages, onLinkResult, onLinked, onUnlinked, onError],
  )
  return (
    <AccountLinkingContext.Provider value={value}>
      <LinkReturn />
      {children}
    </AccountLinkingContext.Provider>
  )
}

const reported = new WeakSet<LinkResult>()

/** Tells the host of a link's outcome once, however often React runs the effect. */
function LinkReturn() {
  const { onLinkResult, onLinked } = useAccountLinking()
  const { result } = useLinkResult()
  useEffect(() => {
    if (!result || reported.has(result)) return
    reported.add(result)
    report(onLinkResult, result)
    if (result.identity) report(onLinked, result.identity)
  }, [result, onLinkResult, onLinked])
  return null
}
