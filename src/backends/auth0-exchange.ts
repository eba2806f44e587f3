import * as oauth from 'oauth4webapi'
import { isOffline } from '../core/browser'
import { AccountLinkingError, kindOf } from '../core/errors'
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
    throw asLinkingError(error, settings)
  }
}

async function signIn(
  { code, iss }: LinkAnswer,
  { codeVerifier, nonce }: { codeVerifier: string; nonce: string },
  { origin, clientId, redirectUri, timeoutMs, fetch }: ExchangeSettings,
): Promise<SecondSignIn> {
  const issuer = new URL(origin)
  const requests = {
    [oauth.customFetch]: (
      url: string,
      { body, ...init }: oauth.CustomFetchOptions<string, URLSearchParams | undefined>,
    ) =>
      fetch(url, {
        ...init,
        body: body ?? null,
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        redirect: 'error',
      }),
    // `readOrigin` lets plain http through on loopback only.
    [oauth.allowInsecureRequests]: issuer.protocol === 'http:',
    signal: () => AbortSignal.timeout(timeoutMs),
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
function asLinkingError(error: unknown, { timeoutMs }: ExchangeSettings): AccountLinkingError {
  if (error instanceof oauth.ResponseBodyError) {
    const details = { status: error.status, serverCode: error.error }
    return new AccountLinkingError('rejected', `The code could not be exchanged (${error.error}).`, details)
  }
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return new AccountLinkingError('timeout', `The server did not answer within ${timeoutMs} ms.`)
  }
  if (error instanceof oauth.OperationProcessingError || error instanceof oauth.UnsupportedOperationError) {
    return new AccountLinkingError(
      'invalid_response',
      `The second sign-in does not stand up to the checks (${error.code ?? kindOf(error)}).`,
    )
  }
  if (isOffline()) return new AccountLinkingError('offline', 'The browser has no network.')
  return new AccountLinkingError('network', 'The server could not be reached, or its answer was lost.')
}
