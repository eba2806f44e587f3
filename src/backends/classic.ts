import { withAccessToken } from '../core/access-token'
import type { AccountLinkingClient, LinkRequest } from '../core/client'
import { AccountLinkingError, configurationError, errorName } from '../core/errors'
import { send } from '../core/http'
import { type Identity, type IdentityList, parseUser } from '../core/identity'
import { omitEmpty, withQuery } from '../core/url'
import { type ClassicClientOptions, type FetchUser, readOptions } from './classic-options'

export type { ClassicClientOptions, FetchUser }

/** The API has no published code for an account of another user; these are seen in the field. */
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
 * The API requires the access token in the address of the authorize request. The address is built at the click, handed
 * to the navigation at once, and kept nowhere. See "Security" in the README.
 */
export function createClassicClient(options: ClassicClientOptions): AccountLinkingClient {
  const { domain, clientId, userId, redirectUri, unlinkPath, unlinkBody, ...rest } = readOptions(options)
  const { getAccessToken, identities, timeoutMs, fetch } = rest
  const withToken = <T>(request: (accessToken: string) => Promise<T>) =>
    withAccessToken(getAccessToken, request, timeoutMs)

  const fetchUser = (accessToken: string) => {
    if (typeof identities === 'function') return callFetchUser(identities, accessToken)
    const path = identities === 'userinfo' ? '/userinfo' : `/api/v2/users/${encodeURIComponent(userId)}`
    const headers = { authorization: `Bearer ${accessToken}` }
    return send({ url: domain + path, method: 'GET', headers, secrets: [accessToken], timeoutMs, fetch })
  }

  /** The last token that was seen to belong to the user. */
  let provenToken: string | undefined
  const listWith = async (accessToken: string): Promise<IdentityList> => {
    const list = parseUser(await fetchUser(accessToken))
    provenToken = list.userId === userId ? accessToken : undefined
    return list
  }

  return {
    key: ['classic', domain, clientId],
    userId,
    features: { choice: true, reconnect: true, deferUnlink: true },
    redirectUri,
    errorCodes: { ...ERROR_CODES, ...options.errorCodes },

    listIdentities: () => withToken(listWith),

    startLink: (request, { state, redirectUri }) =>
      withToken(async (accessToken) => {
        // The tenant links to whoever the token belongs to, and a session can change hands in another tab.
        if (accessToken !== provenToken) await listWith(accessToken)
        if (accessToken !== provenToken) {
          throw new AccountLinkingError('wrong_user', 'The access token belongs to another user.', {
            unsent: true,
          })
        }
        const fields = authorizeFields(options, request, { accessToken, state, redirectUri })
        const address = `${domain}/authorize`
        return options.authorizeMethod === 'post'
          ? { url: address, form: fields }
          : { url: withQuery(address, fields) }
      }),

    async unlink(identity, { keepalive }) {
      await withToken((accessToken) =>
        send({
          url: domain + unlinkPath,
          method: 'POST',
          body: { ...unlinkBody, access_token: accessToken, user_id: readUnlinkUserId(options, identity) },
          secrets: [accessToken],
          timeoutMs,
          fetch,
          keepalive,
        }),
      )
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

/** The seed's parameters of `/authorize`, and the general ones of OpenID Connect. */
function authorizeFields(
  { responseType = 'code', clientId, scope }: ClassicClientOptions,
  { connection, scopes, prompt, loginHint }: LinkRequest,
  { accessToken, state, redirectUri }: { accessToken: string; state: string; redirectUri: string },
): Record<string, string> {
  return omitEmpty({
    response_type: responseType,
    client_id: clientId,
    connection,
    redirect_uri: redirectUri,
    access_token: accessToken,
    scope,
    connection_scope: scopes?.join(' '),
    prompt,
    login_hint: loginHint,
    state,
  })
}

function readUnlinkUserId(
  { unlinkUserId = ({ id }) => id }: ClassicClientOptions,
  identity: Identity,
): string {
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
