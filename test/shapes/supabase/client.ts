import { type GetAccessToken, withAccessToken } from '../../../src/core/access-token'
import type { AccountLinkingClient } from '../../../src/core/client'
import { AccountLinkingError } from '../../../src/core/errors'
import { type HttpRequest, send } from '../../../src/core/http'
import { type Identity, isRecord, nonEmptyString, parseProfile } from '../../../src/core/identity'
import { digest, randomText } from '../../../src/core/random'
import { withQuery } from '../../../src/core/url'
import { subjectOfToken } from '../common/subject-of-token'

const ERROR_CODES: AccountLinkingClient['errorCodes'] = {
  // The provider's refusal is passed on without an `error_code`.
  access_denied: 'cancelled',
  // The same code is used for an account of this user and of another user.
  identity_already_exists: 'already_linked',
  email_exists: 'denied',
  provider_email_needs_verification: 'denied',
  signup_disabled: 'denied',
  user_banned: 'denied',
  bad_oauth_state: 'expired',
  flow_state_already_used: 'expired',
  // The identity is linked anyway.
  email_not_confirmed: null,
}

const CODES = {
  // An expired token is a 403 here.
  bad_jwt: 'unauthorized',
  session_not_found: 'unauthorized',
  user_not_found: 'unauthorized',
  identity_not_found: 'not_found',
  single_identity_not_deletable: 'identity_required',
  email_conflict_identity_not_deletable: 'conflict',
  manual_linking_disabled: 'denied',
} as const

/** A client for Supabase Auth over HTTP. The server links before it sends the user back. */
export function createSupabaseClient(options: {
  url: string
  userId: string
  getAccessToken: GetAccessToken
  redirectUri?: string
}): AccountLinkingClient {
  const { url, userId, getAccessToken, redirectUri } = options
  const call = (path: string, request: Pick<HttpRequest, 'method' | 'keepalive'>, isOwn = false) =>
    withAccessToken(getAccessToken, (token) => {
      if (isOwn && subjectOfToken(token) !== userId)
        throw new AccountLinkingError('wrong_user', 'The access token is another user’s.', { unsent: true })
      const headers = { authorization: `Bearer ${token}`, 'x-supabase-api-version': '2024-01-01' }
      return send({ ...request, url: url + path, headers, secrets: [token], codes: CODES })
    })
  const fetchUser = async () => {
    const user = await call('/user', { method: 'GET' })
    const { id, identities } = isRecord(user) ? user : {}
    return { userId: String(id), identities: Array.isArray(identities) ? identities.map(parseIdentity) : [] }
  }

  return {
    key: ['supabase', url],
    userId,
    features: { deferUnlink: true },
    redirectUri,
    callback: { errorParams: ['error_code', 'error'], withoutState: ['error_code'] },
    errorCodes: ERROR_CODES,

    listIdentities: fetchUser,

    async startLink({ connection, scopes, prompt, loginHint }, { callbackUrl }) {
      const address = withQuery('/user/identities/authorize', {
        provider: connection,
        redirect_to: callbackUrl,
        scopes: scopes?.join(' '),
        prompt,
        login_hint: loginHint,
        skip_http_redirect: 'true',
        // Without a challenge, the URL would contain a whole session. The code is discarded, because the link is complete.
        code_challenge: await digest(randomText(32)),
        code_challenge_method: 's256',
      })
      // The server links to the token's user, whoever that is.
      const answer = await call(address, { method: 'GET' }, true)
      return { url: (isRecord(answer) && nonEmptyString(answer.url)) || '' }
    },

    async unlink({ id }, { keepalive }) {
      await call(`/user/identities/${encodeURIComponent(id)}`, { method: 'DELETE', keepalive })
    },
  }
}

function parseIdentity(row: Record<string, unknown>): Identity {
  const { identity_id, id, provider, identity_data, created_at } = row
  const data = isRecord(identity_data) ? identity_data : {}
  return {
    id: String(identity_id),
    provider: String(provider),
    connection: String(provider),
    primary: false,
    profile: parseProfile({
      ...data,
      picture: data.avatar_url,
      username: data.preferred_username ?? data.user_name,
    }),
    accountId: String(id),
    linkedAt: String(created_at),
  }
}
