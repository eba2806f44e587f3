import { invalidListError } from '../core/errors'
import { type Identity, type IdentityProfile, isRecord, nonEmptyString, parseProfile } from '../core/identity'

/** The provider of a row that represents a password. */
export const CREDENTIAL = 'credential'

/** One row of `list-accounts`: an identity, and the id that Better Auth uses to unlink it. */
export interface AccountRow {
  readonly id: string
  readonly providerId: string
  readonly accountId: string
  readonly userId: string
  readonly createdAt?: string | undefined
}

/** Parses the response of `list-accounts`. Throws `invalid_response` if a row cannot be identified. */
export function parseAccounts(payload: unknown): readonly AccountRow[] {
  if (!Array.isArray(payload)) throw invalidListError('The answer is not an array.')
  return payload.map(parseRow)
}

function parseRow(payload: unknown, index: number): AccountRow {
  const fields = isRecord(payload) ? payload : {}
  const names = ['id', 'providerId', 'accountId', 'userId', 'createdAt']
  const [id, providerId, accountId, userId, createdAt] = names.map((name) => nonEmptyString(fields[name]))
  if (id && providerId && accountId && userId) return { id, providerId, accountId, userId, createdAt }
  throw invalidListError(`Row ${index} lacks its id, providerId, accountId or userId.`)
}

/** Unlike the row's id, this stays the same when an account is unlinked and linked again. */
export const identityId = ({ providerId, accountId }: AccountRow): string => `${providerId}|${accountId}`

export function identityOf(row: AccountRow, profile: IdentityProfile): Identity {
  const { providerId, accountId, createdAt } = row
  return {
    id: identityId(row),
    provider: providerId,
    connection: providerId,
    primary: false,
    profile,
    accountId,
    linkedAt: createdAt,
  }
}

/** Parses the response of `account-info`: `{ user, data }`, where `data` is what the provider sent. */
export function parseAccountInfo(payload: unknown): IdentityProfile {
  const { user, data } = isRecord(payload) ? payload : {}
  const { preferred_username, login } = isRecord(data) ? data : {}
  const username = nonEmptyString(preferred_username) ?? nonEmptyString(login)
  return parseProfileOf({ ...(isRecord(user) && user), username })
}

/** Parses a user with Better Auth's field names. */
export function parseProfileOf(user: Readonly<Record<string, unknown>>): IdentityProfile {
  return parseProfile({ ...user, email_verified: user.emailVerified, picture: user.image })
}
