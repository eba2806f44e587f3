import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import Koa, { type Context, type Next } from 'koa'
import { createBroker } from '../common/broker'
import type { Directory, User } from '../common/directory'
import { listen } from '../common/listen'
import type { Provider } from '../common/provider'

/** A row that is not a linked account: a pending or failed attempt. */
interface Attempt {
  id: string
  connection: string
  user: User
  redirectUrl: string
  url: string
  error: string | null
}

/**
 * The responses of Clerk's Frontend API for external accounts. Inferred: the status `failed` of a failed attempt,
 * `external_account_exists` for an account of this user or another user, and the 403 for a reverification.
 */
export async function createClerkServer(provider: Provider, directory: Directory) {
  const sessions = new Map<string, User>()
  const attempts = new Map<string, Attempt>()
  const broker = createBroker<Attempt>(provider)
  let isReverificationRequired = false

  const server = await listen((origin) => {
    const router = new Router({ prefix: '/v1' })
    router.get('/oauth_callback', async (ctx) => {
      const ended = await broker.end(ctx.querystring)
      if (!ended) return ctx.throw(400)
      const attempt = ended.context
      const { user, connection, id } = attempt
      if (!ended.account) attempt.error = 'oauth_access_denied'
      else if (user.accounts.some(({ row }) => row === id)) attempts.delete(id)
      else if (directory.link(user, connection, ended.account) === 'linked') {
        attempts.delete(id)
        // The row is the one that the start has created.
        user.accounts = user.accounts.map((one) => (one.id === ended.account.id ? { ...one, row: id } : one))
      } else attempt.error = 'external_account_exists'
      ctx.redirect(attempt.redirectUrl)
    })
    router.use(async (ctx, next) => {
      const user = sessions.get(ctx.cookies.get('__client') ?? '')
      if (!user) return refuse(ctx, 401, 'authentication_invalid')
      ctx.state.user = user
      await next()
    })
    const requireReverification = async (ctx: Context, next: Next) => {
      if (isReverificationRequired) return refuse(ctx, 403, 'session_reverification_required')
      await next()
    }
    const attempt = (user: User, connection: string, redirectUrl: string, id: string) => {
      const started: Attempt = { id, connection, user, redirectUrl, url: '', error: null }
      started.url = broker.begin(connection, `${origin}/v1/oauth_callback`, started)
      attempts.set(id, started)
      return started
    }
    router.get('/me', (ctx) => {
      const user = ctx.state.user as User
      const waiting = [...attempts.values()].filter((one) => one.user === user && !rowOf(user, one.id))
      const rows = user.accounts.map((account) =>
        toRow(account, 'verified', attempts.get(account.row)?.error),
      )
      ctx.body = { response: { id: user.id, external_accounts: [...rows, ...waiting.map(toWaitingRow)] } }
    })
    router.post('/me/external_accounts', requireReverification, (ctx) => {
      const { strategy = '', redirect_url = '' } = ctx.request.body as Record<string, string>
      const user = ctx.state.user as User
      const started = attempt(
        user,
        strategy.replace('oauth_', ''),
        redirect_url,
        `eac_${crypto.randomUUID()}`,
      )
      ctx.body = { response: toWaitingRow(started) }
    })
    router.patch('/me/external_accounts/:id/reauthorize', requireReverification, (ctx) => {
      const user = ctx.state.user as User
      const account = rowOf(user, ctx.params.id)
      if (!account) return refuse(ctx, 404, 'external_account_not_found')
      const { redirect_url = '' } = ctx.request.body as Record<string, string>
      const { url } = attempt(user, account.connection, redirect_url, account.row)
      ctx.body = { response: toRow(account, 'verified', null, url) }
    })
    router.delete('/me/external_accounts/:id', requireReverification, (ctx) => {
      const user = ctx.state.user as User
      const account = rowOf(user, ctx.params.id)
      if (!account) return refuse(ctx, 404, 'external_account_not_found')
      if (user.accounts.length === 1) return refuse(ctx, 400, 'identification_deletion_failed')
      directory.unlink(user, account.row)
      ctx.body = { response: { deleted: true } }
    })
    const app = new Koa()
    app.silent = true
    return app.use(bodyParser()).use(router.routes()).callback()
  })

  return {
    ...server,
    /** Starts a session and returns its cookie. */
    signIn(user: User): string {
      const id = crypto.randomUUID()
      sessions.set(id, user)
      return id
    },
    requireReverification(isRequired: boolean) {
      isReverificationRequired = isRequired
    },
  }
}

const rowOf = (user: User, id: string | undefined) => user.accounts.find(({ row }) => row === id)

function toRow(
  { row, connection, id, email, username }: User['accounts'][number],
  status: string,
  code: string | null = null,
  url: string | null = null,
) {
  return {
    id: row,
    provider: `oauth_${connection}`,
    provider_user_id: id,
    email_address: email,
    username,
    verification: {
      status,
      error: code && { code, message: code },
      external_verification_redirect_url: url,
    },
  }
}

function toWaitingRow({ id, connection, error, url }: Attempt) {
  const account = { row: id, connection, id: '', email: '', username: '', name: '', linkedAt: '' }
  return toRow(account, error ? 'failed' : 'unverified', error, url)
}

function refuse(ctx: Context, status: number, code: string): void {
  ctx.status = status
  ctx.body = { errors: [{ code, message: code, long_message: code, meta: {} }] }
}
