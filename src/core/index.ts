export { type Browser, type Popup, pageBrowser } from './browser'
export type {
  AccountLinkingClient,
  ClientCapabilities,
  LinkFailure,
  LinkRequest,
  LinkResult,
  LinkStatus,
  Refusal,
} from './client'
export { accountLabel, providerName } from './describe'
export { AccountLinkingError, type AccountLinkingErrorCode, type AccountLinkingErrorDetails } from './errors'
export { type GetAccessToken, type HttpRequest, send, withAccessToken } from './http'
export { ensureSafeId, type Identity, type IdentityList, type IdentityProfile, parseUser } from './identity'
export type { Departure } from './leave'
export { type CompleteLink, createLinkFlow, type LinkFlow, type LinkFlowOptions } from './link-flow'
export { captureLinkReturn, type LinkAnswer, returnAddress } from './link-return'
export type { Intent, Reauthenticate, StepUpRequest } from './step-up'
