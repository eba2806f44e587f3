import * as oauth from 'oauth4webapi'
import { AccountLinkingError, type AccountLinkingErrorCode, kindOf, safeText } from '../core/errors'
import { fetchWhole, retryAfter } from '../core/http'
import type { LinkAnswer } from '../core/link-return'

export interface ExchangeSettings {
  readonly origin: string
  readonly clientId: string
  readonly redirectUri: string
  readonly timeoutMs: number
  readonly fetch: typeof globalThis.fetch
}

export interface SecondSignIn {
  /** Checked: issuer, audience, nonce, expiry and signature. */
  readonly idToken: string
  readonly subject: string
}

/** Exchanges the code of a second sign-in for its ID token. All other tokens of the answer are dropped. */
export async function exchange(
  answer: LinkAnswer,
  expected: { codeVerifier: string; nonce: string },
  settings: ExchangeSettings,
): Promise<SecondSignIn> {
  try {
    return await signIn(answer, expected, settings)
  } catch (error) {
    throw asLinkingError(error, [answer.code, expected.codeVerifier])
  }
}

async function signIn(
  { code, iss }: LinkAnswer,
  { codeVerifier, nonce }: { codeVerifier: string; nonce: string },
  settings: ExchangeSettings,
): Promise<SecondSignIn> {
  const { origin, clientId, redirectUri, timeoutMs, fetch } = settings
  const issuer = new URL(origin)
  const requests = {
    [oauth.customFetch]: (
      url: string,
      { body, ...init }: oauth.CustomFetchOptions<string, URLSearchParams | undefined>,
    ) => fetchWhole(url, { ...init, body: body ?? null, timeoutMs, fetch }),
    // `readOrigin` lets plain http through on loopback only.
    [oauth.allowInsecureRequests]: issuer.protocol === 'http:',
  }
  const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, requests))
  const client = { client_id: clientId }
  // The `state` has been checked by the flow, which would not have come here without its record.
  const parameters = new URLSearchParams({ code, ...(iss !== undefined && { iss }) })
  const callback = oauth.validateAuthResponse(server, client, parameters, oauth.expectNoState)
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    callback,
    redirectUri,
    codeVerifier,
    requests,
  )
  const checks = { expectedNonce: nonce, requireIdToken: true }
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, checks)
  await oauth.validateApplicationLevelSignature(server, response, requests)
  const claims = oauth.getValidatedIdTokenClaims(tokens)
  if (tokens.id_token === undefined || claims === undefined) throw new TypeError('There is no ID token.')
  return { idToken: tokens.id_token, subject: claims.sub }
}

/** What the library throws may quote an answer with its tokens, so that only its kind is told. */
function asLinkingError(error: unknown, secrets: readonly string[]): AccountLinkingError {
  if (error instanceof AccountLinkingError) return error
  const response = answerBehind(error)
  if (response && !response.ok) {
    const serverCode = error instanceof oauth.ResponseBodyError ? safeText(error.error, secrets) : undefined
    const { status } = response
    const message = `The code could not be exchanged (${serverCode ?? status}).`
    return new AccountLinkingError(codeOf(status), message, {
      status,
      serverCode,
      retryAfter: retryAfter(response),
    })
  }
  const isTold = error instanceof oauth.OperationProcessingError
  return new AccountLinkingError(
    'invalid_response',
    `The second sign-in does not stand up to the checks (${(isTold && error.code) || kindOf(error)}).`,
  )
}

function answerBehind(error: unknown): Response | undefined {
  if (error instanceof oauth.ResponseBodyError || error instanceof oauth.WWWAuthenticateChallengeError) {
    return error.response
  }
  const cause = error instanceof oauth.OperationProcessingError ? error.cause : undefined
  return cause instanceof Response ? cause : undefined
}

/** A refusal is no word on the signed-in person, whatever its status: it is the code that was refused. */
function codeOf(status: number): AccountLinkingErrorCode {
  if (status === 429) return 'rate_limited'
  return status >= 500 ? 'server_error' : 'rejected'
}
