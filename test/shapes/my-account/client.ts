import { type GetAccessToken, withAccessToken } from '../../../src/core/access-token'
import type { AccountLinkingClient } from '../../../src/core/client'
import { AccountLinkingError } from '../../../src/core/errors'
import { type HttpRequest, send } from '../../../src/core/http'
import { type Identity, isRecord, nonEmptyString } from '../../../src/core/identity'
import { digest, randomText } from '../../../src/core/random'
import { withQuery } from '../../../src/core/url'
import { subjectOfToken } from '../common/subject-of-token'

/** A client for the connected accounts of Auth0's My Account API. The page completes the link with a `connect_code`. */
export function createMyAccountClient(options: {
  origin: string
  userId: string
  getAccessToken: GetAccessToken
  redirectUri?: string
}): AccountLinkingClient {
  const { origin, userId, getAccessToken, redirectUri } = options
  const api = `${origin}/me/v1/connected-accounts`
  const withToken = <T>(run: (token: string) => Promise<T>) =>
    withAccessToken(getAccessToken, (token) => {
      if (subjectOfToken(token) === userId) return run(token)
      throw new AccountLinkingError('wrong_user', 'The access token is another user’s.', { unsent: true })
    })
  const call = (token: string, path: string, request: Pick<HttpRequest, 'method' | 'body' | 'keepalive'>) => {
    const headers = { authorization: `Bearer ${token}` }
    const readError = ({ type, detail }: Readonly<Record<string, unknown>>) => ({
      code: type,
      message: detail,
    })
    return send({ ...request, url: api + path, headers, secrets: [token], readError })
  }

  return {
    key: ['my-account', origin],
    userId,
    features: { deferUnlink: true },
    redirectUri,
    callback: { params: ['connect_code'] },
    errorCodes: { access_denied: 'cancelled' },

    listIdentities: () =>
      withToken(async (token) => {
        const identities: Identity[] = []
        for (let from: string | undefined, isFirst = true; isFirst || from; isFirst = false) {
          const page = await call(token, withQuery('/accounts', { take: '20', from }), { method: 'GET' })
          const { accounts, next } = isRecord(page) ? page : {}
          if (!Array.isArray(accounts)) throw new AccountLinkingError('invalid_response', 'There is no list.')
          identities.push(...accounts.map(parseAccount))
          from = nonEmptyString(next)
        }
        return { userId, identities }
      }),

    startLink: ({ connection, scopes }, { state, redirectUri }) =>
      withToken(async (token) => {
        const codeVerifier = randomText(32)
        const body = {
          connection,
          redirect_uri: redirectUri,
          state,
          scopes,
          code_challenge: await digest(codeVerifier),
          code_challenge_method: 'S256',
        }
        const answer = await call(token, '/connect', { method: 'POST', body })
        const { connect_uri, connect_params, auth_session } = isRecord(answer) ? answer : {}
        const ticket = isRecord(connect_params) ? nonEmptyString(connect_params.ticket) : undefined
        return {
          url: withQuery(nonEmptyString(connect_uri) ?? '', { ticket }),
          // The session is useless without the user's token.
          data: { authSession: String(auth_session), codeVerifier },
        }
      }),

    finishLink: (callback, { redirectUri, data }) =>
      withToken(async (token) => {
        const body = {
          auth_session: data.authSession,
          connect_code: callback.get('connect_code'),
          redirect_uri: redirectUri,
          code_verifier: data.codeVerifier,
        }
        await call(token, '/complete', { method: 'POST', body })
      }),

    unlink: ({ id }, { keepalive }) =>
      withToken(async (token) => {
        await call(token, `/accounts/${encodeURIComponent(id)}`, { method: 'DELETE', keepalive })
      }),
  }
}

function parseAccount(row: unknown): Identity {
  const { id, connection, created_at } = isRecord(row) ? row : {}
  return {
    id: String(id),
    provider: String(connection),
    connection: String(connection),
    primary: false,
    profile: {},
    ...(typeof created_at === 'string' && { linkedAt: created_at }),
  }
}
