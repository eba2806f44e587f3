import type { Configuration } from 'oidc-provider'
import { ArtifactAdapter } from './adapter'
import { type Database, secret } from './database'
import { html, sendPage, trusted } from './pages'
import { type SigningAlgorithm, signingKey } from './signing-keys'

/** The settings that the tenant and its identity providers share as OpenID Providers. */
export async function openIdDefaults(name: string, database: Database, algorithm: SigningAlgorithm) {
  return {
    adapter: (model) => new ArtifactAdapter(database, name, model),
    jwks: { keys: [await signingKey(database, name, algorithm)] },
    enabledJWA: { idTokenSigningAlgValues: [algorithm] },
    clientDefaults: { id_token_signed_response_alg: algorithm },
    clockTolerance: 0,
    cookies: {
      // Cookies are shared by all ports of a host, so each provider uses its own names.
      names: { session: `${name}_session`, interaction: `${name}_interaction`, resume: `${name}_resume` },
      keys: [await secret(database, `${name} cookie key`)],
    },
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 60,
      IdToken: 3600,
      Interaction: 600,
      Grant: 14 * 24 * 3600,
      Session: 14 * 24 * 3600,
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource(ctx, form) {
          sendPage(
            ctx,
            'Sign out?',
            html`${trusted(form)}
<button class="main" type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>
<button class="plain" type="submit" form="op.logoutForm">Stay signed in</button>`,
            { formTargets: ctx.oidc.client?.postLogoutRedirectUris?.map((uri) => new URL(uri).origin) ?? [] },
          )
        },
        postLogoutSuccessSource(ctx) {
          sendPage(ctx, 'You are signed out', html`<p>You can close this page.</p>`)
        },
      },
    },
    // Clients get all scopes that they request, because there is no consent page.
    async loadExistingGrant(ctx) {
      const { account, client, provider, session, requestParamOIDCScopes, resourceServers } = ctx.oidc
      if (!account || !client || !session) return undefined
      const { accountId } = account
      const { clientId } = client
      const id = session.grantIdFor(clientId)
      const known = id ? await provider.Grant.find(id) : undefined
      // The session may now belong to another user. In that case, the first user's grant must not be used.
      const grant = known?.accountId === accountId ? known : new provider.Grant({ clientId, accountId })
      grant.addOIDCScope(requestParamOIDCScopes)
      for (const resource of Object.keys(resourceServers ?? {})) {
        grant.addResourceScope(resource, requestParamOIDCScopes)
      }
      await grant.save()
      return grant
    },
    // Access tokens stay valid until they expire, even if the user signs out or another user signs in.
    expiresWithSession: () => false,
    renderError(ctx, { error, error_description }) {
      sendPage(ctx, 'This request is not valid', html`<p>${error_description ?? error}</p>`, {
        status: ctx.status,
      })
    },
  } satisfies Configuration
}
