import type { Database } from './database'

/** Where the time of a sign-in is stored: in sessions, codes, refresh tokens and access tokens. */
const times = ['$.loginTs', '$.authTime', '$.extra.auth_time']

/** Moves every sign-in that many seconds into the past. Sessions and tokens stay valid. */
export async function ageSessions(database: Database, seconds: number): Promise<void> {
  await database.batch(
    [
      {
        sql: "UPDATE users SET last_login = strftime('%Y-%m-%dT%H:%M:%fZ', last_login, ?)",
        args: [`-${seconds} seconds`],
      },
      ...times.map((path) => ({
        sql: `UPDATE artifacts SET payload = json_set(payload, :path, json_extract(payload, :path) - :seconds)
          WHERE provider = 'tenant' AND json_extract(payload, :path) IS NOT NULL`,
        args: { path, seconds },
      })),
    ],
    'write',
  )
}
