import { randomBytes } from 'node:crypto'
import { type Database, now } from './database'
import type { LinkRequest } from './link-request'

const lifetime = 10 * 60

export interface LinkTransaction {
  /** The user who gets the identity. If null, nothing is linked. */
  userId: string | null
  request: Omit<LinkRequest, 'accessToken'>
}

/** The links that have been started. Each is stored on the server, belongs to one browser and is used once. */
export class LinkTransactions {
  constructor(private readonly database: Database) {}

  async begin({ userId, request }: LinkTransaction, browser: string): Promise<string> {
    const id = randomBytes(32).toString('base64url')
    await this.database.execute({
      sql: 'INSERT INTO link_transactions VALUES (?, ?, ?, ?, ?)',
      args: [id, browser, userId, JSON.stringify(request), now() + lifetime],
    })
    return id
  }

  async find(id: string): Promise<(LinkTransaction & { browser: string }) | undefined> {
    const { rows } = await this.database.execute({
      sql: 'SELECT * FROM link_transactions WHERE id = ? AND expires_at > ?',
      args: [id, now()],
    })
    const [row] = rows
    return (
      row && {
        browser: String(row.browser),
        userId: row.user_id === null ? null : String(row.user_id),
        request: JSON.parse(String(row.request)),
      }
    )
  }

  /** Ends a link. Returns false if it had already ended. */
  async end(id: string): Promise<boolean> {
    const { rowsAffected } = await this.database.execute({
      sql: 'DELETE FROM link_transactions WHERE id = ?',
      args: [id],
    })
    return rowsAffected === 1
  }
}
