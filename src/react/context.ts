'use client'
import { createContext, useContext } from 'react'
import type { Browser } from '../core/browser'
import type { AccountLinkingClient } from '../core/client'
import { configurationError } from '../core/errors'
import type { Identity } from '../core/identity'
import type { Reauthenticate } from '../core/step-up'
import type { Messages } from '../locales/en'
import type { AccountLinkingHandlers } from './events'

/** A connection that the user can link. */
export interface ConnectionOption {
  /** The connection's name at the backend, for example `google-oauth2`. */
  name: string
  /** The strategy behind it, for the mark and the name. Default: `name`. */
  provider?: string | undefined
  /** Its display name. Default: the provider's name. */
  label?: string | undefined
  /**
   * It can be linked only once, so it is not offered while one of its identities is linked. Default: what the backend
   * says (`onePerConnection`), else false.
   */
  single?: boolean | undefined
}

/** Whether an identity may be unlinked: `true`, `false`, or the reason why not, in the user's language. */
export type CanUnlink = (identity: Identity, identities: readonly Identity[]) => boolean | string

export interface AccountLinking {
  client: AccountLinkingClient
  browser: Browser | undefined
  connections: readonly ConnectionOption[]
  messages: Messages
  canUnlink: CanUnlink | undefined
  /** Runs the host's step-up; `undefined` if there is none. */
  reauthenticate: Reauthenticate | undefined
  /** Always the handlers of the latest render. */
  handlers: AccountLinkingHandlers
}

export const AccountLinkingContext = createContext<AccountLinking | null>(null)

/** The values of the provider above. */
export function useAccountLinking(): AccountLinking {
  const value = useContext(AccountLinkingContext)
  if (value) return value
  throw configurationError(
    'There is no <AccountLinkingProvider> above this component.',
    'It provides the client that lists, links and unlinks identities.',
    'Wrap your settings page in <AccountLinkingProvider client={…}>.',
  )
}
