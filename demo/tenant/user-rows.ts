import type { Row } from '@libsql/client'
import type { Connection } from './connections'
import type { StoredIdentity, User } from './user'

/** Converts rows of `users JOIN identities` to users. The identities of a user must be in order. */
export function usersFrom(rows: readonly Row[], connections: readonly Connection[]): User[] {
  const users = new Map<string, User>()
  for (const row of rows) {
    const userId = String(row.user_id)
    const user: User = users.get(userId) ?? {
      userId,
      blocked: Boolean(row.blocked),
      metadata: JSON.parse(String(row.metadata)),
      createdAt: String(row.created_at),
      lastLogin: row.last_login === null ? null : String(row.last_login),
      identities: [],
    }
    user.identities.push(identityFrom(row, connections))
    users.set(userId, user)
  }
  return [...users.values()]
}

function identityFrom(row: Row, connections: readonly Connection[]): StoredIdentity {
  const connection = connections.find(({ name }) => name === row.connection)
  if (!connection) throw new Error(`no connection ${row.connection}`)
  return {
    connection,
    id: String(row.id),
    profile: JSON.parse(String(row.profile)),
    accessToken: row.access_token === null ? null : String(row.access_token),
    refreshToken: row.refresh_token === null ? null : String(row.refresh_token),
  }
}
