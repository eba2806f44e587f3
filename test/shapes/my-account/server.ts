import { createHash } from 'node:crypto'
import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import Koa, { type Context } from 'koa'
import type { createAccessTokens } from '../common/access-tokens'
import { createBroker } from '../common/broker'
import type { Account, Directory, User } from '../common/directory'
import { listen } from '../common/listen'
import type { Provider } from '../common/provider'

interface Connect {
  user: User
  connection: string
  redirectUri: string
  state: string
  challenge: string
  code?: string
  account?: Account
}

/**
 * The responses of Auth0's My Account API for connected accounts. Inferred: a provider's refusal returns `error`, another
 * user's account is a 409 (these are token grants, so this may not exist), and the `type` of problems.
 */
export async function createMyAccountServer(
  provider: Provider,
  directory: Directory,
  tokens: ReturnType<typeof createAccessTokens>,
) {
  const sessions = new Map<string, Connect>()
  const tickets = new Map<string, Connect>()
  const broker = createBroker<Connect>(provider)

  const server = await listen((origin) => {
    const router = new Router()
    router.get('/connect', (ctx) => {
      const connect = tickets.get(String(ctx.query.ticket))
      if (!connect) return ctx.throw(400)
      ctx.redirect(broker.begin(connect.connection, `${origin}/login/callback`, connect))
    })
    router.get('/login/callback', async (ctx) => {
      const ended = await broker.end(ctx.querystring)
      if (!ended) return ctx.throw(400)
      const connect = ended.context
      const url = new URL(connect.redirectUri)
      url.searchParams.set('state', connect.state)
      if (ended.account) {
        connect.account = ended.account
        connect.code = crypto.randomUUID()
        url.searchParams.set('connect_code', connect.code)
      } else {
        url.searchParams.set('error', ended.error)
        url.searchParams.set('error_description', ended.description)
      }
      ctx.redirect(url.href)
    })
    const api = new Router({ prefix: '/me/v1/connected-accounts' })
    api.use(async (ctx, next) => {
      const user = tokens.userOf(ctx.get('authorization'))
      if (!user) return refuse(ctx, 401, 'Unauthorized', 'The token is missing or invalid.')
      ctx.state.user = user
      await next()
    })
    api.get('/accounts', (ctx) => {
      const { accounts } = ctx.state.user as User
      const take = Math.min(Number(ctx.query.take ?? 10), 20)
      const start = Math.max(
        0,
        accounts.findIndex(({ row }) => row === ctx.query.from),
      )
      const next = accounts[start + take]?.row
      ctx.body = {
        accounts: accounts.slice(start, start + take).map(({ row, connection, linkedAt }) => ({
          id: row,
          connection,
          access_type: 'offline',
          scopes: [],
          created_at: linkedAt,
        })),
        ...(next && { next }),
      }
    })
    api.post('/connect', (ctx) => {
      const body = ctx.request.body as Record<string, string>
      const { connection = '', redirect_uri = '', state = '', code_challenge = '' } = body
      const user = ctx.state.user as User
      const connect: Connect = {
        user,
        connection,
        redirectUri: redirect_uri,
        state,
        challenge: code_challenge,
      }
      const [session, ticket] = [crypto.randomUUID(), crypto.randomUUID()]
      sessions.set(session, connect)
      tickets.set(ticket, connect)
      ctx.status = 201
      ctx.body = {
        auth_session: session,
        connect_uri: `${origin}/connect`,
        connect_params: { ticket },
        expires_in: 300,
      }
    })
    api.post('/complete', (ctx) => {
      const body = ctx.request.body as Record<string, string>
      const connect = sessions.get(body.auth_session ?? '')
      sessions.delete(body.auth_session ?? '')
      const challenge = createHash('sha256')
        .update(body.code_verifier ?? '')
        .digest('base64url')
      const isValid =
        connect?.user === ctx.state.user &&
        connect?.code === body.connect_code &&
        connect?.redirectUri === body.redirect_uri &&
        connect?.challenge === challenge
      if (!connect?.account || !isValid) return refuse(ctx, 400, 'Bad Request', 'Invalid connect code.')
      if (directory.link(connect.user, connect.connection, connect.account) === 'taken') {
        return refuse(ctx, 409, 'Conflict', 'The account is connected to another user.')
      }
      ctx.status = 201
      ctx.body = { id: connect.account.id, connection: connect.connection, access_type: 'offline' }
    })
    api.delete('/accounts/:id', (ctx) => {
      const user = ctx.state.user as User
      const { id = '' } = ctx.params
      if (!user.accounts.some(({ row }) => row === id))
        return refuse(ctx, 404, 'Not Found', 'No such account.')
      directory.unlink(user, id)
      ctx.status = 204
    })
    const app = new Koa()
    app.silent = true
    return app.use(bodyParser()).use(router.routes()).use(api.routes()).callback()
  })
  return { ...server, listPath: '/me/v1/connected-accounts/accounts' }
}

function refuse(ctx: Context, status: number, title: string, detail: string): void {
  ctx.status = status
  const type = `https://auth0.com/api-errors/${title.toLowerCase().replaceAll(' ', '-')}`
  ctx.body = { type, status, title, detail }
}
