import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import Koa, { type Context, type Next } from 'koa'
import type { createAccessTokens } from '../common/access-tokens'
import { createBroker } from '../common/broker'
import type { Account, Directory, User } from '../common/directory'
import { listen } from '../common/listen'
import type { Provider } from '../common/provider'

interface SocialRecord {
  user: User
  target: string
  account?: Account
}

/** The responses of Logto's Account API, with the account center on and its field `social` editable. */
export async function createLogtoServer(
  provider: Provider,
  directory: Directory,
  tokens: ReturnType<typeof createAccessTokens>,
  connectors: Readonly<Record<string, string>>,
) {
  const records = new Map<string, SocialRecord>()
  const proofs = new Set<string>()
  const broker = createBroker<string>(provider)
  let isProofRequired = false

  const server = await listen(() => {
    const router = new Router({ prefix: '/api' })
    router.use(async (ctx, next) => {
      const user = tokens.userOf(ctx.get('authorization'))
      if (!user) return refuse(ctx, 401, 'auth.unauthorized')
      ctx.state.user = user
      await next()
    })
    const requireProof = async (ctx: Context, next: Next) => {
      if (isProofRequired && !proofs.has(ctx.get('logto-verification-id'))) {
        return refuse(ctx, 401, 'verification_record.permission_denied')
      }
      await next()
    }
    router.get('/my-account', (ctx) => {
      const { id, accounts } = ctx.state.user as User
      const rows = accounts.map(({ connection, id, name, email }) => [
        connection,
        { userId: id, details: { id, name, email } },
      ])
      ctx.body = { id, identities: Object.fromEntries(rows), ssoIdentities: [] }
    })
    router.post('/verifications/social', (ctx) => {
      const { connectorId, state, redirectUri } = ctx.request.body as Record<string, string>
      const target = Object.keys(connectors).find((name) => connectors[name] === connectorId)
      if (!target) return refuse(ctx, 404, 'entity.not_found')
      const id = crypto.randomUUID()
      records.set(id, { user: ctx.state.user as User, target })
      ctx.status = 201
      ctx.body = {
        verificationRecordId: id,
        authorizationUri: broker.begin(target, redirectUri ?? '', id, state),
        expiresAt: new Date(Date.now() + 600_000).toISOString(),
      }
    })
    router.post('/verifications/social/verify', async (ctx) => {
      const { verificationRecordId: id, connectorData } = ctx.request.body as {
        verificationRecordId: string
        connectorData: Record<string, string>
      }
      const record = records.get(id)
      if (!record || record.user !== ctx.state.user) return refuse(ctx, 404, 'verification_record.not_found')
      const ended = await broker.end(new URLSearchParams(connectorData).toString())
      if (!ended?.account || ended.context !== id) {
        return refuse(ctx, 400, 'connector.social_auth_code_invalid')
      }
      record.account = ended.account
      ctx.body = { verificationRecordId: id }
    })
    router.post('/my-account/identities', requireProof, (ctx) => {
      const user = ctx.state.user as User
      const { newIdentifierVerificationRecordId: id = '' } = ctx.request.body as Record<string, string>
      const record = records.get(id)
      if (record?.user !== user || !record.account) return refuse(ctx, 404, 'verification_record.not_found')
      const { target, account } = record
      if (directory.has(user, target)) return refuse(ctx, 400, 'user.identity_already_in_use')
      if (directory.link(user, target, account) === 'taken') {
        return refuse(ctx, 422, 'user.identity_already_in_use')
      }
      ctx.status = 204
    })
    router.delete('/my-account/identities/:target', requireProof, (ctx) => {
      const user = ctx.state.user as User
      const linked = user.accounts.find(({ connection }) => connection === ctx.params.target)
      if (!linked) return refuse(ctx, 404, 'user.identity_not_exist')
      // These users have no password.
      if (user.accounts.length === 1) return refuse(ctx, 400, 'user.last_sign_in_method_required')
      directory.unlink(user, linked.row)
      ctx.status = 204
    })
    const app = new Koa()
    app.silent = true
    return app.use(bodyParser()).use(router.routes()).callback()
  })

  return {
    ...server,
    /** From now on, changes require a verification record, as for a user with a password. */
    requireProof() {
      isProofRequired = true
    },
    /** Verifies the user's password, as a host's step-up does, and returns the record. */
    verifyPassword(): string {
      const id = `verification-${crypto.randomUUID()}`
      proofs.add(id)
      return id
    },
  }
}

function refuse(ctx: Context, status: number, code: string): void {
  ctx.status = status
  ctx.body = { code, message: code }
}
