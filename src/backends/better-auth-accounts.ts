import { AccountLinkingError } from '../core/errors'
import { type Identity, type IdentityProfile, isFields, parseProfile, text } from '../core/identity'

/** The provider of a row that stands for a password. */
export const CREDENTIAL = 'credential'

/** One row of `list-accounts`: an identity, and the id by which Better Auth unlinks it. */
export interface AccountRow {
  readonly id: string
  readonly providerId: string
  readonly accountId: string
  readonly userId: string
}

/** Reads the answer of `list-accounts` by allow-list. Throws `invalid_response` where a row cannot be told apart. */
export function parseAccounts(payload: unknown): readonly AccountRow[] {
  if (!Array.isArray(payload)) throw invalid('It is not an array.')
  const rows = payload.map(parseRow)
  if (new Set(rows.map(identityId)).size < rows.length) {
    throw invalid('Two rows have the same providerId and accountId.')
  }
  return rows
}

function parseRow(payload: unknown, index: number): AccountRow {
  const fields = isFields(payload) ? payload : {}
  const [id, providerId, accountId, userId] = ['id', 'providerId', 'accountId', 'userId'].map((name) =>
    text(fields[name]),
  )
  if (id && providerId && accountId && userId) return { id, providerId, accountId, userId }
  throw invalid(`Row ${index} lacks its id, providerId, accountId or userId.`)
}

export const identityId = ({ providerId, accountId }: AccountRow): string => `${providerId}|${accountId}`

export function identityOf(row: AccountRow, profile: IdentityProfile): Identity {
  const { providerId, accountId } = row
  return {
    id: identityId(row),
    provider: providerId,
    userId: accountId,
    connection: providerId,
    isSocial: providerId !== CREDENTIAL,
    primary: false,
    profile,
  }
}

/** Reads the answer of `account-info` by allow-list: `{ user, data }`, the latter as the provider has it. */
export function parseAccountInfo(payload: unknown): IdentityProfile {
  const { user, data } = isFields(payload) ? payload : {}
  const { name, email, emailVerified, image } = isFields(user) ? user : {}
  const { preferred_username, login } = isFields(data) ? data : {}
  const username = text(preferred_username) ?? text(login)
  return parseProfile({ name, email, email_verified: emailVerified, picture: image, username })
}

function invalid(problem: string): AccountLinkingError {
  return new AccountLinkingError('invalid_response', `The list of accounts cannot be read. ${problem}`)
}
