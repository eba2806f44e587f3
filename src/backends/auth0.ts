import { type Browser, hasPage, pageBrowser } from '../core/browser'
import type { AccountLinkingClient, ClientCapabilities, LinkFailure, LinkRequest } from '../core/client'
import { AccountLinkingError } from '../core/errors'
import { type HttpRequest, send, withAccessToken } from '../core/http'
import { type Identity, parseIds, parseUser } from '../core/identity'
import { withQuery } from '../core/leave'
import { type CompleteLink, createLinkFlow } from '../core/link-flow'
import { readOrigin, readTimeout } from '../core/options'
import { digest, randomText } from '../core/random'
import { unlinking } from '../core/unlinking'
import { type Auth0ClientOptions, checkOptions, isPathSegment } from './auth0-options'

export type { Auth0ClientOptions }

const LINK_STATUSES: Readonly<Record<string, LinkFailure>> = {
  access_denied: 'cancelled',
  unauthorized: 'denied',
}

const CAPABILITIES: ClientCapabilities = {
  primary: true,
  choice: true,
  scopes: true,
  undo: true,
  refusals: ['already_linked', 'identity_required', 'step_up_required'],
}

/** The link that is being completed on a page: a list from before its end does not know of it. */
const completions = new WeakMap<Browser, Promise<unknown>>()

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
  const { clientId, redirectUri, userId, getAccessToken, fetch } = options

  const clientKey = ['auth0', origin, clientId]
  const browser = () => options.browser ?? pageBrowser()
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
        timeoutMs,
        fetch,
      }),
    )

  const linkBySecondSignIn: CompleteLink = async (answer, { codeVerifier = '', nonce = '' }) => {
    const { exchange } = await loadExchange()
    const settings = { origin, clientId, redirectUri, timeoutMs, fetch: fetch ?? globalThis.fetch }
    const { idToken, subject } = await exchange(answer, { codeVerifier, nonce }, settings)
    // An identity that is linked already signs in as this very user: there is nothing to add.
    if (subject === userId) return
    await call({ method: 'POST', url: `${user}/identities`, body: { link_with: idToken } }, [idToken])
  }

  const complete: CompleteLink = (...args) => {
    const completed = linkBySecondSignIn(...args)
    const ended = completed.catch(() => {})
    completions.set(browser(), ended)
    return completed
  }

  /** A list can be asked for where there is no page, too. */
  const completion = () => (options.browser || hasPage() ? completions.get(browser()) : undefined)

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

    async listIdentities() {
      const before = completion()
      await before
      const list = parseUser(await call({ method: 'GET', url: user }))
      return completion() === before ? list : client.listIdentities()
    },

    async startLink(link) {
      const before = link.current ?? (await client.listIdentities())
      const codeVerifier = randomText(32)
      const nonce = randomText()
      const codeChallenge = await digest(codeVerifier)
      const depart = (state: string) => {
        const fields = authorizeFields(options, link, { state, nonce, codeChallenge })
        return { url: withQuery(`${origin}/authorize`, fields) }
      }
      await flow().start(link, before, depart, { codeVerifier, nonce })
    },

    finishLink: async (url, list = client.listIdentities) => flow().finish(url, list),

    async unlink(identity, { keepalive = false } = {}) {
      const remaining = await unlinking(identity, () =>
        call({ method: 'DELETE', url: `${user}/identities/${pathOf(identity)}`, keepalive }),
      )
      return parseIds(remaining)
    },
  }
  return client
}

/** Only a page that has come back from a link needs it. One that has long been open may not get it any more. */
function loadExchange(): Promise<typeof import('./auth0-exchange')> {
  return import('./auth0-exchange').catch(() => {
    throw new AccountLinkingError('network', 'The code that completes a link could not be loaded.')
  })
}

function pathOf(identity: Identity): string {
  const segments = [identity.provider, identity.userId]
  if (segments.every(isPathSegment)) return segments.map(encodeURIComponent).join('/')
  throw new AccountLinkingError(
    'unsafe_id',
    'The id of this identity cannot stand in an address, so it is not sent.',
  )
}

/** `prompt=login` lets nobody be taken for signed in at the tenant already, as the first account is. */
function authorizeFields(
  { clientId, redirectUri, scope = 'openid profile email' }: Auth0ClientOptions,
  { connection, connectionScope, prompt, loginHint, ...link }: LinkRequest,
  { state, nonce, codeChallenge }: Record<'state' | 'nonce' | 'codeChallenge', string>,
): Record<string, string | undefined> {
  return {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    // Without it there would be no ID token to link by.
    scope: wordsWith('openid', link.scope ?? scope),
    connection,
    connection_scope: connectionScope,
    prompt: wordsWith('login', prompt),
    login_hint: loginHint,
    state,
    nonce,
    code_challenge: codeChallenge,
    code_challenge_method: 'S256',
  }
}

function wordsWith(needed: string, words = ''): string {
  return [...new Set(`${needed} ${words}`.trim().split(/\s+/))].join(' ')
}
