import type { Connection } from './connections'
import type { Database } from './database'
import { fullUserId, type ProvenIdentity, type User } from './user'
import { usersFrom } from './user-rows'

/** `unknown_user` means that no user has that id, or that the user is blocked. */
export type MergeOutcome = 'merged' | 'same_user' | 'already_linked' | 'unknown_user'

/** The users of the tenant and their identities. */
export class Accounts {
  constructor(
    private readonly database: Database,
    private readonly connections: readonly Connection[],
  ) {}

  async users(): Promise<User[]> {
    const { rows } = await this.database.execute(
      'SELECT * FROM users JOIN identities USING (user_id) ORDER BY users.rowid, position',
    )
    return usersFrom(rows, this.connections)
  }

  async user(userId: string): Promise<User | undefined> {
    const { rows } = await this.database.execute({
      sql: 'SELECT * FROM users JOIN identities USING (user_id) WHERE user_id = ? ORDER BY position',
      args: [userId],
    })
    return usersFrom(rows, this.connections)[0]
  }

  /** The user who has this identity, as the primary or a linked identity. `fullId` is `provider|id`. */
  async ownerOf(fullId: string): Promise<User | undefined> {
    const { rows } = await this.database.execute({
      sql: `SELECT user_id FROM identities JOIN connections ON connections.name = connection
        WHERE strategy || '|' || id = ?`,
      args: [fullId],
    })
    return rows[0] && this.user(String(rows[0].user_id))
  }

  /** Signs in with an identity. If no user has the identity, a new user is created. */
  async signIn(identity: ProvenIdentity): Promise<User> {
    const userId = (await this.ownerOf(fullUserId(identity)))?.userId ?? fullUserId(identity)
    const time = new Date().toISOString()
    await this.database.batch(
      [
        {
          sql: 'INSERT INTO users (user_id, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING',
          args: [userId, time],
        },
        this.insertIdentity(userId, identity),
        { sql: 'UPDATE users SET last_login = ? WHERE user_id = ? AND NOT blocked', args: [time, userId] },
      ],
      'write',
    )
    const user = await this.user(userId)
    if (!user) throw new Error(`no user ${userId}`)
    return user
  }

  /**
   * Adds an identity to a user. An identity of another user is not taken away from that user, with one exception: after
   * an unlink, it can be linked again as long as the user that the unlink created has not signed in.
   */
  async link(userId: string, identity: ProvenIdentity): Promise<'linked' | 'already_linked' | 'taken'> {
    const owner = await this.ownerOf(fullUserId(identity))
    if (owner?.userId === userId) return 'already_linked'
    if (owner && (owner.lastLogin || owner.identities.length > 1)) return 'taken'

    await this.database.batch(
      [
        {
          sql: `DELETE FROM identities
            WHERE user_id = (SELECT user_id FROM users WHERE user_id = ? AND last_login IS NULL)`,
          args: [owner?.userId ?? null],
        },
        {
          sql: 'DELETE FROM users WHERE user_id = ? AND last_login IS NULL',
          args: [owner?.userId ?? null],
        },
        this.insertIdentity(userId, identity),
      ],
      'write',
    )
    const linked = (await this.ownerOf(fullUserId(identity)))?.userId === userId
    return linked ? 'linked' : 'taken'
  }

  /**
   * Merges two users. All identities of the second user go to the first user, in their order. The second user
   * and its metadata are deleted.
   */
  async merge(userId: string, secondId: string): Promise<MergeOutcome> {
    if (secondId === userId) return 'same_user'
    const [moved] = await this.database.batch(
      [
        {
          // The conditions are part of the statement, because another request may link either user at the same time.
          sql: `UPDATE identities
            SET user_id = :first,
              position = position + (SELECT max(position) + 1 FROM identities WHERE user_id = :first)
            WHERE user_id = :second AND EXISTS (SELECT 1 FROM users WHERE user_id = :first)
              AND EXISTS (SELECT 1 FROM users WHERE user_id = :second AND NOT blocked)`,
          args: { first: userId, second: secondId },
        },
        {
          sql: `DELETE FROM users WHERE user_id = :second
            AND NOT EXISTS (SELECT 1 FROM identities WHERE user_id = :second)`,
          args: { second: secondId },
        },
      ],
      'write',
    )
    if (moved && moved.rowsAffected > 0) return 'merged'
    return (await this.ownerOf(secondId))?.userId === userId ? 'already_linked' : 'unknown_user'
  }

  /** Removes an identity from a user. It becomes a separate user without metadata. */
  async unlink(userId: string, identity: ProvenIdentity): Promise<void> {
    const { connection, id } = identity
    const newUserId = fullUserId(identity)
    await this.database.batch(
      [
        {
          sql: 'INSERT INTO users (user_id, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING',
          args: [newUserId, new Date().toISOString()],
        },
        {
          sql: 'UPDATE identities SET user_id = ?, position = 0 WHERE connection = ? AND id = ? AND user_id = ?',
          args: [newUserId, connection.name, id, userId],
        },
      ],
      'write',
    )
  }

  /** Legacy tenants store the provider's tokens with an identity. These tokens are made up and easy to search for. */
  private insertIdentity(userId: string, { connection, id, profile }: ProvenIdentity) {
    return {
      sql: `INSERT INTO identities
        VALUES (?, ?, ?, (SELECT coalesce(max(position), -1) + 1 FROM identities WHERE user_id = ?), ?, ?, ?)
        ON CONFLICT DO NOTHING`,
      args: [
        connection.name,
        id,
        userId,
        userId,
        JSON.stringify(profile),
        connection.isSocial ? `provider-secret-access-${connection.name}-${id}` : null,
        connection.isSocial ? `provider-secret-refresh-${connection.name}-${id}` : null,
      ],
    }
  }
}
