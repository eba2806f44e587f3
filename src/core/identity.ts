import { AccountLinkingError } from './errors'

/** What is known of the account behind an identity. All of it is the provider's word, none of it is needed. */
export interface IdentityProfile {
  readonly name?: string
  readonly email?: string
  readonly emailVerified?: boolean
  readonly username?: string
  readonly nickname?: string
  /** `https:` address of an avatar (`http:` on loopback only). */
  readonly picture?: string
}

/** One way to sign in as the person: an account at a provider. */
export interface Identity {
  /** `provider|userId`, unique among the person's identities. The key for everything. */
  readonly id: string
  /** The strategy: `google-oauth2`, `github`, `auth0`, `samlp` … an open set. */
  readonly provider: string
  /** The account's id at the provider, without prefix. */
  readonly userId: string
  /** The connection it came through; several may share a provider. */
  readonly connection: string
  readonly isSocial: boolean
  /** The identity that the person's account hangs on. It cannot be unlinked. */
  readonly primary: boolean
  readonly profile: IdentityProfile
  /** The server sent the id as a number that JavaScript had already rounded; unlinking refuses it. */
  readonly unsafeId?: true
}

/** Whose identities they are, and which: the primary first. */
export interface IdentityList {
  /** Full id of the signed-in user (`provider|id`). */
  readonly userId: string
  readonly identities: readonly Identity[]
}

/** Throws `unsafe_id` for an identity whose id is not known exactly: another one could be hit. */
export function ensureSafeId({ provider, unsafeId }: Identity): void {
  if (!unsafeId) return
  throw new AccountLinkingError(
    'unsafe_id',
    `The id of this ${provider} identity was rounded when it was read, so it is not sent. ` +
      'Where you fetch the identities yourself, keep large numbers as strings.',
  )
}

type Fields = Record<string, unknown>

/**
 * Reads a user as the classic API sends it: `{ user_id, …profile, identities: [...] }`.
 *
 * By allow-list: fields that are not named here, the providers' own tokens among them, are dropped. The first
 * identity is the primary, unless the root `user_id` names another; its label comes from the root profile.
 * Throws `invalid_response` where a field that identifies an account is missing or of the wrong kind.
 */
export function parseUser(payload: unknown): IdentityList {
  const user = asFields(payload, 'The user')
  if (!Array.isArray(user.identities)) throw invalid('The user has no identities array.')
  const identities = user.identities.map(parseIdentity)
  const rootId = text(user.user_id) ?? text(user.sub)
  const primary = identities.find((identity) => identity.id === rootId) ?? identities[0]
  const userId = rootId ?? primary?.id
  if (userId === undefined) throw invalid('The user has neither a user_id nor an identity.')
  if (new Set(identities.map(({ id }) => id)).size < identities.length) {
    throw invalid('Two identities have the same provider and user_id.')
  }
  const others = identities.filter((identity) => identity !== primary)
  if (!primary) return { userId, identities: others }
  const profile = { ...parseProfile(user), ...primary.profile }
  return { userId, identities: [{ ...primary, primary: true, profile }, ...others] }
}

/** The ids in an array of identities as the API sends it; `undefined` if it is none, or is damaged. */
export function parseIds(payload: unknown): readonly string[] | undefined {
  if (!Array.isArray(payload)) return undefined
  try {
    return payload.map((identity, index) => parseIdentity(identity, index).id)
  } catch {
    return undefined
  }
}

function parseIdentity(payload: unknown, index: number): Identity {
  const at = `identities[${index}]`
  const fields = asFields(payload, at)
  const provider = text(fields.provider)
  if (provider === undefined) throw invalid(`${at} has no provider.`)
  const userId = accountId(fields.user_id)
  if (userId === undefined) throw invalid(`${at} (${provider}) has no user_id.`)
  return {
    id: `${provider}|${userId}`,
    provider,
    userId,
    connection: text(fields.connection) ?? provider,
    isSocial: fields.isSocial === true,
    primary: false,
    profile: isFields(fields.profileData) ? parseProfile(fields.profileData) : {},
    ...(typeof fields.user_id === 'number' && !Number.isSafeInteger(fields.user_id) && { unsafeId: true }),
  }
}

/** Reads what is known of an account; what is not named here is dropped. */
export function parseProfile(fields: Fields): IdentityProfile {
  const name = text(fields.name)
  const email = text(fields.email)
  const username = text(fields.username)
  const nickname = text(fields.nickname)
  const picture = pictureUrl(fields.picture)
  return {
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...(typeof fields.email_verified === 'boolean' && { emailVerified: fields.email_verified }),
    ...(username !== undefined && { username }),
    ...(nickname !== undefined && { nickname }),
    ...(picture !== undefined && { picture }),
  }
}

function accountId(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : undefined
  return text(value)
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname)
}

function pictureUrl(value: unknown): string | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) return undefined
  const url = new URL(value)
  const allowed = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
  return allowed ? url.href : undefined
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function asFields(value: unknown, what: string): Fields {
  if (!isFields(value)) throw invalid(`${what} is not an object.`)
  return value
}

function invalid(problem: string): AccountLinkingError {
  return new AccountLinkingError('invalid_response', `The list of identities cannot be read. ${problem}`)
}
