import Router from '@koa/router'
import type { Context } from 'koa'
import type { Provider } from 'oidc-provider'
import type { Accounts } from './accounts'
import { userOfToken } from './tokens'
import { userObject } from './user-object'

const errors: Record<number, string> = { 401: 'Unauthorized', 403: 'Forbidden' }

function refuse(ctx: Context, statusCode: number, errorCode: string, message: string) {
  ctx.status = statusCode
  ctx.set('WWW-Authenticate', `Bearer error="${errorCode}"`)
  ctx.body = { statusCode, error: errors[statusCode], message, errorCode }
}

/** The one call of the Management API that a signed-in user may make: to read themselves. */
export function usersApi(provider: Provider, accounts: Accounts, issuers: ReadonlyMap<string, string>) {
  const router = new Router()

  router.get('/api/v2/users/:id', async (ctx) => {
    ctx.set('Cache-Control', 'no-store')
    const [, accessToken = ''] = /^Bearer (\S+)$/i.exec(ctx.get('Authorization')) ?? []
    const found = await userOfToken(provider, accounts, accessToken)
    if (!found || found.user.blocked) {
      return refuse(ctx, 401, 'invalid_token', 'the access token is not valid or has expired')
    }
    const { user, scopes } = found
    if (!scopes.has('read:current_user')) {
      return refuse(ctx, 403, 'insufficient_scope', 'the scope read:current_user is needed')
    }
    if (ctx.params.id !== user.userId) {
      return refuse(ctx, 403, 'insufficient_scope', 'the token is for another user')
    }
    ctx.body = userObject(user, issuers)
  })

  return router.routes()
}
