import Router from '@koa/router'
import type { Context } from 'koa'
import type { Provider } from 'oidc-provider'
import type { Accounts } from './accounts'
import { textField } from './bodies'
import { challenge, type Refusal } from './refusal'
import type { RemoveIdentity } from './removal'
import { holderOf } from './tokens'
import { fullUserId } from './user'

const names: Record<number, string> = {
  400: 'BadRequestError',
  401: 'UnauthorizedError',
  403: 'ForbiddenError',
  404: 'NotFoundError',
}

function refuse(ctx: Context, refusal: Refusal) {
  const { statusCode, code, message } = refusal
  ctx.status = statusCode
  challenge(ctx, refusal)
  ctx.body = { name: names[statusCode], code, description: message, statusCode }
}

const invalidBody = (message: string): Refusal => ({ statusCode: 400, code: 'invalid_body', message })

/** The classic API's unlink. `user_id` is the identity to remove, in the form `provider|id`. */
export function unlinkRoutes(provider: Provider, accounts: Accounts, removeIdentity: RemoveIdentity) {
  const router = new Router()

  router.post(['/login/unlink', '/unlink'], async (ctx) => {
    ctx.set('Cache-Control', 'no-store')
    const accessToken = textField(ctx, 'access_token')
    const userId = textField(ctx, 'user_id')
    if (!ctx.is('json') || !ctx.request.body) return refuse(ctx, invalidBody('the body is not JSON'))
    if (!accessToken) return refuse(ctx, invalidBody('access_token is missing or not a string'))
    if (!userId) return refuse(ctx, invalidBody('user_id is missing or not a string'))
    if (!/^[^|]+\|.+$/.test(userId)) {
      return refuse(ctx, invalidBody('user_id is not of the form provider|id'))
    }

    const holder = await holderOf(provider, accounts, accessToken)
    if (!holder) {
      return refuse(ctx, {
        statusCode: 401,
        code: 'invalid_token',
        message: 'the access token is not valid or has expired',
      })
    }
    const { user } = holder
    if (user.blocked) {
      return refuse(ctx, { statusCode: 401, code: 'unauthorized', message: 'user is blocked' })
    }

    const identity = user.identities.find((candidate) => fullUserId(candidate) === userId)
    const refusal = await removeIdentity(holder, identity)
    if (refusal) return refuse(ctx, refusal)
    ctx.status = 200
    ctx.body = ''
  })

  return router.routes()
}
