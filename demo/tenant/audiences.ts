import type { KoaContextWithOIDC } from 'oidc-provider'
import { isOwnApp } from './clients'
import { errors } from './oidc-provider'

/** The audiences of access tokens. RFC 8707 calls them resources. */
export class Audiences {
  readonly managementApi: string
  readonly userinfo: string

  constructor(issuer: string) {
    this.managementApi = `${issuer}api/v2/`
    this.userinfo = `${issuer}userinfo`
  }

  /**
   * The audience of a token if the client requests none. At Auth0, the "Default Audience" is a tenant setting that is not
   * set by default. Here only the profile page has one, so that your own app fails in the demo if it requests no audience.
   */
  defaultFor(clientId: string | undefined): string {
    return isOwnApp(clientId) ? this.userinfo : this.managementApi
  }

  /** The settings of the library, which stores the audience with the code and with the refresh token. */
  resourceIndicators(scopes: readonly string[]) {
    const known = (audience: string): string => {
      if (audience === this.managementApi || audience === this.userinfo) return audience
      // This is the error that Auth0 sends.
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
      // At Auth0, a token for the Management API with the scope `openid` is valid at /userinfo, too. The library would
      // refuse it there if it were issued for that resource.
      useGrantedResource: () => false,
    }
  }
}
