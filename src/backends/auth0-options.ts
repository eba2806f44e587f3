import { checkOption, readOrigin, readTenantOptions, type TenantOptions } from '../core/options'

/** The claims in the ID token of a second sign-in, about the account to link. */
export type SecondaryClaims = Readonly<Record<string, unknown>> & {
  readonly sub: string
  readonly email?: string
  readonly email_verified?: boolean
}

/**
 * Options of the Management API client. Invalid options throw a `configuration` error immediately. The access token must
 * be for the Management API, with the scopes `read:current_user` and `update:current_user_identities`.
 */
export interface Auth0ClientOptions extends TenantOptions {
  /**
   * The domain of the Management API, if `domain` is a custom domain: the tenant's canonical domain, which is also in the
   * audience of its tokens (`https://tenant.us.auth0.com/api/v2/`). Default: `domain`.
   */
  managementDomain?: string | undefined
  /** `scope` of the second sign-in. Default `openid profile email`; `openid` is always included. */
  scope?: string | undefined
  /** More parameters for the second sign-in, for example `organization`, `ui_locales`, `acr_values`. Default: none. */
  authorizationParams?: Readonly<Record<string, string>> | undefined
  /**
   * Decides whether the account may be linked. It receives the claims of the account's verified ID token. Linking merges
   * two Auth0 users: the other user and its metadata are deleted. Default: an account is refused (`denied`) if its email
   * address is not verified.
   */
  confirmLink?: ((claims: SecondaryClaims) => boolean | Promise<boolean>) | undefined
}

/** Checks the options. Throws a `configuration` error for the first one that is invalid. */
export function readOptions(options: Auth0ClientOptions) {
  const { managementDomain, confirmLink = hasVerifiedEmail } = options
  const checked = readTenantOptions(options)
  checkOption(
    isPathSegment(options.userId),
    `The userId ${JSON.stringify(options.userId)} is not the id of a user.`,
    'It is a part of the path of every request, which would go elsewhere.',
    'Set it to the signed-in user’s full id, the `sub` of their ID token.',
  )
  const api = managementDomain === undefined ? checked.origin : readOrigin(managementDomain)
  return { ...checked, api, confirmLink }
}

/** Anyone can register someone else's email address, so an unverified address does not prove whose account it is. */
function hasVerifiedEmail({ email, email_verified }: SecondaryClaims): boolean {
  return email === undefined || email_verified === true
}

/** In URLs, `.` and `..` are path steps even if encoded, and half of a surrogate pair cannot be encoded. */
export function isPathSegment(text: string): boolean {
  return text !== '' && !/^\.{1,2}$|\p{Surrogate}/u.test(text)
}
