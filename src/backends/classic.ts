import { pageBrowser } from '../core/browser'
import type { AccountLinkingClient, ClientCapabilities, LinkFailure, LinkRequest } from '../core/client'
import { AccountLinkingError, configurationError, kindOf } from '../core/errors'
import { readToken, send, withAccessToken } from '../core/http'
import { type Identity, parseUser } from '../core/identity'
import { present, withQuery } from '../core/leave'
import { createLinkFlow } from '../core/link-flow'
import { readOrigin } from '../core/options'
import { unlinking } from '../core/unlinking'
import { type ClassicClientOptions, checkOptions, type FetchUser } from './classic-options'

export type { ClassicClientOptions, FetchUser }

const LINK_STATUSES: Readonly<Record<string, LinkFailure>> = {
  access_denied: 'cancelled',
  unauthorized: 'denied',
  identity_already_linked: 'already_linked',
  identity_already_exists: 'already_linked',
  account_already_linked_to_different_user: 'already_linked',
}

/** The API has no published code for an account of another user. */
const CAPABILITIES: ClientCapabilities = {
  primary: true,
  choice: true,
  scopes: true,
  undo: true,
  refusals: ['identity_required', 'step_up_required'],
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
  checkOptions(options)
  const { clientId, getAccessToken, userId, unlinkPath = '/login/unlink' } = options
  const { unlinkBody, identities = 'userinfo', timeoutMs, fetch } = options

  const clientKey = ['classic', origin, clientId]
  const browser = () => options.browser ?? pageBrowser()
  const flow = () =>
    createLinkFlow({
      browser: browser(),
      clientKey,
      userId,
      statuses: { ...LINK_STATUSES, ...options.linkStatuses },
    })
  const request = { timeoutMs, fetch }

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
    capabilities: CAPABILITIES,

    listIdentities: () =>
      withAccessToken(getAccessToken, async (accessToken) => parseUser(await fetchUser({ accessToken }))),

    async startLink(link) {
      const before = link.current ?? (await client.listIdentities())
      const accessToken = await readToken(getAccessToken, false)
      const address = `${origin}/authorize`
      await flow().start(link, before, (state) => {
        const fields = authorizeFields(options, link, { accessToken, state })
        return options.authorizeMethod === 'post'
          ? { url: address, form: fields }
          : { url: withQuery(address, fields) }
      })
    },

    finishLink: async (url, list = client.listIdentities) => flow().finish(url, list),

    async unlink(identity, { keepalive = false } = {}) {
      const removal = (accessToken: string) =>
        send({
          ...request,
          method: 'POST',
          url: origin + unlinkPath,
          body: { ...unlinkBody, access_token: accessToken, user_id: readUnlinkUserId(options, identity) },
          secrets: [accessToken],
          keepalive,
        })
      await unlinking(identity, () => withAccessToken(getAccessToken, removal))
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

/** The seed's parameters of `/authorize`, and the general ones that go with them. */
function authorizeFields(
  { responseType = 'code', clientId, redirectUri, scope }: ClassicClientOptions,
  { connection, connectionScope, prompt, loginHint, ...link }: LinkRequest,
  { accessToken, state }: { accessToken: string; state: string },
): Record<string, string> {
  return present({
    response_type: responseType,
    client_id: clientId,
    connection,
    redirect_uri: redirectUri,
    access_token: accessToken,
    scope: link.scope ?? scope,
    connection_scope: connectionScope,
    prompt,
    login_hint: loginHint,
    state,
  })
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
