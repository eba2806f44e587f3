import { STATUS_CODES } from 'node:http'
import Router from '@koa/router'
import type { Context } from 'koa'
import type { Provider } from 'oidc-provider'
import type { Accounts, MergeOutcome } from './accounts'
import { textField } from './bodies'
import { challenge, type Refusal } from './refusal'
import type { RemoveIdentity } from './removal'
import { holderOf, subjectOf, type TokenHolder } from './tokens'
import { userObject } from './user-object'

export interface UsersApiOptions {
  provider: Provider
  accounts: Accounts
  issuers: ReadonlyMap<string, string>
  /** The audience that an access token must have. */
  audience: string
  removeIdentity: RemoveIdentity
}

function refuse(ctx: Context, refusal: Refusal): undefined {
  const { statusCode, code, message } = refusal
  ctx.status = statusCode
  challenge(ctx, refusal)
  ctx.body = { statusCode, error: STATUS_CODES[statusCode], message, ...(code && { errorCode: code }) }
}

/**
 * Why no user was merged. Auth0 is known to send the message of `same_user`. Its status, and everything about the other
 * two, is inferred: the API has the statuses 400, 404 and 409, but does not document when this call returns which.
 */
const mergeRefusals: Record<Exclude<MergeOutcome, 'merged'>, Refusal> = {
  same_user: { statusCode: 400, message: 'Main identity and the new one are the same.' },
  already_linked: { statusCode: 409, message: 'The user already has this identity.' },
  unknown_user: { statusCode: 404, code: 'inexistent_user', message: 'The user does not exist.' },
}

/** The part of the Management API that users may call for themselves, with their own access token. */
export function usersApi({ provider, accounts, issuers, audience, removeIdentity }: UsersApiOptions) {
  const router = new Router({ prefix: '/api/v2/users/:id' })

  /** The user who sends the request. If the user is not allowed to, sends the refusal and returns undefined. */
  const authorize = async (ctx: Context, scope: string): Promise<TokenHolder | undefined> => {
    ctx.set('Cache-Control', 'no-store')
    const [, accessToken = ''] = /^Bearer (\S+)$/i.exec(ctx.get('Authorization')) ?? []
    const holder = await holderOf(provider, accounts, accessToken)
    if (!holder || holder.user.blocked) {
      const message = 'the access token is not valid or has expired'
      return refuse(ctx, { statusCode: 401, code: 'invalid_token', message })
    }
    if (holder.audience !== audience) {
      const message = `Bad audience: ${holder.audience}`
      return refuse(ctx, { statusCode: 401, code: 'invalid_token', message })
    }
    if (!holder.scopes.has(scope)) {
      const message = `Insufficient scope, expected any of: ${scope}`
      return refuse(ctx, { statusCode: 403, code: 'insufficient_scope', message })
    }
    if (ctx.params.id !== holder.user.userId) {
      const message = 'User to be acted on does not match subject in bearer token.'
      return refuse(ctx, { statusCode: 403, code: 'unowned_resource', message })
    }
    return holder
  }

  const objectOf = async ({ user: { userId } }: TokenHolder) => {
    const user = await accounts.user(userId)
    if (!user) throw new Error(`no user ${userId}`)
    return userObject(user, issuers)
  }

  router.get('/', async (ctx) => {
    const holder = await authorize(ctx, 'read:current_user')
    if (!holder) return
    ctx.body = await objectOf(holder)
  })

  router.post('/identities', async (ctx) => {
    const holder = await authorize(ctx, 'update:current_user_identities')
    if (!holder) return
    const invalidBody = (message: string) => refuse(ctx, { statusCode: 400, code: 'invalid_body', message })

    const idToken = ctx.is('json') ? textField(ctx, 'link_with') : ''
    if (!idToken) return invalidBody("Payload validation error: 'Missing required property: link_with'.")
    const secondId = await subjectOf(provider, holder.clientId, idToken)
    if (!secondId) {
      return invalidBody('link_with is not an ID token of this tenant for this client, or has expired')
    }

    // Auth0 does not refuse a user who has other identities or an unverified email. The client has to.
    const outcome = await accounts.merge(holder.user.userId, secondId)
    if (outcome !== 'merged') return refuse(ctx, mergeRefusals[outcome])
    ctx.status = 201
    ctx.body = (await objectOf(holder)).identities
  })

  router.delete('/identities/:provider/:userId', async (ctx) => {
    const holder = await authorize(ctx, 'update:current_user_identities')
    if (!holder) return
    const identity = holder.user.identities.find(
      ({ connection, id }) => connection.strategy === ctx.params.provider && id === ctx.params.userId,
    )
    const refusal = await removeIdentity(holder, identity)
    if (refusal) return refuse(ctx, refusal)
    ctx.body = (await objectOf(holder)).identities
  })

  return router.routes()
}
