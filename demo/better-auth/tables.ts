import type { BetterAuthOptions } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import type { Database } from '../tenant/database'
import type { TenantUser } from '../tenant/demo-backend'

/** Creates the tables of Better Auth that are missing, with its own migrations. */
export async function makeTables(options: BetterAuthOptions): Promise<void> {
  const { runMigrations } = await getMigrations(options)
  await runMigrations()
}

export async function dropTables(database: Database): Promise<void> {
  const names = ['verification', 'account', 'session', 'user']
  await database.executeMultiple(names.map((name) => `DROP TABLE IF EXISTS ${name}`).join(';\n'))
}

/** The users with their accounts, both in the order of their creation. */
export async function listUsers(database: Database): Promise<TenantUser[]> {
  const { rows } = await database.execute(
    `SELECT user.id, user.email, account.providerId, account.accountId
      FROM user LEFT JOIN account ON account.userId = user.id ORDER BY user.rowid, account.rowid`,
  )
  const users = new Map<string, TenantUser>()
  for (const { id, email, providerId, accountId } of rows) {
    const userId = String(id)
    const user = users.get(userId) ?? { userId, email: String(email), identities: [] }
    users.set(userId, user)
    if (providerId === null) continue
    const connection = String(providerId)
    user.identities.push({ provider: connection, userId: String(accountId), connection })
  }
  return [...users.values()]
}

/** Moves every sign-in that many seconds into the past. */
export async function ageSessions(database: Database, seconds: number): Promise<void> {
  await database.execute({
    sql: `UPDATE session SET createdAt = strftime('%Y-%m-%dT%H:%M:%fZ', createdAt, ?)`,
    args: [`-${seconds} seconds`],
  })
}
