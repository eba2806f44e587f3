import { pageBrowser } from '../core/browser'
import type { AccountLinkingClient, ClientCapabilities, LinkRequest, LinkStatus } from '../core/client'
import type { AccountLinkingErrorCode } from '../core/errors'
import { type HttpRequest, send, withAccessToken } from '../core/http'
import { ensureSafeId, parseIds, parseUser } from '../core/identity'
import { leaveFor, withQuery } from '../core/leave'
import { type CompleteLink, createLinkFlow } from '../core/link-flow'
import { readOrigin, readTimeout } from '../core/options'
import { digest, randomText } from '../core/random'
import { type Auth0ClientOptions, checkOptions } from './auth0-options'

export type { Auth0ClientOptions }

const LINK_STATUSES: Readonly<Record<string, LinkStatus>> = {
  access_denied: 'cancelled',
  unauthorized: 'denied',
}

const CODES: Readonly<Record<string, AccountLinkingErrorCode>> = { main_identity: 'identity_required' }

const CAPABILITIES: ClientCapabilities = {
  primary: true,
  choice: true,
  scopes: true,
  undo: true,
  refusals: ['already_linked', 'identity_required', 'step_up_required'],
}

/**
 * A client for Auth0's Management API: a second sign-in proves that the other account is the person's, and
 * `POST /api/v2/users/{id}/identities` links it by the ID token of that sign-in.
 *
 * No access token stands in any address. The second sign-in gives an ID token and nothing else to the page: its
 * other tokens are dropped, so that it cannot take the place of the session.
 */
export function createAuth0Client(options: Auth0ClientOptions): AccountLinkingClient {
  const origin = readOrigin(options.domain)
  checkOptions(options)
  const { clientId, redirectUri, userId, getAccessToken } = options

  const clientKey = ['auth0', origin, clientId]
  const browser = () => options.browser ?? pageBrowser()
  const fetch: typeof globalThis.fetch = options.fetch ?? ((...args) => globalThis.fetch(...args))
  const timeoutMs = readTimeout(options.timeoutMs)
  const user = `${origin}/api/v2/users/${encodeURIComponent(userId)}`

  const call = (
    request: Pick<HttpRequest, 'method' | 'url' | 'body' | 'keepalive'>,
    secrets: string[] = [],
  ) =>
    withAccessToken(getAccessToken, (accessToken) =>
      send({
        ...request,
        headers: { authorization: `Bearer ${accessToken}` },
        secrets: [accessToken, ...secrets],
        codes: CODES,
        timeoutMs,
        fetch,
      }),
    )

  const complete: CompleteLink = async (answer, { codeVerifier = '', nonce = '' }) => {
    // Only a page that has come back from a link needs it.
    const { exchange } = await import('./auth0-exchange')
    const settings = { origin, clientId, redirectUri, timeoutMs, fetch }
    const { idToken, subject } = await exchange(answer, { codeVerifier, nonce }, settings)
    // An identity that is linked already signs in as this very user: there is nothing to add.
    if (subject === userId) return
    await call({ method: 'POST', url: `${user}/identities`, body: { link_with: idToken } }, [idToken])
  }

  const flow = () =>
    createLinkFlow({
      browser: browser(),
      clientKey,
      userId,
      statuses: { ...LINK_STATUSES, ...options.linkStatuses },
      complete,
    })

  const client: AccountLinkingClient = {
    key: [...clientKey, userId],
    capabilities: CAPABILITIES,

    listIdentities: async () => parseUser(await call({ method: 'GET', url: user })),

    async startLink(link) {
      const before = link.current ?? (await client.listIdentities())
      const codeVerifier = randomText(32)
      const nonce = randomText()
      const codeChallenge = await digest(codeVerifier)
      const state = flow().begin(link, before, { codeVerifier, nonce })
      const url = withQuery(
        `${origin}/authorize`,
        authorizeFields(options, link, { state, nonce, codeChallenge }),
      )
      await leaveFor({ url }, browser(), link.popup)
      if (link.popup) await flow().popupDone(link.popup, state)
    },

    finishLink: async (url, list = client.listIdentities) => flow().finish(url, list),

    async unlink(identity, { keepalive = false } = {}) {
      ensureSafeId(identity)
      const path = [identity.provider, identity.userId].map(encodeURIComponent).join('/')
      return parseIds(await call({ method: 'DELETE', url: `${user}/identities/${path}`, keepalive }))
    },
  }
  return client
}

/** `prompt=login` lets nobody be taken for signed in at the tenant already, as the first account is. */
function authorizeFields(
  { clientId, redirectUri, scope = 'openid profile email' }: Auth0ClientOptions,
  { connection, connectionScope, prompt = '', loginHint, ...link }: LinkRequest,
  { state, nonce, codeChallenge }: Record<'state' | 'nonce' | 'codeChallenge', string>,
): Record<string, string | undefined> {
  return {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: link.scope ?? scope,
    connection,
    connection_scope: connectionScope,
    prompt: [...new Set(['login', ...prompt.split(' ')])].join(' ').trim(),
    login_hint: loginHint,
    state,
    nonce,
    code_challenge: codeChallenge,
    code_challenge_method: 'S256',
  }
}
