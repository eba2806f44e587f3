import * as oauth from 'oauth4webapi'
import { AccountLinkingError, errorName, safeText } from '../core/errors'
import { fetchWhole, type HttpRequest, retryAfter } from '../core/http'
import type { SecondaryClaims } from './auth0-options'

export interface ExchangeSettings extends Pick<HttpRequest, 'timeoutMs' | 'fetch'> {
  readonly origin: string
  readonly clientId: string
  readonly redirectUri: string
}

/**
 * Exchanges the code of a second sign-in for its ID token, and checks the token's issuer, audience, nonce, expiry and
 * signature. All other tokens in the response are discarded.
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
    // `readOrigin` allows plain http on loopback only.
    [oauth.allowInsecureRequests]: issuer.protocol === 'http:',
  }
  // The kit has already checked the `state`: a callback without a record is not passed on.
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

/** The library's errors may quote a response including its tokens, so only the code is reported. */
function asLinkingError(error: unknown, secrets: readonly string[]): AccountLinkingError {
  if (error instanceof AccountLinkingError) return error
  const response = responseBehind(error)
  if (response && !response.ok) {
    const serverCode = error instanceof oauth.ResponseBodyError ? safeText(error.error, secrets) : undefined
    const { status } = response
    const message = `The code could not be exchanged (${serverCode ?? status}).`
    const details = { status, serverCode, retryAfter: retryAfter(response) }
    // The server refused the code, not the signed-in user, so a 401 is treated like any other refusal.
    const refused = status >= 500 ? 'server_error' : 'rejected'
    return new AccountLinkingError(status === 429 ? 'rate_limited' : refused, message, details)
  }
  const reason = (error instanceof oauth.OperationProcessingError && error.code) || errorName(error)
  const message = `The second sign-in did not pass the checks (${reason}).`
  return new AccountLinkingError('invalid_response', message)
}

function responseBehind(error: unknown): Response | undefined {
  const { response, cause } = error instanceof Error ? (error as { response?: unknown; cause?: unknown }) : {}
  return [response, cause].find((one) => one instanceof Response)
}
