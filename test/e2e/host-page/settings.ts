import type { QueryClient } from '@tanstack/react-query'
import type { LinkAccountButtonProps, LinkedAccountsProps } from 'react-linked-accounts'
import type { ClassicClientOptions } from 'react-linked-accounts/classic'

/** How a test wants the page to use the kit. */
export interface HostSettings {
  /** Of the classic client. */
  client?: Pick<ClassicClientOptions, 'responseType' | 'authorizeMethod' | 'scope'>
  /** Leaves to sign in again where the server asks for it. */
  signsInAgain?: boolean
  /** Leaves it to the server what has to stay linked. */
  letsUnlinkAll?: boolean
  section?: Pick<LinkedAccountsProps, 'undoMs'> & { confirm?: 'dialog' | 'undo' | 'none' }
  /** The page's own button, which links GitHub. */
  button?: Pick<
    LinkAccountButtonProps,
    'scope' | 'connectionScope' | 'prompt' | 'loginHint' | 'returnTo' | 'display'
  >
}

declare global {
  interface Window {
    /** Set by the test before the page runs. */
    hostSettings?: HostSettings
    /** Hears what the kit gives to its host, and what passes on channels; of the test. */
    overhear?: (place: string, content: string) => void
    /** The inside of the page, for a test to look into. */
    hostPage?: {
      queryClient: QueryClient
      /** Everything that can be reached from a value, as text. */
      dump: (value: unknown) => string
    }
  }
}
