'use client'
import { QueryClientContext, QueryClientProvider, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { type Browser, currentPage } from '../core/browser'
import { captureLinkReturn } from '../core/callback'
import type { AccountLinkingClient } from '../core/client'
import type { Reauthenticate, StepUpRequest } from '../core/step-up'
import { en } from '../locales/en'
import type { PartialMessages } from '../locales/messages'
import { resumeLinks } from '../query/link'
import { followTabs, notifyTabs } from '../query/tabs'
import { checkClient } from './check-client'
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
import { subscribeToListFailures } from './list-failures'
import { ownQueryClient } from './own-query-client'
import { useClientStore, useLinks } from './use-client-store'
import { useLatest, useStable } from './use-stable'
import { useStableClient } from './use-stable-client'

export interface AccountLinkingProviderProps extends AccountLinkingHandlers {
  /** The client for the signed-in user, for example `useClassicClient({ … })`. */
  client: AccountLinkingClient
  /** The connections that the user can link. Linked identities are always listed. Default: nothing. */
  connections?: readonly ConnectionOption[] | undefined
  /** Options for all links: `scopes`, `prompt`, `returnTo`, `display`. A connection or a button can override them. */
  link?: LinkDefaults | undefined
  /** Label, icon, order and visibility of providers or connections, by name. */
  providers?: Readonly<Record<string, ProviderOption>> | undefined
  /** Messages that replace the English ones. Pass any part of the catalog. */
  messages?: PartialMessages | undefined
  /** Your components to use instead of the kit's: `Button`, `ConfirmDialog`. */
  components?: ComponentSlots | undefined
  /** Your classes to add to the kit's, by slot: `{ row: 'my-row', button: 'my-button' }`. */
  classNames?: Readonly<Record<string, string | undefined>> | undefined
  /** Verifies the user before each link and unlink, and when the server requires it. Default: no verification. */
  reauthenticate?: Reauthenticate | undefined
  /**
   * Sign-in methods that the backend does not list: `{ passkeys: 2 }`. With one of these, the last identity can be unlinked.
   */
  otherSignInMethods?: OtherSignInMethods | undefined
  /** Decides which identities can be unlinked. Default: all except the primary and the last one. */
  canUnlink?: CanUnlink | undefined
  /** The page that links leave and return to, for tests and stories. Default: the real page. */
  browser?: Browser | undefined
  children?: ReactNode
}

/**
 * Provides the client to all hooks and components inside it, completes a link when the user returns, and updates the list
 * when another tab changes it. Uses the `QueryClient` of the nearest `QueryClientProvider`, or creates one for the page.
 */
export function AccountLinkingProvider(props: AccountLinkingProviderProps) {
  const { client, children, browser, canUnlink, otherSignInMethods, reauthenticate } = props
  const { connections = [], providers = {}, components = {}, classNames = {}, link, messages } = props
  checkClient(client)
  const host = useContext(QueryClientContext)
  const [own] = useState(() => host ?? ownQueryClient(browser))
  const stableClient = useStableClient(client)
  const options = useStable({ connections, providers, components, classNames, link, messages })
  const latest = useLatest(props)
  const hasStepUp = reauthenticate !== undefined
  const value = useMemo(
    () => ({
      ...options,
      client: stableClient,
      browser,
      messages: mergeMessages(en, options.messages),
      reauthenticate: hasStepUp
        ? (request: StepUpRequest) => latest.current.reauthenticate?.(request)
        : undefined,
      handlers: latest,
    }),
    [stableClient, browser, options, hasStepUp, latest],
  )
  const guard = useStable({ canUnlink, otherSignInMethods })
  return (
    <QueryClientProvider client={host ?? own}>
      <AccountLinkingContext.Provider value={value}>
        <GuardContext.Provider value={guard}>
          <LinkLifecycle />
          {children}
        </GuardContext.Provider>
      </AccountLinkingContext.Provider>
    </QueryClientProvider>
  )
}

/** Completes links after their callback, reports results and failures to the host, and listens for other tabs. */
function LinkLifecycle() {
  const { client, browser = currentPage(), reauthenticate, handlers } = useAccountLinking()
  const queryClient = useQueryClient()
  const { links } = useClientStore()
  const { result } = useLinks()

  useEffect(
    () =>
      subscribeToListFailures(queryClient, client, (error) =>
        emit(handlers.current, { type: 'list_failed', error }),
      ),
    [queryClient, client, handlers],
  )

  useEffect(() => {
    if (!browser) return
    captureLinkReturn(browser)
    void resumeLinks(queryClient, client, { browser, reauthenticate })
    return followTabs(queryClient, client, browser)
  }, [client, browser, reauthenticate, queryClient])

  // biome-ignore lint/correctness/useExhaustiveDependencies: `result` is the signal that there are results to take
  useEffect(() => {
    for (const ended of links.takeResults()) {
      emit(handlers.current, { type: 'link_returned', result: ended })
      if (ended.status === 'linked' && ended.identity) {
        emit(handlers.current, { type: 'linked', identity: ended.identity })
        if (browser) notifyTabs(browser, client)
      } else if (ended.status !== 'reconnected') {
        emit(handlers.current, { type: 'link_failed', result: ended })
      }
    }
  }, [result, links, handlers, browser, client])

  return null
}
