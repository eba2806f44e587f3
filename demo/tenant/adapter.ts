import type { Adapter, AdapterPayload } from 'oidc-provider'
import { type Database, now } from './database'

/** Stores the sessions, grants, codes and tokens of one OpenID Provider in SQLite. */
export class ArtifactAdapter implements Adapter {
  constructor(
    private readonly database: Database,
    private readonly provider: string,
    private readonly model: string,
  ) {}

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number) {
    await this.database.execute({
      sql: 'INSERT OR REPLACE INTO artifacts VALUES (?, ?, ?, ?, ?, ?, ?)',
      args: [
        this.provider,
        this.model,
        id,
        JSON.stringify(payload),
        payload.grantId ?? null,
        payload.uid ?? null,
        expiresIn ? now() + expiresIn : null,
      ],
    })
  }

  find(id: string) {
    return this.read('id', id)
  }

  findByUid(uid: string) {
    return this.read('uid', uid)
  }

  /** Finds nothing: user codes belong to the device flow, which is disabled. */
  async findByUserCode() {
    return undefined
  }

  async consume(id: string) {
    await this.database.execute({
      sql: `UPDATE artifacts SET payload = json_set(payload, '$.consumed', ?)
        WHERE provider = ? AND model = ? AND id = ?`,
      args: [now(), this.provider, this.model, id],
    })
  }

  async destroy(id: string) {
    await this.database.execute({
      sql: 'DELETE FROM artifacts WHERE provider = ? AND model = ? AND id = ?',
      args: [this.provider, this.model, id],
    })
  }

  async revokeByGrantId(grantId: string) {
    await this.database.execute({
      sql: 'DELETE FROM artifacts WHERE provider = ? AND model = ? AND grant_id = ?',
      args: [this.provider, this.model, grantId],
    })
  }

  private async read(column: 'id' | 'uid', value: string): Promise<AdapterPayload | undefined> {
    const { rows } = await this.database.execute({
      sql: `SELECT payload FROM artifacts WHERE provider = ? AND model = ? AND ${column} = ?`,
      args: [this.provider, this.model, value],
    })
    return rows[0] && JSON.parse(String(rows[0].payload))
  }
}
