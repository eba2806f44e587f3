import { hashPassword } from 'better-auth/crypto'
import type { Database } from '../tenant/database'
import type { RunningProvider } from '../tenant/identity-providers'
import { ProviderAccounts } from '../tenant/provider-accounts'
import { databaseConnection, demoUser, users } from '../tenant/seed'
import type { Auth } from './auth'
import { issueTokens } from './provider-tokens'

type Connected = (typeof users)[number][number]

/** Creates the same users as the tenant has at the start, with the same accounts in the same order. */
export async function seedUsers(
  auth: Auth,
  database: Database,
  providers: readonly RunningProvider[],
): Promise<void> {
  const { internalAdapter } = await auth.$context
  if ((await internalAdapter.countTotalUsers()) > 0) return

  const signUp = async ([connection, sub]: Connected): Promise<string> => {
    const profile = (await new ProviderAccounts(database, connection).find(sub))?.profile
    if (!profile?.name || !profile.email)
      throw new Error(`the seed has no account ${sub} at ${connection} to sign up`)
    const { name, email, email_verified: emailVerified = false } = profile
    const byPassword = connection === databaseConnection
    const user = { ...(byPassword && { id: sub }), name, email, emailVerified }
    const { id } = await internalAdapter.createUser(user, { method: byPassword ? 'email-password' : 'oauth' })
    return id
  }

  const link = async (userId: string, [connection, sub]: Connected) => {
    if (connection === databaseConnection) {
      const password = await demoPasswordHash()
      await internalAdapter.createAccount({ providerId: 'credential', accountId: userId, userId, password })
      return
    }
    const provider = providers.find((candidate) => candidate.connection.name === connection)
    if (!provider) throw new Error(`the seed has no provider ${connection}`)
    const tokens = await issueTokens(provider, sub)
    await internalAdapter.createAccount({ providerId: connection, accountId: sub, userId, ...tokens })
  }

  for (const accounts of users) {
    const [primary] = accounts
    if (!primary) continue
    const userId = await signUp(primary)
    for (const account of accounts) await link(userId, account)
  }
}

let hash: Promise<string> | undefined

/** Hashes the password once per process, for all servers, because hashing is slow by design. */
function demoPasswordHash(): Promise<string> {
  hash ??= hashPassword(demoUser.password)
  return hash
}
