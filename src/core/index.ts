export type { Browser, Popup } from './browser'
export type {
  AccountLinkingClient,
  ClientCapabilities,
  LinkRequest,
  LinkResult,
  LinkStatus,
  Refusal,
} from './client'
export { accountLabel, providerName } from './describe'
export { AccountLinkingError, type AccountLinkingErrorCode, type AccountLinkingErrorDetails } from './errors'
export type { GetAccessToken } from './http'
export { type Identity, type IdentityList, type IdentityProfile, parseUser } from './identity'
export { captureLinkReturn } from './link-return'
export type { Intent, Reauthenticate, StepUpRequest } from './step-up'
