'use client'
import {
  type ComponentPropsWithRef,
  type ComponentType,
  createContext,
  type ReactNode,
  useContext,
} from 'react'
import type { Browser } from '../core/browser'
import type { AccountLinkingClient } from '../core/client'
import { configurationError } from '../core/errors'
import type { Identity } from '../core/identity'
import type { LinkOptions } from '../core/link'
import type { Reauthenticate } from '../core/step-up'
import type { Messages } from '../locales/messages'
import type { AccountLinkingHandlers } from './events'

/** Defaults of links. There is none for what is linked. */
export type LinkDefaults = Omit<LinkOptions, 'connection' | 'reconnect'>

/** A connection that the user can link. */
export interface ConnectionOption {
  /** The connection's name at the backend, for example `google-oauth2`. */
  name: string
  /** The provider (strategy) behind it, for the icon and the name. Default: `name`. */
  provider?: string | undefined
  /** Its display name. Default: the provider's name; the connection's if the provider is a protocol, such as `samlp`. */
  label?: string | undefined
  /**
   * It can be linked only once, so it is not offered while one of its identities is linked. Default: what the backend
   * says (`onePerConnection`), else false.
   */
  single?: boolean | undefined
  /** How its links start: scopes, `prompt`, `returnTo`, `display`. Default: the provider component's `link`. */
  link?: LinkDefaults | undefined
}

/** How a provider, or one connection, is shown. */
export interface ProviderOption {
  /** Its display name. */
  label?: string | undefined
  /** Its icon: an element of 20 × 20 px, for example an `<svg>`. */
  icon?: ReactNode
  /** Its place in the list; lower ones come first. Default 0. */
  order?: number | undefined
  /** Its identities and connections are not shown. They still count as ways to sign in. Default false. */
  hidden?: boolean | undefined
}

/** Ways to sign in that the backend does not list. Each counts as one, or as its number. */
export type OtherSignInMethods = Readonly<Record<string, boolean | number>>

/** Whether an identity may be unlinked: `true`, `false`, or the reason why not, in the user's language. */
export type CanUnlink = (identity: Identity, identities: readonly Identity[]) => boolean | string

/** Props of your own button: those of a `<button>`, and what it is for. */
export interface ButtonSlotProps extends ComponentPropsWithRef<'button'> {
  /** `primary` continues, `secondary` is any other action, `danger` confirms an unlink, `quiet` is less important. */
  variant: 'primary' | 'secondary' | 'danger' | 'quiet'
}

/** Props of your own confirm dialog. It is rendered while there is a question. */
export interface ConfirmDialogSlotProps {
  identity: Identity
  title: string
  body: string
  confirmLabel: string
  cancelLabel: string
  onConfirm: () => void
  onCancel: () => void
}

/** Your components to use instead of the kit's. */
export interface ComponentSlots {
  /** Replaces every button with words. Those with an icon alone, such as Dismiss, stay the kit's. */
  Button?: ComponentType<ButtonSlotProps> | undefined
  ConfirmDialog?: ComponentType<ConfirmDialogSlotProps> | undefined
}

export interface AccountLinking {
  client: AccountLinkingClient
  browser: Browser | undefined
  connections: readonly ConnectionOption[]
  providers: Readonly<Record<string, ProviderOption>>
  link: LinkDefaults | undefined
  messages: Messages
  components: ComponentSlots
  classNames: Readonly<Record<string, string | undefined>>
  /** Runs the host's step-up; `undefined` if there is none. */
  reauthenticate: Reauthenticate | undefined
  /** Always the handlers of the latest render. */
  handlers: { readonly current: AccountLinkingHandlers }
}

export const AccountLinkingContext = createContext<AccountLinking | null>(null)

/** The values of the provider above. */
export function useAccountLinking(): AccountLinking {
  const value = useContext(AccountLinkingContext)
  if (value) return value
  throw configurationError(
    'There is no <AccountLinkingProvider> above this component.',
    'It holds the client.',
    'Wrap your page in it, or pass `client` to <LinkedAccounts>.',
  )
}

/**
 * Decides which identities may be unlinked. In a context of its own, because the host's function is new in every
 * render.
 */
export interface Guard {
  canUnlink: CanUnlink | undefined
  otherSignInMethods: OtherSignInMethods | undefined
}

export const GuardContext = createContext<Guard>({ canUnlink: undefined, otherSignInMethods: undefined })
