'use client'
import { QueryClient, QueryClientContext, QueryClientProvider, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { type Browser, currentPage } from '../core/browser'
import { captureLinkReturn } from '../core/callback'
import type { AccountLinkingClient } from '../core/client'
import type { Reauthenticate } from '../core/step-up'
import { en } from '../locales/en'
import type { PartialMessages } from '../locales/messages'
import { renewIdentities } from '../query/identities'
import { resumeLinks } from '../query/link'
import { notifyTabs, subscribeToTabs } from '../query/tabs'
import {
  AccountLinkingContext,
  type CanUnlink,
  type ComponentSlots,
  type ConnectionOption,
  GuardContext,
  type LinkDefaults,
  type OtherSignInMethods,
  type ProviderOption,
  useAccountLinking,
} from './context'
import { type AccountLinkingHandlers, emit } from './events'
import { mergeMessages } from './format-message'
import { useClientStore, useLinks } from './use-client-store'
import { useLatest, useStable } from './use-stable'
import { useStableClient } from './use-stable-client'

export interface AccountLinkingProviderProps extends AccountLinkingHandlers {
  /** The backend, for the signed-in user; for example `useClassicClient({ … })`. */
  client: AccountLinkingClient
  /** What the user can link. Default: none; linked identities are listed all the same. */
  connections?: readonly ConnectionOption[] | undefined
  /** How links start unless a connection or button says otherwise: scopes, `prompt`, `returnTo`, `display`. */
  link?: LinkDefaults | undefined
  /** How providers or connections are shown, by their name: label, icon, order, hidden. */
  providers?: Readonly<Record<string, ProviderOption>> | undefined
  /** Words that replace the English ones; any part of the catalog. */
  messages?: PartialMessages | undefined
  /** Components of yours in place of the kit's: `Button`, `ConfirmDialog`. */
  components?: ComponentSlots | undefined
  /** Classes of yours beside the kit's, by slot: `{ row: 'my-row', button: 'my-button' }`. */
  classNames?: Readonly<Record<string, string | undefined>> | undefined
  /** Verifies the user before a link or unlink, and when the server asks for it. Default: nobody asks. */
  reauthenticate?: Reauthenticate | undefined
  /** Ways to sign in that the backend does not list, so that the last identity may be unlinked: `{ passkeys: 2 }`. */
  otherSignInMethods?: OtherSignInMethods | undefined
  /** Decides which identities may be unlinked. Default: all but the primary, and the last way to sign in. */
  canUnlink?: CanUnlink | undefined
  /** The page to leave and come back to. Default: the one that this code runs in. For tests and stories. */
  browser?: Browser | undefined
  children?: ReactNode
}

/**
 * Provides the client to all hooks and components below, takes up a link that this page came back from, and keeps the
 * list in step with other tabs. Uses the `QueryClient` of the `QueryClientProvider` above it, or one of its own.
 */
export function AccountLinkingProvider(props: AccountLinkingProviderProps) {
  const { client, children, browser, canUnlink, otherSignInMethods, reauthenticate } = props
  const { onEvent, onLinkResult, onLinked, onUnlinked, onError } = props
  const { connections = [], providers = {}, components = {}, classNames = {}, link, messages } = props
  const stableClient = useStableClient(client)
  const options = useStable({ connections, providers, components, classNames, link })
  const words = useStable(messages)
  const latest = useLatest({ reauthenticate, onEvent, onLinkResult, onLinked, onUnlinked, onError })
  const hasStepUp = reauthenticate !== undefined
  const value = useMemo(() => {
    const handlers: Required<AccountLinkingHandlers> = {
      onEvent: (event) => latest.current.onEvent?.(event),
      onLinkResult: (result) => latest.current.onLinkResult?.(result),
      onLinked: (identity) => latest.current.onLinked?.(identity),
      onUnlinked: (identity) => latest.current.onUnlinked?.(identity),
      onError: (error) => latest.current.onError?.(error),
    }
    const stepUp: Reauthenticate = (request) => latest.current.reauthenticate?.(request)
    return {
      ...options,
      client: stableClient,
      browser,
      messages: mergeMessages(en, words),
      reauthenticate: hasStepUp ? stepUp : undefined,
      handlers,
    }
  }, [stableClient, browser, options, words, hasStepUp, latest])
  const otherMethods = useStable(otherSignInMethods)
  const guard = useMemo(() => ({ canUnlink, otherSignInMethods: otherMethods }), [canUnlink, otherMethods])
  return (
    <OwnQueryClient>
      <AccountLinkingContext.Provider value={value}>
        <GuardContext.Provider value={guard}>
          <LinkLifecycle />
          {children}
        </GuardContext.Provider>
      </AccountLinkingContext.Provider>
    </OwnQueryClient>
  )
}

/** A page without TanStack Query needs none of its own for the kit. */
function OwnQueryClient({ children }: { children: ReactNode }) {
  const hasHostClient = useContext(QueryClientContext) !== undefined
  const [own] = useState(() => (hasHostClient ? undefined : new QueryClient()))
  return hasHostClient || !own ? children : <QueryClientProvider client={own}>{children}</QueryClientProvider>
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
