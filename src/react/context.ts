'use client'
import { createContext, useContext } from 'react'
import type { AccountLinkingClient } from '../core/client'
import { configurationError } from '../core/errors'
import type { Identity } from '../core/identity'
import type { Reauthenticate } from '../core/step-up'
import type { Messages } from '../locales/en'
import type { AccountLinkingHandlers } from './events'

/** A connection that a person can link. */
export interface ConnectionOption {
  /** The connection's name at the backend, for example `google-oauth2`. */
  name: string
  /** The strategy behind it, for the mark and the name. Default: `name`. */
  provider?: string | undefined
  /** How people call it. Default: the provider's name. */
  label?: string | undefined
  /** It can be linked only once, so it is not offered again while one of its identities is linked. Default false. */
  single?: boolean | undefined
}

/** Whether an identity may be unlinked: `true`, `false`, or the reason why not, in the person's language. */
export type CanUnlink = (identity: Identity, identities: readonly Identity[]) => boolean | string

export interface AccountLinking {
  client: AccountLinkingClient
  connections: readonly ConnectionOption[]
  messages: Messages
  reauthenticate: Reauthenticate | undefined
  canUnlink: CanUnlink | undefined
  handlers: AccountLinkingHandlers
}

export const AccountLinkingContext = createContext<AccountLinking | null>(null)

/** What the provider above was given. */
export function useAccountLinking(): AccountLinking {
  const value = useContext(AccountLinkingContext)
  if (value) return value
  throw configurationError(
    'There is no <AccountLinkingProvider> above this component.',
    'It brings the client through which identities are listed, linked and unlinked.',
    'Put <AccountLinkingProvider client={…}> around your settings page.',
  )
}
