'use client'
import { createContext, useContext } from 'react'
import type { AccountLinkingClient, LinkResult } from '../core/client'
import { type AccountLinkingError, configurationError } from '../core/errors'
import type { Identity } from '../core/identity'
import type { Messages } from '../locales/en'

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

/** What has happened, for the host. A handler that throws changes nothing here; its error is reported to the page. */
export interface AccountLinkingEvents {
  /** A link's outcome is known; `status` says which. Called once for each return to the page. */
  onLinkResult?: ((result: LinkResult) => void) | undefined
  /** An identity was linked, and the server's list shows it. */
  onLinked?: ((identity: Identity) => void) | undefined
  /** An identity was unlinked, and the server has confirmed it. */
  onUnlinked?: ((identity: Identity) => void) | undefined
  /** A link could not start, or an unlink failed. */
  onError?: ((error: AccountLinkingError) => void) | undefined
}

export interface AccountLinking extends AccountLinkingEvents {
  client: AccountLinkingClient
  connections: readonly ConnectionOption[]
  messages: Messages
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
