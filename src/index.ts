export { LinkAccountButton, type LinkAccountButtonProps } from './components/link-account-button'
export { LinkedAccounts, type LinkedAccountsProps } from './components/linked-accounts'
export type {
  AccountLinkingClient,
  ClientCapabilities,
  LinkRequest,
  LinkResult,
  LinkStatus,
  Refusal,
} from './core/client'
export type { AccountLinkingError, AccountLinkingErrorCode } from './core/errors'
export type { Identity, IdentityList, IdentityProfile } from './core/identity'
export type { Reauthenticate, StepUpRequest } from './core/step-up'
export type { Messages } from './locales/en'
export type { Confirm } from './parts/root'
export type { Hold } from './query/holds'
export type { CanUnlink, ConnectionOption } from './react/context'
export type { AccountLinkingEvent, AccountLinkingHandlers } from './react/events'
export { AccountLinkingProvider, type AccountLinkingProviderProps } from './react/provider'
export { useCapabilities } from './react/use-capabilities'
export { type HeldRemovals, useHeldRemovals } from './react/use-held-removals'
export { type LinkAccountState, type UseLinkAccountOptions, useLinkAccount } from './react/use-link-account'
export { type LinkResultState, useLinkResult } from './react/use-link-result'
export { type LinkedAccountsState, useLinkedAccounts } from './react/use-linked-accounts'
export {
  type UnlinkAccountState,
  type UseUnlinkAccountOptions,
  useUnlinkAccount,
} from './react/use-unlink-account'
