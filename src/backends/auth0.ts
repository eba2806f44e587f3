import { withAccessToken } from '../core/access-token'
import type { AccountLinkingClient } from '../core/client'
import { AccountLinkingError } from '../core/errors'
import { type HttpRequest, send } from '../core/http'
import { type Identity, parseUser } from '../core/identity'
import { requestFields } from '../core/options'
import { digest, randomText } from '../core/random'
import { withQuery } from '../core/url'
import { type Auth0ClientOptions, isPathSegment, readOptions, type SecondaryClaims } from './auth0-options'

export type { Auth0ClientOptions, SecondaryClaims }

/** An Auth0 Action that denies a sign-in also returns `access_denied`, so the description is shown too. */
const ERROR_CODES: AccountLinkingClient['errorCodes'] = { access_denied: 'cancelled', unauthorized: 'denied' }

/**
 * A client for Auth0's Management API: a second sign-in proves that the other account is the user's, and
 * `POST /api/v2/users/{id}/identities` links it with the ID token from that sign-in.
 *
 * No URL contains an access token. Only the ID token of the second sign-in is used. Its other tokens are discarded, so
 * that they cannot replace the session.
 */
export function createAuth0Client(options: Auth0ClientOptions): AccountLinkingClient {
  const { origin, api, clientId, userId, redirectUri, confirmLink, ...rest } = readOptions(options)
  const { getAccessToken, timeoutMs, fetch } = rest
  const user = `${api}/api/v2/users/${encodeURIComponent(userId)}`

  const call = (request: HttpRequest, secrets: readonly string[] = []) => {
    const sendWith = (token: string) => {
      const headers = { authorization: `Bearer ${token}` }
      return send({ ...request, headers, secrets: [token, ...secrets], timeoutMs, fetch })
    }
    return withAccessToken(getAccessToken, sendWith, timeoutMs)
  }

  return {
    key: ['auth0', origin, clientId],
    userId,
    features: { choice: true, reconnect: true, deferUnlink: true },
    redirectUri,
    errorCodes: { ...ERROR_CODES, ...options.errorCodes },

    listIdentities: async () => parseUser(await call({ method: 'GET', url: user })),

    async startLink(request, { state, redirectUri }) {
      const codeVerifier = randomText(32)
      const nonce = randomText()
      const url = withQuery(`${origin}/authorize`, {
        ...options.authorizationParams,
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        // Without `openid`, there would be no ID token.
        scope: includeWord('openid', options.scope ?? 'openid profile email'),
        ...requestFields(request),
        // Keeps the tenant from reusing the session of the first account.
        prompt: includeWord('login', request.prompt),
        state,
        nonce,
        code_challenge: await digest(codeVerifier),
        code_challenge_method: 'S256',
      })
      return { url, data: { codeVerifier, nonce } }
    },

    async finishLink(callback, { redirectUri, data }) {
      const { exchange } = await loadExchange()
      const settings = { origin, clientId, redirectUri, timeoutMs, fetch }
      const { idToken, claims } = await exchange(callback, data, settings)
      // An identity that is already linked signs in as the same user, so there is nothing to link.
      if (claims.sub === userId) return
      if (!(await confirmLink(claims))) {
        throw new AccountLinkingError('denied', 'The account was not confirmed, so it was not linked.')
      }
      await call({ method: 'POST', url: `${user}/identities`, body: { link_with: idToken } }, [idToken])
    },

    async unlink(identity, { keepalive }) {
      await call({ method: 'DELETE', url: `${user}/identities/${pathOf(identity)}`, keepalive })
    },
  }
}

/** Loaded only when the user returns from a link. After a new deployment, an old page may fail to load it. */
function loadExchange(): Promise<typeof import('./auth0-exchange')> {
  return import('./auth0-exchange').catch(() => {
    const message = 'The code that completes a link could not be loaded.'
    throw new AccountLinkingError('network', message, { unsent: true })
  })
}

function pathOf({ id, provider }: Identity): string {
  const segments = [provider, id.slice(provider.length + 1)]
  if (segments.every(isPathSegment)) return segments.map(encodeURIComponent).join('/')
  const message = 'The id of this identity cannot stand in an address.'
  throw new AccountLinkingError('unsafe_id', message, { unsent: true })
}

function includeWord(word: string, words = ''): string {
  return [...new Set(`${word} ${words}`.trim().split(/\s+/))].join(' ')
}
