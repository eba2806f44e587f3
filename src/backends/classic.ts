import { withAccessToken } from '../core/access-token'
import type { AccountLinkingClient } from '../core/client'
import { AccountLinkingError, configurationError, errorName } from '../core/errors'
import { send } from '../core/http'
import { type Identity, type IdentityList, parseUser } from '../core/identity'
import { requestFields } from '../core/options'
import { omitEmpty, withQuery } from '../core/url'
import { type ClassicClientOptions, type FetchUser, readOptions } from './classic-options'

export type { ClassicClientOptions, FetchUser }

/** The API documents no code for another user's account. These codes are used by real tenants. */
const ERROR_CODES: AccountLinkingClient['errorCodes'] = {
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
 * The API requires the access token in the URL of the authorize request. The URL is created when the user clicks, is used
 * for the navigation immediately, and is not stored. See "Security" in the README.
 */
export function createClassicClient(options: ClassicClientOptions): AccountLinkingClient {
  const { origin, clientId, userId, redirectUri, unlinkPath, unlinkBody, ...rest } = readOptions(options)
  const { getAccessToken, identities, timeoutMs, fetch, unlinkUserId = ({ id }) => id } = rest
  const withToken = <T>(request: (accessToken: string) => Promise<T>) =>
    withAccessToken(getAccessToken, request, timeoutMs)

  const fetchUser = (accessToken: string) => {
    if (typeof identities === 'function') return callFetchUser(identities, accessToken)
    const path = identities === 'userinfo' ? '/userinfo' : `/api/v2/users/${encodeURIComponent(userId)}`
    const headers = { authorization: `Bearer ${accessToken}` }
    return send({ url: origin + path, method: 'GET', headers, secrets: [accessToken], timeoutMs, fetch })
  }

  /** The last token that is known to belong to the user. */
  let provenToken: string | undefined
  const listWith = async (accessToken: string): Promise<IdentityList> => {
    const list = parseUser(await fetchUser(accessToken))
    provenToken = list.userId === userId ? accessToken : undefined
    return list
  }

  return {
    key: ['classic', origin, clientId],
    userId,
    features: { choice: true, reconnect: true, deferUnlink: true },
    redirectUri,
    errorCodes: { ...ERROR_CODES, ...options.errorCodes },

    listIdentities: () => withToken(listWith),

    startLink: (request, { state, redirectUri }) =>
      withToken(async (accessToken) => {
        // The tenant links to the token's user, and another user may have signed in in another tab.
        if (accessToken !== provenToken && (await listWith(accessToken)).userId !== userId) {
          const message = 'The access token belongs to another user.'
          throw new AccountLinkingError('wrong_user', message, { unsent: true })
        }
        const { responseType = 'code', authorizeMethod, scope } = options
        const fields = omitEmpty({
          response_type: responseType,
          client_id: clientId,
          redirect_uri: redirectUri,
          access_token: accessToken,
          scope,
          state,
          ...requestFields(request),
        })
        const url = `${origin}/authorize`
        return authorizeMethod === 'post' ? { url, form: fields } : { url: withQuery(url, fields) }
      }),

    async unlink(identity, { keepalive }) {
      const user_id = readUserId(unlinkUserId, identity)
      await withToken((accessToken) => {
        const body = { ...unlinkBody, access_token: accessToken, user_id }
        const url = origin + unlinkPath
        return send({ url, method: 'POST', body, secrets: [accessToken], timeoutMs, fetch, keepalive })
      })
    },
  }
}

async function callFetchUser(fetchUser: FetchUser, accessToken: string): Promise<unknown> {
  try {
    return await fetchUser({ accessToken })
  } catch (error) {
    if (error instanceof AccountLinkingError) throw error
    throw new AccountLinkingError('server_error', `The identities function failed with ${errorName(error)}.`)
  }
}

function readUserId(unlinkUserId: (identity: Identity) => string, identity: Identity): string {
  let problem = 'returned no text'
  try {
    const userId = unlinkUserId(identity)
    if (typeof userId === 'string' && userId !== '') return userId
  } catch (error) {
    problem = `failed with ${errorName(error)}`
  }
  throw configurationError(
    `The option unlinkUserId ${problem}.`,
    'The tenant would not know which identity to remove, so nothing was sent.',
    'Return a non-empty string for every identity, or leave the option out.',
  )
}
