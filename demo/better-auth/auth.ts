import { LibsqlDialect } from '@libsql/kysely-libsql'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { isAPIError } from 'better-auth/api'
import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import { type Database, secret } from '../tenant/database'
import type { RunningProvider } from '../tenant/identity-providers'
import { makeTables } from './tables'
import { unlinkPolicy } from './unlink-policy'

/** The path of Better Auth's endpoints, which is its default. */
export const basePath = '/api/auth'

export const callbackPath = (providerId: string) => `${basePath}/callback/${providerId}`

export const scopes = ['openid', 'profile', 'email']

export interface AuthOptions {
  origin: string
  database: Database
  providers: readonly RunningProvider[]
  appOrigins: readonly string[]
  freshAge: number | undefined
  trustedProviders: readonly string[]
}

export type Auth = Awaited<ReturnType<typeof createAuth>>

/** Creates Better Auth and its tables. */
export async function createAuth(settings: AuthOptions) {
  const { origin, database, providers, appOrigins, freshAge, trustedProviders } = settings
  const options = {
    baseURL: origin,
    basePath,
    secret: await secret(database, 'better auth secret'),
    database: { dialect: new LibsqlDialect({ client: database }), type: 'sqlite' },
    trustedOrigins: [...appOrigins],
    emailAndPassword: { enabled: true },
    session: { ...(freshAge !== undefined && { freshAge }) },
    account: {
      accountLinking: {
        enabled: true,
        // The user is signed in to both accounts, so their emails do not have to match.
        allowDifferentEmails: true,
        // A matching email alone must not give access to an account.
        disableImplicitLinking: true,
        trustedProviders: [...trustedProviders],
      },
    },
    plugins: [genericOAuth({ config: providers.map(providerConfig) })],
    hooks: { before: unlinkPolicy(providers.map(({ connection }) => connection)) },
    advanced: {
      cookiePrefix: 'linked-accounts',
      useSecureCookies: false,
      // These are set explicitly, because Better Auth disables the checks by default when it runs in a test.
      disableOriginCheck: false,
      disableCSRFCheck: false,
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // The responses report the errors of users. Only unexpected errors are printed.
    logger: { disabled: true },
    onAPIError: {
      onError: (error) => {
        if (!isAPIError(error) || error.statusCode >= 500) console.error(error)
      },
    },
  } satisfies BetterAuthOptions
  await makeTables(options)
  return betterAuth(options)
}

function providerConfig({ connection, issuer, clientId, clientSecret }: RunningProvider) {
  return {
    providerId: connection.name,
    name: connection.label,
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    requireIdTokenVerification: true,
    clientId,
    clientSecret,
    authentication: 'basic' as const,
    // The providers have no sessions that could be ended.
    disableProviderLogout: true,
    pkce: true,
    scopes,
  }
}
