import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import Koa, { type Context } from 'koa'
import type { createAccessTokens } from '../common/access-tokens'
import { createBroker } from '../common/broker'
import { type Directory, MANAGED, type User } from '../common/directory'
import { listen } from '../common/listen'
import type { Provider } from '../common/provider'

const REALM = '/realms/shop'

interface Action {
  user: User
  redirectUri: string
  state: string
  alias: string
}

/** The responses of Keycloak 26.3 to `idp_link`, and of its Account API for linked accounts. */
export async function createKeycloakServer(
  provider: Provider,
  directory: Directory,
  tokens: ReturnType<typeof createAccessTokens>,
) {
  const sessions = new Map<string, User>()
  const actions = new Map<string, Action>()
  const broker = createBroker<Action>(provider)

  const server = await listen((origin) => {
    const finish = (ctx: Context, { redirectUri, state }: Action, status: string) => {
      const url = new URL(redirectUri)
      const answer = { state, session_state: crypto.randomUUID(), iss: origin + REALM }
      const action = { kc_action: 'idp_link', kc_action_status: status, code: crypto.randomUUID() }
      for (const [name, value] of Object.entries({ ...answer, ...action })) url.searchParams.set(name, value)
      ctx.redirect(url.href)
    }
    const router = new Router({ prefix: REALM })
    router.get('/protocol/openid-connect/auth', (ctx) => {
      const query = new URLSearchParams(ctx.querystring)
      const user = sessions.get(ctx.cookies.get('KEYCLOAK_IDENTITY') ?? '')
      const [name, alias = ''] = (query.get('kc_action') ?? '').split(':')
      if (!user || name !== 'idp_link') return errorPage(ctx, 'Sign in')
      const id = crypto.randomUUID()
      const [redirectUri = '', state = ''] = [query.get('redirect_uri'), query.get('state')].map(String)
      actions.set(id, { user, redirectUri, state, alias })
      // The page where the user confirms. The real page has a form.
      ctx.body = `${origin}${REALM}/confirm?action=${id}`
    })
    router.get('/confirm', (ctx) => {
      const query = new URLSearchParams(ctx.querystring)
      const action = actions.get(query.get('action') ?? '')
      if (!action) return errorPage(ctx, 'Expired')
      if (query.has('cancel')) return finish(ctx, action, 'cancelled')
      const redirectUri = `${origin}${REALM}/broker/${action.alias}/endpoint`
      ctx.redirect(broker.begin(action.alias, redirectUri, action))
    })
    router.get('/broker/:alias/endpoint', async (ctx) => {
      const ended = await broker.end(ctx.querystring)
      if (!ended) return errorPage(ctx, 'Expired')
      const action = ended.context
      if (!ended.account) return finish(ctx, action, 'cancelled')
      const owner = directory.ownerOf(action.alias, ended.account)
      // These errors end here, without returning to the app.
      if (owner && owner !== action.user) return errorPage(ctx, 'Identity is already linked to another user')
      if (!owner && directory.has(action.user, action.alias)) {
        return errorPage(ctx, 'The provider is already linked to another account')
      }
      directory.link(action.user, action.alias, ended.account)
      finish(ctx, action, 'success')
    })
    router.use('/account', async (ctx, next) => {
      if (!ctx.accepts('json') || ctx.get('accept') === '*/*') {
        ctx.type = 'html'
        ctx.body = '<title>Account console</title>'
        return
      }
      const user = tokens.userOf(ctx.get('authorization'))
      if (!user) return ctx.throw(401)
      ctx.state.user = user
      await next()
    })
    router.get('/account/linked-accounts', (ctx) => {
      ctx.body = (ctx.state.user as User).accounts.map(({ connection, username }, guiOrder) => ({
        connected: true,
        social: true,
        providerAlias: connection,
        providerName: connection,
        displayName: connection,
        guiOrder: String(guiOrder),
        linkedUsername: username,
      }))
    })
    router.delete('/account/linked-accounts/:alias', (ctx) => {
      const user = ctx.state.user as User
      const linked = user.accounts.find(({ connection }) => connection === ctx.params.alias)
      if (!linked) return refuse(ctx, 'This provider is not linked to the account.')
      if (linked.connection === MANAGED) return refuse(ctx, 'The account is managed by an organization.')
      // These users have no password.
      if (user.accounts.length === 1) {
        return refuse(ctx, "You can't remove last federated identity as you don't have a password.")
      }
      directory.unlink(user, linked.row)
      ctx.status = 204
    })
    const app = new Koa()
    app.silent = true
    return app.use(bodyParser()).use(router.routes()).callback()
  })

  return {
    ...server,
    realmUrl: server.origin + REALM,
    listPath: `${REALM}/account/linked-accounts`,
    /** Starts a session of the user and returns its cookie. */
    signIn(user: User): string {
      const id = crypto.randomUUID()
      sessions.set(id, user)
      return id
    },
  }
}

function errorPage(ctx: Context, message: string): void {
  ctx.status = 400
  ctx.body = message
}

/** An error message in the user's language, without a code. */
function refuse(ctx: Context, errorMessage: string): void {
  ctx.status = 400
  ctx.body = { errorMessage }
}
