import type { RunningProvider } from '../tenant/identity-providers'
import { scopes } from './auth'

/** Issues an access token from the provider, as if this user had signed in there. It gives access to the profile. */
export async function issueTokens({ provider, clientId }: RunningProvider, sub: string) {
  const client = await provider.Client.find(clientId)
  if (!client) throw new Error(`the provider has no client ${clientId}`)
  const scope = scopes.join(' ')

  const grant = new provider.Grant({ clientId, accountId: sub })
  grant.addOIDCScope(scope)
  const token = new provider.AccessToken({
    client,
    accountId: sub,
    grantId: await grant.save(),
    gty: 'authorization_code',
    scope,
  })
  const accessToken = await token.save()
  const accessTokenExpiresAt = new Date(Date.now() + token.expiration * 1000)
  return { accessToken, accessTokenExpiresAt, scope: scopes.join(',') }
}
