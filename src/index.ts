export { LinkAccountButton, type LinkAccountButtonProps } from './components/link-account-button'
export { LinkedAccounts, type LinkedAccountsProps } from './components/linked-accounts'
export {
  LinkedAccountsConnections,
  type LinkedAccountsConnectionsProps,
} from './components/linked-accounts-connections'
export { LinkedAccountsHeader, type LinkedAccountsHeaderProps } from './components/linked-accounts-header'
export { LinkedAccountsList, type LinkedAccountsListProps } from './components/linked-accounts-list'
export { LinkedAccountsNotice } from './components/linked-accounts-notice'
export type { AccountLinkingClient, ClientFeatures, LinkRequest } from './core/client'
export type { AccountLinkingError, AccountLinkingErrorCode } from './core/errors'
export type { Identity, IdentityList, IdentityProfile } from './core/identity'
export type { LinkOptions, LinkResult, LinkStatus, PendingAction, WaitingLink } from './core/link'
export type { Reauthenticate, StepUpRequest } from './core/step-up'
export { connect } from './locales/connect'
export { en } from './locales/en'
export type { AccountValues, Message, Messages, PartialMessages, ResultMessages } from './locales/messages'
export type { Confirm } from './parts/root'
export type { PendingUnlink } from './query/pending-unlinks'
export type { UnlinkOutcome } from './query/unlink'
export type {
  ButtonSlotProps,
  CanUnlink,
  ComponentSlots,
  ConfirmDialogSlotProps,
  ConnectionOption,
  LinkDefaults,
  OtherSignInMethods,
  ProviderOption,
} from './react/context'
export { accountLabel, distinctLabel, providerName } from './react/describe'
export type { AccountLinkingEvent, AccountLinkingHandlers } from './react/events'
export { AccountLinkingProvider, type AccountLinkingProviderProps } from './react/provider'
export { useFeatures } from './react/use-features'
export { type LinkAccountState, useLinkAccount } from './react/use-link-account'
export { type LinkResultState, useLinkResult } from './react/use-link-result'
export {
  type LinkedAccountsState,
  useLinkedAccounts,
  useSuspenseLinkedAccounts,
} from './react/use-linked-accounts'
export { type MessagesState, useMessages, type Wording } from './react/use-messages'
export { type PendingActionState, usePendingAction } from './react/use-pending-action'
export { type PendingUnlinksState, usePendingUnlinks } from './react/use-pending-unlinks'
export {
  type UnlinkAccountState,
  type UseUnlinkAccountOptions,
  useUnlinkAccount,
} from './react/use-unlink-account'
export { type UnlinkGuard, useUnlinkGuard } from './react/use-unlink-guard'
