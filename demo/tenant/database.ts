import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Client, createClient } from '@libsql/client'

export type Database = Client

const tables = {
  connections: `
    name TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    strategy TEXT NOT NULL,
    is_social INTEGER NOT NULL,
    numeric_user_id INTEGER NOT NULL,
    allow_unlink INTEGER NOT NULL DEFAULT 1`,
  // The accounts of each connection. Only those of the database connection have a password.
  provider_accounts: `
    connection TEXT NOT NULL REFERENCES connections (name),
    sub TEXT NOT NULL,
    email TEXT,
    email_verified INTEGER NOT NULL DEFAULT 0,
    name TEXT,
    username TEXT,
    password_hash TEXT,
    PRIMARY KEY (connection, sub)`,
  users: `
    user_id TEXT PRIMARY KEY,
    blocked INTEGER NOT NULL DEFAULT 0,
    metadata TEXT NOT NULL DEFAULT '{}',
    created_at TEXT NOT NULL,
    last_login TEXT`,
  identities: `
    connection TEXT NOT NULL REFERENCES connections (name),
    id TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (user_id),
    position INTEGER NOT NULL,
    profile TEXT NOT NULL,
    access_token TEXT,
    refresh_token TEXT,
    PRIMARY KEY (connection, id)`,
  link_transactions: `
    id TEXT PRIMARY KEY,
    browser TEXT NOT NULL,
    user_id TEXT,
    request TEXT NOT NULL,
    expires_at INTEGER NOT NULL`,
  provider_logins: `
    state TEXT PRIMARY KEY,
    browser TEXT NOT NULL,
    connection TEXT NOT NULL,
    nonce TEXT NOT NULL,
    code_verifier TEXT NOT NULL,
    visit TEXT NOT NULL,
    visit_id TEXT NOT NULL,
    expires_at INTEGER NOT NULL`,
  artifacts: `
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    id TEXT NOT NULL,
    payload TEXT NOT NULL,
    grant_id TEXT,
    uid TEXT,
    expires_at INTEGER,
    PRIMARY KEY (provider, model, id)`,
  secrets: `
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL`,
}

const expiring = ['link_transactions', 'provider_logins', 'artifacts']

export const now = () => Math.floor(Date.now() / 1000)

/** Opens an SQLite file or a database in memory, and creates its tables if they are missing. */
export async function openDatabase(location: string, { reset }: { reset: boolean }): Promise<Database> {
  if (location !== ':memory:') await mkdir(dirname(location), { recursive: true })
  // With one connection, writes to a file happen one after another. The data of ':memory:' belongs to one
  // connection anyway.
  const database = createClient({
    url: location === ':memory:' ? location : `file:${location}`,
    concurrency: 1,
  })
  const names = Object.keys(tables).reverse()
  const create = Object.entries(tables).map(
    ([name, columns]) => `CREATE TABLE IF NOT EXISTS ${name} (${columns})`,
  )
  await database.executeMultiple(
    [
      ...(reset ? names.map((name) => `DROP TABLE IF EXISTS ${name}`) : []),
      ...create,
      ...expiring.map((name) => `DELETE FROM ${name} WHERE expires_at <= ${now()}`),
    ].join(';\n'),
  )
  return database
}

/** A secret that is created once for each database, so that sessions and keys stay valid after a restart. */
export async function secret(
  database: Database,
  name: string,
  create: () => string = () => randomBytes(32).toString('base64url'),
): Promise<string> {
  await database.execute({ sql: 'INSERT OR IGNORE INTO secrets VALUES (?, ?)', args: [name, create()] })
  const { rows } = await database.execute({ sql: 'SELECT value FROM secrets WHERE name = ?', args: [name] })
  return String(rows[0]?.value)
}
