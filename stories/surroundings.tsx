import type { Decorator, Loader, StoryContext } from '@storybook/react-vite'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useLayoutEffect, useRef } from 'react'
import {
  AccountLinkingProvider,
  type AccountLinkingProviderProps,
  type ConnectionOption,
  type Messages,
} from 'react-linked-accounts'
import {
  createFakeClient,
  type FakeClient,
  type FakeScenario,
  type ScenarioName,
} from 'react-linked-accounts/testing'
import { action } from 'storybook/actions'
import 'react-linked-accounts/styles.css'

/** What a story can set around it: `parameters: { linking: { scenario: 'empty' } }`. */
export interface LinkingParameters {
  /** How the fake backend behaves. Default: a password, Google and GitHub, and everything works. */
  scenario?: ScenarioName | FakeScenario
  /** What can be linked. Default: Google, GitHub, Microsoft and a company's single sign-on. */
  connections?: readonly ConnectionOption[]
  messages?: Partial<Messages>
  providers?: AccountLinkingProviderProps['providers']
  /** The story brings `<AccountLinkingProvider>` itself. Default false. */
  ownProvider?: boolean
  /** The story brings the page around it as well, with its background and font. Default false. */
  ownPage?: boolean
}

/** What each rendering of a story has of its own. */
interface Loaded {
  client: FakeClient
  queryClient: QueryClient
}

/** The client of the story that is shown. */
export const clientOf = (loaded: StoryContext['loaded']) => (loaded as Loaded).client

/** Its backend, for a `play` function to inspect and control. */
export const backendOf = (loaded: StoryContext['loaded']) => clientOf(loaded).backend

export const CONNECTIONS: readonly ConnectionOption[] = [
  { name: 'google-oauth2' },
  { name: 'github' },
  { name: 'windowslive' },
  { name: 'acme-sso', provider: 'oidc', label: 'Acme SSO', single: true },
]

const events = {
  onLinkResult: action('onLinkResult'),
  onLinked: action('onLinked'),
  onUnlinked: action('onUnlinked'),
  onError: action('onError'),
  onEvent: action('onEvent'),
}

export const loadBackend: Loader = ({ parameters }): Loaded => {
  const { scenario }: LinkingParameters = parameters.linking ?? {}
  return {
    client: createFakeClient(scenario),
    queryClient: new QueryClient(),
  }
}

/** The providers that an app puts around its settings page. */
export const withAccountLinking: Decorator = (Story, { parameters, loaded }) => {
  const { client, queryClient } = loaded as Loaded
  const linking: LinkingParameters = parameters.linking ?? {}
  const { connections = CONNECTIONS, messages, providers, ownProvider } = linking
  return (
    <QueryClientProvider client={queryClient}>
      {ownProvider ? (
        <Story />
      ) : (
        <AccountLinkingProvider
          client={client}
          browser={client.browser}
          connections={connections}
          messages={messages}
          providers={providers}
          {...events}
        >
          <Story />
        </AccountLinkingProvider>
      )}
    </QueryClientProvider>
  )
}

const PAGE = {
  background: 'light-dark(#f5f4f0, #0f1113)',
  color: 'CanvasText',
  fontFamily: 'system-ui, sans-serif',
}

/** The window of a phone, on a docs page. */
const NARROW = {
  boxSizing: 'border-box',
  inlineSize: '320px',
  padding: '1rem',
  border: '1px dashed light-dark(#8a8f98, #71767f)',
} as const

/** The page around it. The kit takes its theme from `color-scheme` and its direction from `dir`. */
export const withPage: Decorator = (Story, { globals, storyGlobals, parameters, viewMode }) => {
  const { ownPage }: LinkingParameters = parameters.linking ?? {}
  const page = useInertUntilUsed(viewMode === 'docs' || frameInDocs !== null)
  return (
    <div
      ref={page}
      dir={globals.direction}
      style={{
        colorScheme: globals.theme,
        boxSizing: 'border-box',
        minBlockSize: viewMode === 'docs' ? 'auto' : '100vh',
        padding: '1rem',
        ...(!ownPage && PAGE),
      }}
    >
      <div style={viewMode === 'docs' && storyGlobals.viewport ? NARROW : undefined}>
        <Story />
      </div>
    </div>
  )
}

/** The frame on a docs page that this story has for itself, if it has one. */
const frameInDocs =
  parent !== window && new URLSearchParams(parent.location.search).get('viewMode') === 'docs'
    ? frameElement
    : null

/** On a docs page a notice, or an act that is played, must not take the focus from the reader. */
function useInertUntilUsed(isInert: boolean) {
  const page = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const outer = page.current
    const inner = outer?.firstElementChild
    if (!isInert || !outer || !(inner instanceof HTMLElement)) return
    inner.inert = true
    // A modal dialog takes the focus all the same.
    const giveBack = () => (frameInDocs as HTMLElement | null)?.blur()
    const release = ({ isTrusted }: Event) => {
      // Those of a `play` function are none of the reader's.
      if (!isTrusted) return
      inner.inert = false
      document.removeEventListener('focusin', giveBack)
    }
    const pages = [document, frameInDocs?.ownerDocument ?? document]
    document.addEventListener('focusin', giveBack)
    outer.addEventListener('pointerenter', release)
    for (const one of pages) one.addEventListener('keydown', release)
    return () => {
      document.removeEventListener('focusin', giveBack)
      outer.removeEventListener('pointerenter', release)
      for (const one of pages) one.removeEventListener('keydown', release)
    }
  }, [isInert])
  return page
}
