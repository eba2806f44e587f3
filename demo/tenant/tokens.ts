import type { AccessToken, Provider } from 'oidc-provider'
import type { Accounts } from './accounts'
import { now } from './database'
import type { LinkRequest } from './link-request'
import type { User } from './user'

export interface TokenHolder {
  user: User
  clientId: string
  scopes: Set<string>
  audience: string
  /** In seconds since the epoch. */
  signedInAt: number
}

/** Whose access token this is, and what it is good for; undefined if it is not valid, or not any more. */
export async function holderOf(
  provider: Provider,
  accounts: Accounts,
  accessToken: string,
): Promise<TokenHolder | undefined> {
  const token = await provider.AccessToken.find(accessToken)
  const user = token && (await accounts.user(token.accountId))
  if (!user || !token.clientId) return undefined
  const { clientId, scopes, extra } = token
  return { user, clientId, scopes, audience: String(extra?.audience), signedInAt: signInBehind(token, user) }
}

/** A token that a link was answered with knows of no sign-in: what counts there is the user's last one. */
function signInBehind({ extra }: AccessToken, { lastLogin }: User): number {
  const authTime = extra?.auth_time
  if (typeof authTime === 'number') return authTime
  return lastLogin ? Math.floor(Date.parse(lastLogin) / 1000) : 0
}

/** Whom an ID token is about, if this tenant signed it for this client and it has not expired. */
export async function subjectOf(
  provider: Provider,
  clientId: string,
  idToken: string,
): Promise<string | undefined> {
  const client = await provider.Client.find(clientId)
  const valid = client && (await provider.IdToken.validate(idToken, client).catch(() => undefined))
  if (!valid) return undefined
  // The library means this for hints, and lets them be old.
  const { exp, sub } = valid.payload
  return typeof exp === 'number' && exp > now() && typeof sub === 'string' ? sub : undefined
}

/** A code or an access token of the OpenID Provider, as the answer to a finished link. */
export async function issueAnswer(
  provider: Provider,
  { userId: accountId }: User,
  { clientId, redirectUri, responseType, scope, codeChallenge }: Omit<LinkRequest, 'accessToken'>,
): Promise<Record<string, string>> {
  const client = await provider.Client.find(clientId)
  if (!client) throw new Error(`no client ${clientId}`)

  const grant = new provider.Grant({ clientId, accountId })
  grant.addOIDCScope(scope)
  const grantId = await grant.save()

  if (responseType === 'token') {
    const token = new provider.AccessToken({ accountId, client, grantId, gty: 'implicit', scope })
    const accessToken = await token.save()
    return { access_token: accessToken, token_type: token.tokenType, expires_in: String(token.expiration) }
  }
  const code = new provider.AuthorizationCode({
    accountId,
    client,
    grantId,
    gty: 'authorization_code',
    redirectUri,
    scope,
    ...(codeChallenge && { codeChallenge, codeChallengeMethod: 'S256' }),
  })
  return { code: await code.save() }
}
