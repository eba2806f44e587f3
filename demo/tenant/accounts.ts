import type { Row } from '@libsql/client'
import type { Connection } from './connections'
import type { Database } from './database'

/** What a connection says about a person. `picture` is a path there, for its port changes with every start. */
export interface Profile {
  name?: string
  nickname?: string
  username?: string
  email?: string
  email_verified?: boolean
  picture?: string
}

/** Somebody who has just proved to be who they are, at one connection. */
export interface ProvenIdentity {
  connection: Connection
  id: string
  profile: Profile
}

export interface StoredIdentity extends ProvenIdentity {
  accessToken: string | null
  refreshToken: string | null
}

export interface User {
  userId: string
  blocked: boolean
  metadata: object
  createdAt: string
  lastLogin: string | null
  /** never empty; the first is the primary */
  identities: StoredIdentity[]
}

/** A subject as the identity of a tenant: enterprise connections share a strategy, so theirs carry the name. */
export const identityId = (connection: Connection, sub: string) =>
  connection.strategy === 'oidc' ? `${connection.name}|${sub}` : sub

export const fullUserId = ({ connection, id }: Pick<ProvenIdentity, 'connection' | 'id'>) =>
  `${connection.strategy}|${id}`

/** The users of the tenant and the identities that sign in as them. */
export class Accounts {
  constructor(
    private readonly database: Database,
    private readonly connections: readonly Connection[],
  ) {}

  async users(): Promise<User[]> {
    const { rows } = await this.database.execute(
      'SELECT * FROM users JOIN identities USING (user_id) ORDER BY users.rowid, position',
    )
    return this.usersFrom(rows)
  }

  async user(userId: string): Promise<User | undefined> {
    const { rows } = await this.database.execute({
      sql: 'SELECT * FROM users JOIN identities USING (user_id) WHERE user_id = ? ORDER BY position',
      args: [userId],
    })
    return this.usersFrom(rows)[0]
  }

  async ownerOf(identity: ProvenIdentity): Promise<User | undefined> {
    const { rows } = await this.database.execute({
      sql: 'SELECT user_id FROM identities WHERE connection = ? AND id = ?',
      args: [identity.connection.name, identity.id],
    })
    return rows[0] && this.user(String(rows[0].user_id))
  }

  /** The user this identity signs in as; somebody nobody knows becomes a new user. */
  async signIn(identity: ProvenIdentity): Promise<User> {
    const userId = (await this.ownerOf(identity))?.userId ?? fullUserId(identity)
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
   * Adds the identity to the user's. What was unlinked and has not signed in since is free to be linked again;
   * anything else that signs in as somebody stays theirs.
   */
  async link(userId: string, identity: ProvenIdentity): Promise<'linked' | 'already_linked' | 'taken'> {
    const owner = await this.ownerOf(identity)
    if (owner?.userId === userId) return 'already_linked'
    if (owner && (owner.lastLogin || owner.identities.length > 1)) return 'taken'

    const { connection, id } = identity
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
    const linked = (await this.ownerOf({ connection, id, profile: {} }))?.userId === userId
    return linked ? 'linked' : 'taken'
  }

  /** The identity leaves and becomes a user of its own, without metadata. */
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

  /** Legacy tenants keep the provider's own tokens with an identity; these are made up, and easy to find. */
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

  private usersFrom(rows: readonly Row[]): User[] {
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
      user.identities.push(this.identityFrom(row))
      users.set(userId, user)
    }
    return [...users.values()]
  }

  private identityFrom(row: Row): StoredIdentity {
    const connection = this.connections.find(({ name }) => name === row.connection)
    if (!connection) throw new Error(`no connection ${row.connection}`)
    return {
      connection,
      id: String(row.id),
      profile: JSON.parse(String(row.profile)),
      accessToken: row.access_token === null ? null : String(row.access_token),
      refreshToken: row.refresh_token === null ? null : String(row.refresh_token),
    }
  }
}
