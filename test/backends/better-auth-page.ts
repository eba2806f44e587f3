import { type BetterAuthClientOptions, createBetterAuthClient } from '../../src/backends/better-auth'
import type { Identity } from '../../src/core/identity'
import { type Routes, serveRoutes } from './routes'

export const PAGE = 'https://app.example.com/account'

/** Requested before each link, because the cookie may belong to another user by then. */
export const SESSION = 'GET /api/auth/get-session'
export const LIST = 'GET /api/auth/list-accounts'
export const INFO = 'GET /api/auth/account-info'
export const LINK = 'POST /api/auth/link-social'
export const UNLINK = 'POST /api/auth/unlink-account'

export const password = { id: 'row-0', providerId: 'credential', accountId: 'ann', userId: 'ann' }
export const github = { id: 'row-1', providerId: 'github', accountId: '583231', userId: 'ann' }
export const google = { id: 'row-2', providerId: 'google', accountId: '1082', userId: 'ann' }

/** Ann's client, with a simulated server. */
export async function openPage(routes: Routes, options: Partial<BetterAuthClientOptions> = {}) {
  const server = await serveRoutes({ [SESSION]: { body: { user: { id: 'ann' } } }, ...routes })
  const client = createBetterAuthClient({
    baseURL: server.origin,
    redirectUri: PAGE,
    user: { id: 'ann' },
    ...options,
  })
  return { client, server }
}

export function identityOf({ providerId, accountId }: typeof github): Identity {
  return {
    id: `${providerId}|${accountId}`,
    provider: providerId,
    connection: providerId,
    primary: false,
    profile: {},
    accountId,
  }
}
