import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api'
import type { Connection } from '../tenant/connections'

/** Refuses to unlink the accounts of connections that do not allow it. */
export const unlinkPolicy = (connections: readonly Connection[]) =>
  createAuthMiddleware(async (ctx) => {
    if (ctx.path !== '/unlink-account') return
    const session = await getSessionFromCtx(ctx)
    if (!session) return
    const accounts = await ctx.context.internalAdapter.findAccounts(session.user.id)
    const account = accounts.find(({ id }) => id === ctx.body?.accountId)
    const connection = connections.find(({ name }) => name === account?.providerId)
    if (!connection || connection.allowUnlink) return
    throw new APIError('FORBIDDEN', {
      code: 'UNLINK_NOT_ALLOWED',
      message: `${connection.label} does not allow its identities to be unlinked`,
    })
  })
