import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import Koa, { type Context } from 'koa'
import { createBroker } from '../common/broker'
import type { Directory, User } from '../common/directory'
import { listen } from '../common/listen'
import type { Provider } from '../common/provider'

interface Flow {
  id: string
  user: User
  returnTo: string
  csrf: string
  messages: { id: number; type: 'error'; text: string }[]
}

const TAKEN = 'An account with the same identifier (email, phone, username, ...) exists already.'
const UNLINK_UNKNOWN = 'can not unlink non-existing OpenID Connect connection'
const UNLINK_LAST =
  'can not unlink OpenID Connect connection because it is the last remaining first factor credential'

/**
 * The responses of Ory Kratos's settings flow. Inferred: the statuses of `session_inactive` and of the CSRF error, and the
 * message for a refusal at the provider.
 */
export async function createKratosServer(
  provider: Provider,
  directory: Directory,
  settings: { uiUrl: string; providers: readonly string[] },
) {
  const sessions = new Map<string, User>()
  const flows = new Map<string, Flow>()
  const broker = createBroker<Flow>(provider)
  let isPrivileged = true

  const server = await listen((origin) => {
    const toJson = ({ id, user, returnTo, csrf, messages }: Flow) => {
      const canUnlink = user.accounts.length > 1
      const nodes = settings.providers.flatMap((value) => {
        const name = directory.has(user, value) ? 'unlink' : 'link'
        if (name === 'unlink' && !canUnlink) return []
        const label = {
          id: name === 'link' ? 1050002 : 1050003,
          text: `${name} ${value}`,
          context: { provider: value },
        }
        return [{ group: 'oidc', attributes: { name, type: 'submit', value }, meta: { label } }]
      })
      const token = {
        group: 'default',
        attributes: { name: 'csrf_token', type: 'hidden', value: csrf },
        meta: {},
      }
      return {
        id,
        type: 'browser',
        return_to: returnTo,
        ui: {
          action: `${origin}/self-service/settings?flow=${id}`,
          method: 'POST',
          nodes: [token, ...nodes],
          messages,
        },
        identity: { id: user.id },
        state: 'show_form',
      }
    }
    const router = new Router({ prefix: '/self-service' })
    router.use(async (ctx, next) => {
      const user = sessions.get(ctx.cookies.get('ory_kratos_session') ?? '')
      if (!user) return refuse(ctx, 401, 'session_inactive')
      ctx.state.user = user
      await next()
    })
    const flowOf = (ctx: Context, id: unknown) => {
      const flow = flows.get(String(id))
      if (flow && flow.user !== ctx.state.user) return refuse(ctx, 403, 'security_identity_mismatch')
      return flow ?? refuse(ctx, 410, 'self_service_flow_expired')
    }
    router.get('/settings/browser', (ctx) => {
      const id = crypto.randomUUID()
      // One cookie serves all flows of a browser.
      const csrf = ctx.cookies.get('csrf_token') ?? crypto.randomUUID()
      const returnTo = String(ctx.query.return_to ?? settings.uiUrl)
      const flow: Flow = { id, user: ctx.state.user as User, returnTo, csrf, messages: [] }
      flows.set(id, flow)
      ctx.cookies.set('csrf_token', csrf)
      ctx.body = toJson(flow)
    })
    router.get('/settings/flows', (ctx) => {
      const flow = flowOf(ctx, ctx.query.id)
      if (flow) ctx.body = toJson(flow)
    })
    router.post('/settings', (ctx) => {
      const flow = flowOf(ctx, ctx.query.flow)
      if (!flow) return
      const { link, unlink, csrf_token } = ctx.request.body as Record<string, string>
      if (csrf_token !== flow.csrf || ctx.cookies.get('csrf_token') !== flow.csrf) {
        return refuse(ctx, 403, 'security_csrf_violation')
      }
      if (!isPrivileged) {
        const login = `${origin}/self-service/login/browser?refresh=true&return_to=${encodeURIComponent(flow.returnTo)}`
        return refuse(ctx, 403, 'session_refresh_required', login)
      }
      const { user } = flow
      if (link !== undefined) {
        if (!settings.providers.includes(link) || directory.has(user, link)) {
          return fail(ctx, flow, `can not link unknown or already existing OpenID Connect connection`)
        }
        const callback = `${origin}/self-service/methods/oidc/callback/${link}`
        return refuse(ctx, 422, 'browser_location_change_required', broker.begin(link, callback, flow))
      }
      const linked = user.accounts.find(({ connection }) => connection === unlink)
      if (!linked) return fail(ctx, flow, UNLINK_UNKNOWN)
      if (user.accounts.length === 1) return fail(ctx, flow, UNLINK_LAST)
      directory.unlink(user, linked.row)
      ctx.body = { ...toJson(flow), state: 'success' }
    })
    router.get('/methods/oidc/callback/:provider', async (ctx) => {
      const ended = await broker.end(ctx.querystring)
      if (!ended) return ctx.throw(400)
      const flow = ended.context
      const text = `Unable to complete OpenID Connect flow because the provider returned error "${ended.error}".`
      if (!ended.account) flow.messages.push({ id: 4000001, type: 'error', text })
      else if (directory.link(flow.user, ended.connection, ended.account) === 'taken') {
        flow.messages.push({ id: 4000007, type: 'error', text: TAKEN })
      }
      const failed = new URL(settings.uiUrl)
      failed.searchParams.set('flow', flow.id)
      ctx.redirect(flow.messages.length > 0 ? failed.href : flow.returnTo)
      ctx.status = 303
    })
    const fail = (ctx: Context, flow: Flow, text: string) => {
      flow.messages = [{ id: 4000001, type: 'error', text }]
      ctx.status = 400
      ctx.body = toJson(flow)
    }
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
    /** Whether the session is younger than `privileged_session_max_age`. */
    setPrivileged(isYoung: boolean) {
      isPrivileged = isYoung
    },
  }
}

function refuse(ctx: Context, status: number, id: string, redirect?: string): undefined {
  ctx.status = status
  const error = { id, code: status, reason: id.replaceAll('_', ' ') }
  ctx.body = { error, ...(redirect && { redirect_browser_to: redirect }) }
  return undefined
}
