import { createHash } from 'node:crypto'
import type { Row } from '@libsql/client'
import { avatarPath } from './avatars'
import type { Database } from './database'
import { verifyPassword } from './passwords'
import type { Profile } from './user'

/** An account at one connection. */
export interface ProviderAccount {
  sub: string
  /** The name that distinguishes it from other accounts there. */
  label: string
  profile: Profile
}

/** The accounts of one connection. */
export class ProviderAccounts {
  constructor(
    private readonly database: Database,
    private readonly connection: string,
  ) {}

  async list(): Promise<ProviderAccount[]> {
    const { rows } = await this.database.execute({
      sql: 'SELECT * FROM provider_accounts WHERE connection = ? ORDER BY rowid',
      args: [this.connection],
    })
    return rows.map((row) => accountOf(this.connection, row))
  }

  async find(sub: string): Promise<ProviderAccount | undefined> {
    return (await this.list()).find((account) => account.sub === sub)
  }

  /** Finds the account with this email or username. If there is none, a new account is created. */
  async findOrOpen(label: string): Promise<ProviderAccount> {
    const name = label.trim().toLowerCase()
    const known = (account: ProviderAccount) =>
      [account.label, account.profile.email, account.profile.username].includes(name)

    const accounts = await this.list()
    const found = accounts.find(known)
    if (found) return found

    const email = name.includes('@') ? name : null
    const username = email && this.connection !== 'github' ? null : (name.split('@')[0] ?? name)
    const sub = subjectFor(this.connection, name)
    await this.database.execute({
      sql: 'INSERT OR IGNORE INTO provider_accounts VALUES (?, ?, ?, ?, ?, ?, NULL)',
      args: [this.connection, sub, email, Number(email !== null), name.split('@')[0] ?? name, username],
    })
    const opened = await this.find(sub)
    if (!opened) throw new Error(`the account was not created at ${this.connection}`)
    return opened
  }

  async checkPassword(email: string, password: string): Promise<ProviderAccount | undefined> {
    const { rows } = await this.database.execute({
      sql: 'SELECT * FROM provider_accounts WHERE connection = ? AND email = ? AND password_hash IS NOT NULL',
      args: [this.connection, email.trim().toLowerCase()],
    })
    const [row] = rows
    if (!row || !(await verifyPassword(password, String(row.password_hash)))) return undefined
    return accountOf(this.connection, row)
  }
}

function accountOf(connection: string, row: Row): ProviderAccount {
  const email = row.email === null ? undefined : String(row.email)
  const username = row.username === null ? undefined : String(row.username)
  const nickname = username ?? email?.split('@')[0] ?? String(row.sub)
  return {
    sub: String(row.sub),
    label: (connection === 'github' ? username : email) ?? nickname,
    profile: {
      name: String(row.name),
      nickname,
      picture: avatarPath(nickname),
      ...(email && { email, email_verified: Boolean(row.email_verified) }),
      ...(username && { username }),
    },
  }
}

/** A subject in the format of the real provider. The same name always gets the same subject. */
function subjectFor(connection: string, name: string): string {
  const digest = createHash('sha256').update(`${connection} ${name}`).digest('hex')
  const number = BigInt(`0x${digest}`)
  if (connection === 'google-oauth2') return `1${String(number % 10n ** 20n).padStart(20, '0')}`
  if (connection === 'github') return String(20_000_000n + (number % 100_000_000n))
  return `00u${digest.slice(0, 17)}`
}
