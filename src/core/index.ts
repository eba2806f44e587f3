export { DEFAULT_TIMEOUT_MS, type GetAccessToken, withAccessToken } from './access-token'
export { type Browser, type PageEvent, type Popup, pageBrowser } from './browser'
export { captureLinkReturn } from './callback'
export type {
  AccountLinkingClient,
  CallbackFormat,
  ClientFeatures,
  LinkRedirect,
  LinkRequest,
  LinkTransaction,
} from './client'
export type { LinkContext } from './context'
export { AccountLinkingError, type AccountLinkingErrorCode, type AccountLinkingErrorDetails } from './errors'
export { type HttpRequest, send } from './http'
export { type Identity, type IdentityList, type IdentityProfile, parseProfile, parseUser } from './identity'
export type { LinkOptions, LinkResult, LinkSnapshot, LinkStatus, PendingAction, WaitingLink } from './link'
export { digest, randomText } from './random'
export type { Reauthenticate, StepUpRequest } from './step-up'
