import type { Database } from './database'

export interface Connection {
  name: string
  label: string
  /** The `provider` of the identities of this connection. */
  strategy: string
  isSocial: boolean
  numericUserId: boolean
  allowUnlink: boolean
}

export async function listConnections(database: Database): Promise<Connection[]> {
  const { rows } = await database.execute('SELECT * FROM connections ORDER BY rowid')
  return rows.map((row) => ({
    name: String(row.name),
    label: String(row.label),
    strategy: String(row.strategy),
    isSocial: Boolean(row.is_social),
    numericUserId: Boolean(row.numeric_user_id),
    allowUnlink: Boolean(row.allow_unlink),
  }))
}
