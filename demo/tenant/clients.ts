import type { ClientMetadata } from 'oidc-provider'

/** The client of the profile page. */
export const clientId = 'profile-page'

/** A client for apps that are not part of this demo. */
export interface OwnApp {
  clientId: string
  /** Scripts on these origins may call the tenant. */
  origins: string[]
  /** Where a sign-in, a link or a logout may return to. */
  redirectUris: string[]
}

const ownClientId = 'your-app'

/** Checks that this is an absolute http or https URL without a fragment. */
export function isAppAddress(address: string): boolean {
  return /^https?:\/\//.test(address) && URL.canParse(address) && !address.includes('#')
}

/**
 * The client for the apps at these URLs. Each URL is registered as a redirect URI, and so is its origin, with and without
 * a slash. Redirect URIs are compared as exact strings, and the vendor's SDK sends only the origin.
 */
export function ownAppAt(addresses: readonly string[]): OwnApp | undefined {
  if (addresses.length === 0) return undefined
  const origins = new Set(addresses.map((address) => new URL(address).origin))
  const redirectUris = new Set(
    addresses.flatMap((address) => {
      const { origin } = new URL(address)
      return [origin, `${origin}/`, address]
    }),
  )
  return { clientId: ownClientId, origins: [...origins], redirectUris: [...redirectUris] }
}

export const isOwnApp = (id: string | undefined): boolean => id === ownClientId

export interface ClientOptions {
  appOrigins: readonly string[]
  redirectUris: readonly string[]
  ownApp: OwnApp | undefined
}

/** The origins whose scripts may call the tenant. */
export const callersOf = ({ appOrigins, ownApp }: Pick<ClientOptions, 'appOrigins' | 'ownApp'>) => [
  ...appOrigins,
  ...(ownApp?.origins ?? []),
]

export function clientsOf({ appOrigins, redirectUris, ownApp }: ClientOptions): ClientMetadata[] {
  const publicClient: Partial<ClientMetadata> = {
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
  }
  const page: ClientMetadata = {
    ...publicClient,
    client_id: clientId,
    client_name: 'Profile page',
    redirect_uris: [...redirectUris],
    post_logout_redirect_uris: appOrigins.flatMap((app) => [app, `${app}/`]),
  }
  if (!ownApp) return [page]
  return [
    page,
    {
      ...publicClient,
      client_id: ownApp.clientId,
      client_name: 'Your app',
      redirect_uris: ownApp.redirectUris,
      post_logout_redirect_uris: ownApp.redirectUris,
    },
  ]
}
