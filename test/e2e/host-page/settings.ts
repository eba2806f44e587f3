import type { QueryClient } from '@tanstack/react-query'
import type { LinkAccountButtonProps, LinkedAccountsProps } from 'react-linked-accounts'
import type { Auth0ClientOptions } from 'react-linked-accounts/auth0'
import type { ClassicClientOptions } from 'react-linked-accounts/classic'

/** How the page uses the kit in a test. */
export interface HostSettings {
  /** Options of the classic client. */
  client?: Pick<ClassicClientOptions, 'responseType' | 'authorizeMethod' | 'scope'>
  /** Options of the Auth0 client. */
  auth0?: Pick<Auth0ClientOptions, 'authorizationParams'> & {
    /** What `confirmLink` returns. Default: the client's own check. */
    confirms?: boolean
  }
  /**
   * The host's step-up: leaves to sign in again and never settles, or resolves before the page has left, like the vendor
   * SDK's `loginWithRedirect`. `required`: only if the server requires it. Default: none.
   */
  stepUp?: 'required' | 'leaves' | 'resolves'
  /** Shows a `beforeunload` dialog, in which the user can choose to stay. */
  asksToStay?: boolean
  /** Does not call `captureLinkReturn()` first, like a host that forgets it. */
  capturesLate?: boolean
  /** Lets the server decide which identity must stay linked. */
  letsUnlinkAll?: boolean
  /** Composes the card from its header and its list. */
  composes?: boolean
  section?: Pick<LinkedAccountsProps, 'undoMs'> & { confirm?: 'dialog' | 'undo' | 'none' }
  /** The page's own button, which links GitHub. */
  button?: Pick<LinkAccountButtonProps, 'scopes' | 'prompt' | 'loginHint' | 'returnTo' | 'display'>
}

declare global {
  interface Window {
    /** Set by the test before the page runs. */
    hostSettings?: HostSettings
    /** Receives what the kit passes to its host, and messages on channels. Set by the test. */
    overhear?: (place: string, content: string) => void
    /** The page's internals, for a test to inspect. */
    hostPage?: {
      queryClient: QueryClient
      /** Everything that can be reached from a value, as text. */
      dump: (value: unknown) => string
    }
  }
}
