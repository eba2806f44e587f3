import type { Provider } from 'oidc-provider'
import type { Accounts, User } from './accounts'
import type { LinkRequest } from './link-request'

/** Whose access token this is, and with what scopes; undefined if it is not valid, or not any more. */
export async function userOfToken(
  provider: Provider,
  accounts: Accounts,
  accessToken: string,
): Promise<{ user: User; scopes: Set<string> } | undefined> {
  const token = await provider.AccessToken.find(accessToken)
  const user = token && (await accounts.user(token.accountId))
  return user && { user, scopes: token.scopes }
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
