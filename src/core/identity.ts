import { invalidListError } from './errors'
import { isSafeUrl, omitEmpty, parseUrl } from './url'

/** What the provider reports about the account. Every field is optional. */
export interface IdentityProfile {
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly emailVerified?: boolean | undefined
  readonly username?: string | undefined
  readonly nickname?: string | undefined
  /** `https:` URL of an avatar (`http:` on loopback only). */
  readonly picture?: string | undefined
}

/** An account at a provider that the user can sign in with. */
export interface Identity {
  /** Identifies the identity among the user's identities. Opaque; `provider|accountId` on most backends. */
  readonly id: string
  /** The provider, also called strategy: `google-oauth2`, `github`, `auth0`, `samlp` or any other. */
  readonly provider: string
  /** The connection that it was linked with, by the same name as in a `LinkRequest`. Connections can share a provider. */
  readonly connection: string
  /** Whether it is the identity that the user's account is based on. It cannot be unlinked. */
  readonly primary: boolean
  readonly profile: IdentityProfile
  /** The account's id at the provider, if the backend sends it. */
  readonly accountId?: string | undefined
  /** When it was linked, as an ISO 8601 date, if the backend sends it. */
  readonly linkedAt?: string | undefined
  /** The server sent the id as a number that JavaScript had already rounded; the kit refuses to unlink it. */
  readonly unsafeId?: true | undefined
}

/** A user's identities, the primary first. */
export interface IdentityList {
  /** The user's id, as proven by the response, the session or the token. */
  readonly userId: string
  readonly identities: readonly Identity[]
}

type Fields = Record<string, unknown>

/**
 * Parses a user from the classic API: `{ user_id, …profile, identities: [...] }`.
 *
 * Unknown fields are dropped, including the providers' own tokens. The first identity is the primary, unless the root
 * `user_id` names another one. The primary's profile is completed from the root.
 * Throws `invalid_response` if a field that identifies an account is missing or of the wrong type.
 */
export function parseUser(payload: unknown): IdentityList {
  const user = asRecord(payload, 'The user')
  if (!Array.isArray(user.identities)) throw invalidListError('The user has no identities array.')
  const identities = user.identities.map(parseIdentity)
  const rootId = nonEmptyString(user.user_id) ?? nonEmptyString(user.sub)
  const primary = identities.find((identity) => identity.id === rootId) ?? identities[0]
  const userId = rootId ?? primary?.id
  if (userId === undefined) throw invalidListError('The user has neither a user_id nor an identity.')
  const others = identities.filter((identity) => identity !== primary)
  if (!primary) return { userId, identities: others }
  const profile = { ...parseProfile(user), ...primary.profile }
  return { userId, identities: [{ ...primary, primary: true, profile }, ...others] }
}

function parseIdentity(payload: unknown, index: number): Identity {
  const at = `identities[${index}]`
  const fields = asRecord(payload, at)
  const provider = nonEmptyString(fields.provider)
  if (provider === undefined) throw invalidListError(`${at} has no provider.`)
  const id = accountId(fields.user_id)
  if (id === undefined) throw invalidListError(`${at} (${provider}) has no user_id.`)
  return {
    id: `${provider}|${id}`,
    provider,
    connection: nonEmptyString(fields.connection) ?? provider,
    primary: false,
    profile: isRecord(fields.profileData) ? parseProfile(fields.profileData) : {},
    accountId: id,
    ...(typeof fields.user_id === 'number' && !Number.isSafeInteger(fields.user_id) && { unsafeId: true }),
  }
}

/** Parses the profile of an account. Unknown fields are dropped. */
export function parseProfile(fields: Fields): IdentityProfile {
  const { email_verified: emailVerified } = fields
  return {
    ...omitEmpty({
      name: nonEmptyString(fields.name),
      email: nonEmptyString(fields.email),
      username: nonEmptyString(fields.username),
      nickname: nonEmptyString(fields.nickname),
      picture: pictureUrl(fields.picture),
    }),
    ...(typeof emailVerified === 'boolean' && { emailVerified }),
  }
}

function accountId(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : undefined
  return nonEmptyString(value)
}

export function nonEmptyString(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function pictureUrl(value: unknown): string | undefined {
  const url = typeof value === 'string' ? parseUrl(value) : undefined
  return url && isSafeUrl(url) ? url.href : undefined
}

export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function asRecord(value: unknown, what: string): Fields {
  if (!isRecord(value)) throw invalidListError(`${what} is not an object.`)
  return value
}
