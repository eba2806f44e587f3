import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import Koa from 'koa'
import { createBroker } from '../common/broker'
import { type Directory, MANAGED, type User } from '../common/directory'
import { listen } from '../common/listen'
import type { Provider } from '../common/provider'

/**
 * A server as a host would write it: a cookie session, a flow of its own with the provider, and a redirect to the
 * address that the page gave. The refusals are this server's own.
 */
export async function createProxyServer(provider: Provider, directory: Directory) {
  const sessions = new Map<string, User>()
  const broker = createBroker<{ user: User; returnTo: string }>(provider)
  const server = await listen((origin) => {
    const router = new Router()
    router.get('/callback', async (ctx) => {
      const ended = await broker.end(ctx.querystring)
      if (!ended) return ctx.throw(400)
      const { user, returnTo } = ended.context
      const back = new URL(returnTo)
      const outcome = ended.account && directory.link(user, ended.connection, ended.account)
      const error = ended.error ?? (outcome === 'taken' ? 'taken' : undefined)
      if (error) back.searchParams.set('error', error)
      ctx.redirect(back.href)
    })
    router.use(async (ctx, next) => {
      const user = sessions.get(ctx.cookies.get('sid') ?? '')
      if (!user) return ctx.throw(401)
      ctx.state.user = user
      await next()
    })
    router.get('/linked-accounts', (ctx) => {
      const { id, accounts } = ctx.state.user as User
      const rows = accounts.map(({ row, connection, email }) => ({ id: row, provider: connection, email }))
      ctx.body = { userId: id, accounts: rows }
    })
    router.post('/linked-accounts', (ctx) => {
      const { provider, userId, returnTo } = ctx.request.body as Record<string, string>
      const user = ctx.state.user as User
      // The session may be another user's by now.
      if (userId !== user.id) return refuse(ctx, 409, 'session_changed')
      ctx.body = {
        url: broker.begin(provider ?? '', `${origin}/callback`, { user, returnTo: returnTo ?? '' }),
      }
    })
    router.delete('/linked-accounts/:id', (ctx) => {
      const user = ctx.state.user as User
      const { id = '' } = ctx.params
      const account = user.accounts.find(({ row }) => row === id)
      if (!account) return refuse(ctx, 404, 'not_linked')
      if (account.connection === MANAGED) return refuse(ctx, 403, 'managed')
      if (user.accounts.length === 1) return refuse(ctx, 409, 'last')
      directory.unlink(user, id)
      ctx.status = 204
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
  }
}

function refuse(ctx: Koa.Context, status: number, code: string): void {
  ctx.status = status
  ctx.body = { code }
}
