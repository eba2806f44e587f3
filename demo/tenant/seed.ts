import type { InStatement } from '@libsql/client'
import { Accounts } from './accounts'
import { listConnections } from './connections'
import type { Database } from './database'
import { hashPassword } from './passwords'
import { ProviderAccounts } from './provider-accounts'
import { identityId, type ProvenIdentity } from './user'

export const databaseConnection = 'Username-Password-Authentication'

export const demoUser = { email: 'ada@example.com', password: 'correct horse' }

const connections = [
  { name: databaseConnection, label: 'Password', strategy: 'auth0' },
  { name: 'google-oauth2', label: 'Google', strategy: 'google-oauth2', social: true },
  { name: 'github', label: 'GitHub', strategy: 'github', social: true, numeric: true },
  // The policy of the organization: its identities cannot be unlinked.
  { name: 'acme-sso', label: 'Acme SSO', strategy: 'oidc', keepsLinks: true },
]

interface SeedAccount {
  connection: string
  sub: string
  name: string
  email?: string
  /** Default: true if there is an email. */
  emailVerified?: boolean
  username?: string
  password?: string
}

const ada = 'Ada Lovelace'
const grace = 'Grace Hopper'
const alan = 'Alan Turing'

const accounts: SeedAccount[] = [
  { connection: databaseConnection, sub: '6615f0c2a1b2c3d4e5f60718', name: ada, ...demoUser },
  {
    // This account has a password but has never signed in. It belongs to no user and can be linked.
    connection: databaseConnection,
    sub: '6615f0c2a1b2c3d4e5f60719',
    name: ada,
    email: 'ada.work@example.com',
    password: 'battery staple',
  },
  {
    connection: 'google-oauth2',
    sub: '108204268033311374519',
    name: ada,
    email: 'ada.lovelace@gmail.example',
  },
  { connection: 'google-oauth2', sub: '113850022417769035482', name: ada, email: 'countess@gmail.example' },
  {
    connection: 'google-oauth2',
    sub: '101906128519520618152',
    name: grace,
    email: 'grace.hopper@gmail.example',
  },
  {
    connection: 'google-oauth2',
    sub: '119120623195406071954',
    name: alan,
    email: 'alan.turing@gmail.example',
  },
  { connection: 'github', sub: '583231', name: ada, email: 'ada@example.com', username: 'ada-lovelace' },
  // This account keeps its email private, which GitHub allows.
  { connection: 'github', sub: '1843', name: 'Analytical Engine', username: 'analytical-engine' },
  {
    // The email of this account is not verified, so it must not be used to match accounts.
    connection: 'github',
    sub: '583299',
    name: ada,
    email: 'lady@example.com',
    emailVerified: false,
    username: 'lady-lovelace',
  },
  {
    connection: 'github',
    sub: '19061209',
    name: grace,
    email: 'grace@example.com',
    username: 'grace-hopper',
  },
  { connection: 'github', sub: '19120623', name: alan, email: 'alan@example.com', username: 'alan-turing' },
  { connection: 'acme-sso', sub: '00u1ada', name: ada, email: 'ada@acme.example', username: 'alovelace' },
  { connection: 'acme-sso', sub: '00u1grace', name: grace, email: 'grace@acme.example', username: 'ghopper' },
  {
    connection: 'acme-sso',
    sub: '00u1charles',
    name: 'Charles Babbage',
    email: 'charles@acme.example',
    username: 'cbabbage',
  },
]

/** The users, each as a list of accounts, with the primary first: `[connection, sub]`. */
export const users: [connection: string, sub: string][][] = [
  [
    [databaseConnection, '6615f0c2a1b2c3d4e5f60718'],
    ['google-oauth2', '108204268033311374519'],
    ['acme-sso', '00u1ada'],
  ],
  [
    ['github', '19061209'],
    ['google-oauth2', '101906128519520618152'],
  ],
]

/** Adds the initial data to an empty database. A database with users is not changed. */
export async function seed(database: Database): Promise<void> {
  const { rows } = await database.execute('SELECT 1 FROM users LIMIT 1')
  if (rows.length > 0) return
  await seedConnections(database)
  await seedUsers(database)
}

/** Adds the connections and the accounts there. */
export async function seedConnections(database: Database): Promise<void> {
  const insertAccounts = accounts.map(
    async ({
      connection,
      sub,
      name,
      email,
      emailVerified = email !== undefined,
      username,
      password,
    }): Promise<InStatement> => ({
      sql: 'INSERT OR REPLACE INTO provider_accounts VALUES (?, ?, ?, ?, ?, ?, ?)',
      args: [
        connection,
        sub,
        email ?? null,
        Number(emailVerified),
        name,
        username ?? null,
        password ? await seedHash(password) : null,
      ],
    }),
  )
  await database.batch(
    [
      ...connections.map(
        ({ name, label, strategy, social = false, numeric = false, keepsLinks = false }) => ({
          sql: 'INSERT OR REPLACE INTO connections VALUES (?, ?, ?, ?, ?, ?)',
          args: [name, label, strategy, Number(social), Number(numeric), Number(!keepsLinks)],
        }),
      ),
      ...(await Promise.all(insertAccounts)),
    ],
    'write',
  )
}

const hashes = new Map<string, Promise<string>>()

/** Hashes a password once per process, for all tenants, because hashing is slow by design. */
function seedHash(password: string): Promise<string> {
  const hash = hashes.get(password) ?? hashPassword(password)
  hashes.set(password, hash)
  return hash
}

async function seedUsers(database: Database): Promise<void> {
  const known = await listConnections(database)
  const accounts = new Accounts(database, known)

  const identityOf = async (name: string, sub: string): Promise<ProvenIdentity> => {
    const connection = known.find((candidate) => candidate.name === name)
    const account = await new ProviderAccounts(database, name).find(sub)
    if (!connection || !account) throw new Error(`the seed has no account ${sub} at ${name}`)
    return { connection, id: identityId(connection, sub), profile: account.profile }
  }

  for (const [primary, ...linked] of users) {
    if (!primary) continue
    const { userId } = await accounts.signIn(await identityOf(...primary))
    for (const account of linked) await accounts.link(userId, await identityOf(...account))
  }
}
