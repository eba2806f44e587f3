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

/** Default options for links, without the connection. */
export type LinkDefaults = Omit<LinkOptions, 'connection' | 'reconnect'>

/** A connection that the user can link. */
export interface ConnectionOption {
  /** The connection's name at the backend, for example `google-oauth2`. */
  name: string
  /** The provider (strategy) behind it, for the icon and the name. Default: `name`. */
  provider?: string | undefined
  /** The display name. Default: the provider's name, or the connection's if the provider is a protocol, such as `samlp`. */
  label?: string | undefined
  /**
   * Whether it can be linked only once. If so, it is not offered while one of its identities is linked. Default: the
   * backend's `onePerConnection`, or false.
   */
  single?: boolean | undefined
  /** How its links start: scopes, `prompt`, `returnTo`, `display`. Default: the provider component's `link`. */
  link?: LinkDefaults | undefined
}

/** How a provider or a connection is displayed. */
export interface ProviderOption {
  /** Its display name. */
  label?: string | undefined
  /** Its icon: an element of 20 × 20 px, for example an `<svg>`. */
  icon?: ReactNode
  /** Its position in the list. Lower numbers come first. Default 0. */
  order?: number | undefined
  /** Hides its identities and connections. They still count as sign-in methods. Default false. */
  hidden?: boolean | undefined
}

/** Sign-in methods that the backend does not list. `true` counts as one, a number as that many. */
export type OtherSignInMethods = Readonly<Record<string, boolean | number>>

/** Whether an identity can be unlinked: `true`, `false`, or the reason why not, in the user's language. */
export type CanUnlink = (identity: Identity, identities: readonly Identity[]) => boolean | string

/** Props of your own button: the props of a `<button>`, and a variant. */
export interface ButtonSlotProps extends ComponentPropsWithRef<'button'> {
  /** `primary` continues, `secondary` is any other action, `danger` confirms an unlink, `quiet` is less important. */
  variant: 'primary' | 'secondary' | 'danger' | 'quiet'
}

/** Props of your own confirm dialog, which is rendered only while it is open. */
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
  /** Replaces every button that has text. Icon-only buttons, such as Dismiss, are not replaced. */
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
  /** Runs the app's step-up; `undefined` if the app has none. */
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
 * Decides which identities can be unlinked. It has its own context, because the app's function changes on every render.
 */
export interface Guard {
  canUnlink: CanUnlink | undefined
  otherSignInMethods: OtherSignInMethods | undefined
}

export const GuardContext = createContext<Guard>({ canUnlink: undefined, otherSignInMethods: undefined })
