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

/** The user and permissions of an access token. Undefined if the token is not valid or has expired. */
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

/** The time of the sign-in. A token from a link does not contain it, so the user's last sign-in counts. */
function signInBehind({ extra }: AccessToken, { lastLogin }: User): number {
  const authTime = extra?.auth_time
  if (typeof authTime === 'number') return authTime
  return lastLogin ? Math.floor(Date.parse(lastLogin) / 1000) : 0
}

/** The subject of an ID token, if this tenant issued it for this client and it has not expired. */
export async function subjectOf(
  provider: Provider,
  clientId: string,
  idToken: string,
): Promise<string | undefined> {
  const client = await provider.Client.find(clientId)
  const valid = client && (await provider.IdToken.validate(idToken, client).catch(() => undefined))
  if (!valid) return undefined
  // The library validates ID tokens as hints, which may have expired.
  const { exp, sub } = valid.payload
  return typeof exp === 'number' && exp > now() && typeof sub === 'string' ? sub : undefined
}

/** Issues the code or the access token that a completed link returns. */
export async function issueResponse(
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
