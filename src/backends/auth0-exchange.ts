import * as oauth from 'oauth4webapi'
import { AccountLinkingError, type AccountLinkingErrorCode, errorName, safeText } from '../core/errors'
import { fetchWhole, type HttpRequest, retryAfter } from '../core/http'
import type { SecondaryClaims } from './auth0-options'

export interface ExchangeSettings extends Pick<HttpRequest, 'timeoutMs' | 'fetch'> {
  readonly origin: string
  readonly clientId: string
  readonly redirectUri: string
}

/**
 * Exchanges the code of a second sign-in for its ID token, whose issuer, audience, nonce, expiry and signature are
 * checked. All other tokens of the answer are dropped.
 */
export async function exchange(
  callback: ReadonlyMap<string, string>,
  { codeVerifier = '', nonce = '' }: Readonly<Record<string, string>>,
  { origin, clientId, redirectUri, timeoutMs, fetch }: ExchangeSettings,
): Promise<{ idToken: string; claims: SecondaryClaims }> {
  const code = callback.get('code') ?? ''
  if (code === '' || codeVerifier === '') {
    const message = 'The link came back without a code, or its record is incomplete.'
    throw new AccountLinkingError('invalid_response', message)
  }
  const issuer = new URL(origin)
  const client = { client_id: clientId }
  type Init = oauth.CustomFetchOptions<string, URLSearchParams | undefined>
  const requests = {
    [oauth.customFetch]: (url: string, { body, ...init }: Init) =>
      fetchWhole(url, { ...init, body: body ?? null, timeoutMs, fetch }),
    // `readOrigin` lets plain http through on loopback only.
    [oauth.allowInsecureRequests]: issuer.protocol === 'http:',
  }
  // The kit has checked the `state`: without its record there would be no callback.
  const parameters = new URLSearchParams([...callback].filter(([name]) => ['code', 'iss'].includes(name)))
  try {
    const discovery = await oauth.discoveryRequest(issuer, requests)
    const server = await oauth.processDiscoveryResponse(issuer, discovery)
    const authorized = oauth.validateAuthResponse(server, client, parameters, oauth.expectNoState)
    const grant = [oauth.None(), authorized, redirectUri, codeVerifier, requests] as const
    const response = await oauth.authorizationCodeGrantRequest(server, client, ...grant)
    const checks = { expectedNonce: nonce, requireIdToken: true }
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, checks)
    await oauth.validateApplicationLevelSignature(server, response, requests)
    const claims = oauth.getValidatedIdTokenClaims(tokens)
    if (tokens.id_token === undefined || claims === undefined) throw new TypeError('There is no ID token.')
    return { idToken: tokens.id_token, claims }
  } catch (error) {
    throw asLinkingError(error, [code, codeVerifier])
  }
}

/** What the library throws may quote an answer with its tokens, so only its code is reported. */
function asLinkingError(error: unknown, secrets: readonly string[]): AccountLinkingError {
  if (error instanceof AccountLinkingError) return error
  const response = responseBehind(error)
  if (response && !response.ok) {
    const serverCode = error instanceof oauth.ResponseBodyError ? safeText(error.error, secrets) : undefined
    const { status } = response
    const message = `The code could not be exchanged (${serverCode ?? status}).`
    const details = { status, serverCode, retryAfter: retryAfter(response) }
    return new AccountLinkingError(codeOf(status), message, details)
  }
  const hasCode = error instanceof oauth.OperationProcessingError
  return new AccountLinkingError(
    'invalid_response',
    `The second sign-in did not pass the checks (${(hasCode && error.code) || errorName(error)}).`,
  )
}

function responseBehind(error: unknown): Response | undefined {
  if (error instanceof oauth.ResponseBodyError || error instanceof oauth.WWWAuthenticateChallengeError) {
    return error.response
  }
  const cause = error instanceof oauth.OperationProcessingError ? error.cause : undefined
  return cause instanceof Response ? cause : undefined
}

/** Whatever the status, it is the code that was refused, not the signed-in user. */
function codeOf(status: number): AccountLinkingErrorCode {
  if (status === 429) return 'rate_limited'
  return status >= 500 ? 'server_error' : 'rejected'
}
