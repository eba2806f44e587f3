import Router from '@koa/router'
import type { Context } from 'koa'
import type { Provider } from 'oidc-provider'
import { type Accounts, fullUserId } from './accounts'
import { textField } from './bodies'
import { userOfToken } from './tokens'

const names: Record<number, string> = {
  400: 'BadRequestError',
  401: 'UnauthorizedError',
  403: 'ForbiddenError',
  404: 'NotFoundError',
}

function refuse(ctx: Context, statusCode: number, code: string, description: string) {
  ctx.status = statusCode
  ctx.body = { name: names[statusCode], code, description, statusCode }
}

/** The seed's unlink: `user_id` names the identity that leaves, in full `provider|id` form. */
export function unlinkRoutes(provider: Provider, accounts: Accounts) {
  const router = new Router()

  router.post(['/login/unlink', '/unlink'], async (ctx) => {
    ctx.set('Cache-Control', 'no-store')
    const accessToken = textField(ctx, 'access_token')
    const userId = textField(ctx, 'user_id')
    if (!ctx.is('json') || !ctx.request.body) {
      return refuse(ctx, 400, 'invalid_body', 'the body is not JSON')
    }
    if (!accessToken) return refuse(ctx, 400, 'invalid_body', 'access_token is missing or not a string')
    if (!userId) return refuse(ctx, 400, 'invalid_body', 'user_id is missing or not a string')
    if (!/^[^|]+\|.+$/.test(userId)) {
      return refuse(ctx, 400, 'invalid_body', 'user_id is not of the form provider|id')
    }

    const found = await userOfToken(provider, accounts, accessToken)
    if (!found) return refuse(ctx, 401, 'invalid_token', 'the access token is not valid or has expired')
    if (found.user.blocked) return refuse(ctx, 401, 'unauthorized', 'user is blocked')

    const { user } = found
    const position = user.identities.findIndex((identity) => fullUserId(identity) === userId)
    const identity = user.identities[position]
    if (!identity) return refuse(ctx, 404, 'identity_not_found', 'the user has no such identity')
    if (position === 0) {
      return refuse(ctx, 400, 'main_identity', 'the main identity of a user cannot be unlinked')
    }
    if (!identity.connection.allowUnlink) {
      const { label } = identity.connection
      return refuse(ctx, 403, 'unlink_not_allowed', `${label} does not allow its identities to be unlinked`)
    }

    await accounts.unlink(user.userId, identity)
    ctx.status = 200
    ctx.body = ''
  })

  return router.routes()
}
