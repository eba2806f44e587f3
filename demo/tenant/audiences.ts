import type { KoaContextWithOIDC } from 'oidc-provider'
import { isOwnApp } from './clients'
import { errors } from './oidc-provider'

/** What an access token can be for. Auth0 calls it the audience, RFC 8707 the resource. */
export class Audiences {
  readonly managementApi: string
  readonly userinfo: string

  constructor(issuer: string) {
    this.managementApi = `${issuer}api/v2/`
    this.userinfo = `${issuer}userinfo`
  }

  /**
   * What a token is for if the client does not say. At Auth0 the "Default Audience" is a setting of the tenant. Here the
   * profile page alone has one, so that an app of one's own notices that it has to ask.
   */
  defaultFor(clientId: string | undefined): string {
    return isOwnApp(clientId) ? this.userinfo : this.managementApi
  }

  /** The library's settings: it keeps the audience of a sign-in with its code and its refresh token. */
  resourceIndicators(scopes: readonly string[]) {
    const known = (audience: string): string => {
      if (audience === this.managementApi || audience === this.userinfo) return audience
      // As Auth0 answers it.
      throw new errors.AccessDenied(`Service not found: ${audience}`)
    }
    return {
      enabled: true,
      defaultResource: ({ oidc }: KoaContextWithOIDC, client: { clientId: string }) => {
        const audience = oidc.params?.audience
        return typeof audience === 'string' && audience ? known(audience) : this.defaultFor(client.clientId)
      },
      getResourceServerInfo: (_ctx: unknown, audience: string) => ({
        audience: known(audience),
        scope: scopes.join(' '),
        accessTokenFormat: 'opaque' as const,
      }),
      // With the scope `openid`, a token for the Management API is for /userinfo as well, as at Auth0. The library would
      // refuse it there if it were bound to one resource.
      useGrantedResource: () => false,
    }
  }
}
