import type { Identity } from '../core/identity'
import { checkChoice, checkOption, readTenantOptions, type TenantOptions } from '../core/options'

/** Fetches the signed-in user as parsed JSON in the tenant's format: `{ user_id, identities: [...] }`. */
export type FetchUser = (context: { accessToken: string }) => Promise<unknown>

/** Options of the classic client. Invalid options throw a `configuration` error immediately. */
export interface ClassicClientOptions extends TenantOptions {
  /** `code` for server-side flows, `token` for client-side flows. Default `code`. */
  responseType?: 'code' | 'token' | undefined
  /** `scope` of the link request. Default: not sent. */
  scope?: string | undefined
  /**
   * How the browser goes to `/authorize`. `get` puts the access token in the URL, as the classic API requires. `post`
   * keeps it out of URLs, if the tenant accepts forms there, as OpenID Connect requires. Default `get`.
   */
  authorizeMethod?: 'get' | 'post' | undefined
  /** Path of the unlink endpoint; some tenants use `/unlink`. Default `/login/unlink`. */
  unlinkPath?: string | undefined
  /** The `user_id` that an unlink sends. Default: the full id of the identity to remove. */
  unlinkUserId?: ((identity: Identity) => string) | undefined
  /** Additional fields of the unlink body, for example `{ clientID }`. */
  unlinkBody?: Readonly<Record<string, string>> | undefined
  /**
   * Where the list comes from: `userinfo` (default) requests `GET /userinfo`; `management` requests
   * `GET /api/v2/users/{id}`, for which the token needs `read:current_user`; or your own function.
   */
  identities?: 'userinfo' | 'management' | FetchUser | undefined
}

/** Checks the options. Throws a `configuration` error for the first one that is invalid. */
export function readOptions(options: ClassicClientOptions) {
  const { responseType, authorizeMethod, unlinkPath = '/login/unlink', identities = 'userinfo' } = options
  checkChoice('responseType', responseType, ['code', 'token'], 'The tenant answers a link with one.')
  checkChoice('authorizeMethod', authorizeMethod, ['get', 'post'], 'The browser goes to /authorize so.')
  checkOption(
    typeof unlinkPath === 'string' && unlinkPath.startsWith('/'),
    `The unlinkPath ${JSON.stringify(unlinkPath)} does not begin with a slash.`,
    'It is appended to the tenant’s origin.',
    'Set it to "/login/unlink" (the default) or "/unlink".',
  )
  if (typeof identities !== 'function') {
    const reason = 'The list is read from there, or by a function of yours.'
    checkChoice('identities', identities, ['userinfo', 'management'], reason)
  }
  return { ...readTenantOptions(options), unlinkPath, identities }
}
