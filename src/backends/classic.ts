import { type Browser, pageBrowser } from '../core/browser'
import type { AccountLinkingClient, LinkStatus } from '../core/client'
import { AccountLinkingError, configurationError, kindOf } from '../core/errors'
import { type GetAccessToken, readToken, send, withAccessToken } from '../core/http'
import { type Identity, parseUser } from '../core/identity'
import { createLinkFlow } from '../core/link-flow'
import { readOrigin, readRedirectUri, readText } from '../core/origin'

/** Fetches the signed-in user as the tenant sends it: `{ user_id, identities: [...] }`, parsed JSON. */
export type FetchUser = (context: { accessToken: string }) => Promise<unknown>

/** Options of the classic Authentication API. Wrong ones throw a `configuration` error at once. */
export interface ClassicClientOptions {
  /** The tenant: a bare host (`tenant.example.com`, https) or a full origin (http on loopback only). */
  domain: string
  /** The `client_id` of your application. */
  clientId: string
  /** Where the tenant sends the person back; registered there, compared as an exact string. */
  redirectUri: string
  /** Gives the signed-in person's access token; called for each request, never stored. */
  getAccessToken: GetAccessToken
  /** The signed-in user's full id (`sub`). Keeps two people's lists apart in one cache; `identities: 'management'` needs it. */
  userId?: string | undefined
  /** `code` for server-side flows, `token` for client-side flows. Default `code`. */
  responseType?: 'code' | 'token' | undefined
  /** `scope` of the link request. Default: not sent. */
  scope?: string | undefined
  /** Path of the unlink endpoint; some tenants have `/unlink`. Default `/login/unlink`. */
  unlinkPath?: string | undefined
  /** The `user_id` that unlink sends. Default: the full id of the identity to remove. */
  unlinkUserId?: ((identity: Identity) => string) | undefined
  /** Further fields of the unlink body, for example `{ clientID }`. */
  unlinkBody?: Readonly<Record<string, string>> | undefined
  /**
   * Where the list comes from: `userinfo` (default) asks `GET /userinfo`; `management` asks
   * `GET /api/v2/users/{id}`, whose token needs `read:current_user`; or a function of your own.
   */
  identities?: 'userinfo' | 'management' | FetchUser | undefined
  /** What your tenant's own error codes at the redirect URI mean, beside the standard ones. */
  linkStatuses?: Readonly<Record<string, LinkStatus>> | undefined
  /** Milliseconds until a request is given up. Default 15,000. */
  timeoutMs?: number | undefined
  /** The page to leave and come back to. Default: the one that this code runs in. */
  browser?: Browser | undefined
  /** Default: the platform's `fetch`. */
  fetch?: typeof globalThis.fetch | undefined
}

/** Past it, timers fire at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1

const LINK_STATUSES: Readonly<Record<string, LinkStatus>> = {
  access_denied: 'cancelled',
  unauthorized: 'denied',
  identity_already_linked: 'already_linked',
  identity_already_exists: 'already_linked',
  account_already_linked_to_different_user: 'already_linked',
}

/**
 * A client for the classic Authentication API: `GET /authorize` with `access_token` and `connection` links,
 * `POST /login/unlink` unlinks.
 *
 * The API wants the access token in the address of the authorize request. The address is built at the click and
 * handed to the navigation at once; it is kept nowhere. See "Security" in the README.
 */
export function createClassicClient(options: ClassicClientOptions): AccountLinkingClient {
  const origin = readOrigin(options.domain)
  const clientId = readText('clientId', options.clientId, 'The tenant knows your application by it.')
  const redirectUri = readRedirectUri(options.redirectUri)
  const { getAccessToken, userId, responseType = 'code', scope, unlinkPath = '/login/unlink' } = options
  const { unlinkBody, identities = 'userinfo', timeoutMs = 15_000 } = options
  checkChoices(options)

  const clientKey = ['classic', origin, clientId]
  const browser = () => options.browser ?? pageBrowser()
  const flow = () =>
    createLinkFlow({
      browser: browser(),
      clientKey,
      userId,
      statuses: { ...LINK_STATUSES, ...options.linkStatuses },
    })
  const request = { timeoutMs, fetch: options.fetch ?? ((...args) => globalThis.fetch(...args)) }

  const fetchUser: FetchUser =
    typeof identities === 'function'
      ? (context) => callIdentities(identities, context)
      : ({ accessToken }) =>
          send({
            ...request,
            method: 'GET',
            url:
              origin +
              (identities === 'userinfo' ? '/userinfo' : `/api/v2/users/${encodeURIComponent(userId ?? '')}`),
            headers: { authorization: `Bearer ${accessToken}` },
            secrets: [accessToken],
          })

  const client: AccountLinkingClient = {
    key: [...clientKey, ...(userId === undefined ? [] : [userId])],

    listIdentities: () =>
      withAccessToken(getAccessToken, async (accessToken) => parseUser(await fetchUser({ accessToken }))),

    async startLink({ connection, current }) {
      const before = current ?? (await client.listIdentities())
      const accessToken = await readToken(getAccessToken, false)
      const state = flow().begin(connection || undefined, before)
      const url = new URL('/authorize', origin)
      url.search = new URLSearchParams({
        response_type: responseType,
        client_id: clientId,
        ...(connection && { connection }),
        redirect_uri: redirectUri,
        access_token: accessToken,
        ...(scope !== undefined && { scope }),
        state,
      }).toString()
      await leave(browser(), url.href)
    },

    finishLink: async (url, list = client.listIdentities) => flow().finish(url, list),

    async unlink(identity) {
      if (identity.unsafeId) {
        throw new AccountLinkingError(
          'unsafe_id',
          `The id of this ${identity.provider} identity was rounded when it was read, so it is not sent. ` +
            'Let your `identities` function keep large numbers as strings.',
        )
      }
      const user_id = readUnlinkUserId(options, identity)
      await withAccessToken(getAccessToken, (accessToken) =>
        send({
          ...request,
          method: 'POST',
          url: origin + unlinkPath,
          body: { ...unlinkBody, access_token: accessToken, user_id },
          secrets: [accessToken],
        }),
      )
    },
  }
  return client
}

async function callIdentities(fetchUser: FetchUser, context: { accessToken: string }): Promise<unknown> {
  try {
    return await fetchUser(context)
  } catch (error) {
    if (error instanceof AccountLinkingError) throw error
    throw new AccountLinkingError('server_error', `The identities function failed with ${kindOf(error)}.`)
  }
}

async function leave(browser: Browser, url: string): Promise<void> {
  try {
    await browser.leave(url)
  } catch (error) {
    // Browsers quote the address, and with it the token, in what they throw.
    throw configurationError(
      `The page could not be left (${kindOf(error)}).`,
      'The person signs in to the other account on a page of its own.',
      'Allow this page to navigate the window that it is shown in.',
    )
  }
}

function readUnlinkUserId(
  { unlinkUserId = ({ id }) => id }: ClassicClientOptions,
  identity: Identity,
): string {
  let problem = 'gave no text'
  try {
    const userId = unlinkUserId(identity)
    if (typeof userId === 'string' && userId !== '') return userId
  } catch (error) {
    problem = `failed with ${kindOf(error)}`
  }
  throw configurationError(
    `The option unlinkUserId ${problem}.`,
    'The tenant would not know which identity to remove, so nothing was sent.',
    'Let it return a non-empty string for every identity, or leave it out.',
  )
}

function checkChoices({
  getAccessToken,
  responseType,
  unlinkPath,
  identities = 'userinfo',
  userId,
  timeoutMs,
}: ClassicClientOptions): void {
  if (typeof getAccessToken !== 'function') {
    throw configurationError(
      'The option getAccessToken is missing.',
      'Every request to the tenant is made in the name of the signed-in person.',
      'Give a function that returns their access token, for example your SDK’s getAccessTokenSilently.',
    )
  }
  if (responseType !== undefined && responseType !== 'code' && responseType !== 'token') {
    throw configurationError(
      `The responseType ${JSON.stringify(responseType)} is unknown.`,
      'The tenant answers a link with a code or with a token.',
      'Give "code" (the default) or "token".',
    )
  }
  if (unlinkPath !== undefined && (typeof unlinkPath !== 'string' || !unlinkPath.startsWith('/'))) {
    throw configurationError(
      `The unlinkPath ${JSON.stringify(unlinkPath)} does not begin with a slash.`,
      'It is put behind the tenant’s origin.',
      'Give "/login/unlink" (the default) or "/unlink".',
    )
  }
  if (typeof identities !== 'function' && identities !== 'userinfo' && identities !== 'management') {
    throw configurationError(
      `The option identities ${JSON.stringify(identities)} is unknown.`,
      'The list of identities is read from there.',
      'Give "userinfo" (the default), "management", or a function of your own.',
    )
  }
  if (identities === 'management' && !userId) {
    throw configurationError(
      'identities: "management" needs the option userId.',
      'The Management API lists the identities of one user by id.',
      'Give the signed-in user’s id, the `sub` of their ID token.',
    )
  }
  if (
    timeoutMs !== undefined &&
    !(Number.isInteger(timeoutMs) && timeoutMs > 0 && timeoutMs <= LONGEST_TIMEOUT_MS)
  ) {
    throw configurationError(
      `The timeoutMs ${timeoutMs} is not a whole number of milliseconds that a timer can hold.`,
      'Each request is given up after that time.',
      'Give a number from 1 to 2,147,483,647, for example 15000.',
    )
  }
}
