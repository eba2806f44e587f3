import { type GetAccessToken, withAccessToken } from '../../../src/core/access-token'
import type { AccountLinkingClient } from '../../../src/core/client'
import { AccountLinkingError } from '../../../src/core/errors'
import { send } from '../../../src/core/http'
import { type Identity, isRecord, nonEmptyString } from '../../../src/core/identity'
import { digest, randomText } from '../../../src/core/random'
import { withQuery } from '../../../src/core/url'
import { subjectOfToken } from '../common/subject-of-token'

/** A client for Keycloak 26.3 or newer: linking is an action of the authorization endpoint. */
export function createKeycloakClient(options: {
  realmUrl: string
  clientId: string
  userId: string
  getAccessToken: GetAccessToken
  redirectUri?: string
}): AccountLinkingClient {
  const { realmUrl, clientId, userId, getAccessToken, redirectUri } = options
  const accounts = `${realmUrl}/account/linked-accounts`

  const listWith = async (token: string) => {
    // Without this header, the URL serves the account console's page.
    const headers = { accept: 'application/json', authorization: `Bearer ${token}` }
    const rows = await send({ url: `${accounts}?linked=true`, method: 'GET', headers, secrets: [token] })
    if (!Array.isArray(rows)) throw new AccountLinkingError('invalid_response', 'The list is not an array.')
    return { userId: subjectOfToken(token), identities: rows.map(parseRow) }
  }

  return {
    key: ['keycloak', realmUrl, clientId],
    userId,
    features: { onePerConnection: true },
    redirectUri,
    callback: { errorParams: ['kc_action_status', 'error'], params: ['kc_action'] },
    errorCodes: { success: null, cancelled: 'cancelled', access_denied: 'cancelled' },

    listIdentities: () => withAccessToken(getAccessToken, listWith),

    // Keycloak links to the user of its own cookie. The token at least shows which user the page belongs to.
    startLink: ({ connection, prompt, loginHint }, { state, redirectUri }) =>
      withAccessToken(getAccessToken, async (token) => {
        if (subjectOfToken(token) !== userId) throw wrongUser()
        const fields = {
          client_id: clientId,
          redirect_uri: redirectUri,
          response_type: 'code',
          scope: 'openid',
          state,
          kc_action: `idp_link:${connection}`,
          prompt,
          login_hint: loginHint,
          // The code is discarded, because the link is complete.
          code_challenge: await digest(randomText(32)),
          code_challenge_method: 'S256',
        }
        return { url: withQuery(`${realmUrl}/protocol/openid-connect/auth`, fields) }
      }),

    // Keycloak unlinks by alias only, so look up whose token this is, and which account the alias stands for.
    unlink: ({ id, connection }, { keepalive }) =>
      withAccessToken(getAccessToken, async (token) => {
        const list = await listWith(token)
        if (list.userId !== userId) throw wrongUser()
        if (!list.identities.some((one) => one.id === id)) {
          throw new AccountLinkingError('not_found', `This ${connection} account is not linked.`)
        }
        const url = `${accounts}/${encodeURIComponent(connection)}`
        const headers = { accept: 'application/json', authorization: `Bearer ${token}` }
        await send({ url, method: 'DELETE', headers, secrets: [token], keepalive })
      }),
  }
}

function wrongUser(): AccountLinkingError {
  return new AccountLinkingError('wrong_user', 'The access token belongs to another user.', { unsent: true })
}

/** Accounts have no id, so the username distinguishes two accounts with the same alias. */
function parseRow(row: unknown): Identity {
  const { providerAlias, providerName, linkedUsername } = isRecord(row) ? row : {}
  const username = nonEmptyString(linkedUsername)
  return {
    id: `${providerAlias}|${username ?? ''}`,
    provider: String(providerName),
    connection: String(providerAlias),
    primary: false,
    profile: username === undefined ? {} : { username },
  }
}
