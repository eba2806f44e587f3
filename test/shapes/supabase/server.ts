import Router from '@koa/router'
import Koa, { type Context } from 'koa'
import type { createAccessTokens } from '../common/access-tokens'
import { createBroker } from '../common/broker'
import { type Directory, MANAGED, type User } from '../common/directory'
import { listen } from '../common/listen'
import type { Provider } from '../common/provider'

interface Flow {
  user: User
  redirectTo: string
  challenge: string | undefined
}

/** `error` is coarse: statuses that are not in this table, including 422, are `server_error`. */
const ERRORS: Record<number, string> = {
  400: 'invalid_request',
  401: 'unauthorized_client',
  403: 'access_denied',
}

/** The responses of Supabase Auth (GoTrue) to identity linking, with manual linking turned on. */
export async function createSupabaseServer(
  provider: Provider,
  directory: Directory,
  tokens: ReturnType<typeof createAccessTokens>,
  siteUrl: string,
) {
  const unconfirmed = new Set<string>()
  let isExpiring = false
  const broker = createBroker<Flow>(provider)

  const server = await listen((origin) => {
    const router = new Router()
    router.get('/callback', async (ctx) => {
      const ended = await broker.end(ctx.querystring)
      // Without the state, the page's URL is not known.
      if (!ended || isExpiring) {
        return redirectErrors(ctx, siteUrl, 400, 'bad_oauth_state', 'OAuth state not found or expired')
      }
      const { user, redirectTo, challenge } = ended.context
      if (!ended.account) return redirectErrors(ctx, redirectTo, 403, '', ended.description)
      const outcome = directory.link(user, ended.connection, ended.account)
      const exists = {
        own: 'Identity is already linked',
        taken: 'Identity is already linked to another user',
      }
      if (outcome !== 'linked') {
        return redirectErrors(ctx, redirectTo, 422, 'identity_already_exists', exists[outcome])
      }
      // The transaction is committed despite this error.
      if (unconfirmed.has(ended.connection)) {
        return redirectErrors(ctx, redirectTo, 422, 'email_not_confirmed', 'Email is not confirmed')
      }
      const back = new URL(redirectTo)
      if (challenge) back.searchParams.set('code', crypto.randomUUID())
      else back.hash = session(user)
      ctx.redirect(back.href)
    })
    router.use(async (ctx, next) => {
      const token = ctx.get('authorization')
      if (!token) return refuse(ctx, 401, 'no_authorization', 'This endpoint requires a valid Bearer token')
      const user = tokens.userOf(token)
      if (!user) return refuse(ctx, 403, 'bad_jwt', 'invalid JWT: token is expired')
      ctx.state.user = user
      await next()
    })
    router.get('/user', (ctx) => {
      const { id, accounts } = ctx.state.user as User
      ctx.body = { id, identities: accounts.map((account) => toIdentity(id, account)) }
    })
    router.get('/user/identities/authorize', (ctx) => {
      const query = new URLSearchParams(ctx.querystring)
      const connection = query.get('provider')
      if (!connection)
        return refuse(ctx, 400, 'validation_failed', 'Unsupported provider: Provider could not be found')
      const redirectTo = query.get('redirect_to') ?? siteUrl
      const flow: Flow = {
        user: ctx.state.user as User,
        redirectTo,
        challenge: query.get('code_challenge') ?? undefined,
      }
      ctx.body = { url: broker.begin(connection, `${origin}/callback`, flow) }
    })
    router.delete('/user/identities/:id', (ctx) => {
      const user = ctx.state.user as User
      const { id = '' } = ctx.params
      if (!/^[\da-f-]{36}$/.test(id))
        return refuse(ctx, 404, 'validation_failed', 'identity_id must be an UUID')
      const account = user.accounts.find(({ row }) => row === id)
      if (!account) return refuse(ctx, 422, 'identity_not_found', "Identity doesn't exist")
      // The email would become the user's, but already belongs to another user.
      if (account.connection === MANAGED) {
        return refuse(ctx, 422, 'email_conflict_identity_not_deletable', 'Unable to unlink identity')
      }
      if (user.accounts.length === 1) {
        return refuse(
          ctx,
          422,
          'single_identity_not_deletable',
          'User must have at least 1 identity after unlinking',
        )
      }
      directory.unlink(user, id)
      ctx.body = {}
    })
    const app = new Koa()
    app.silent = true
    return app.use(router.routes()).callback()
  })

  return {
    ...server,
    /** From now on, each flow takes longer than the five minutes that its record is kept. */
    expireFlows() {
      isExpiring = true
    },
    /** From now on, accounts of this connection have an unconfirmed email address. */
    doubtEmails: (connection: string) => void unconfirmed.add(connection),
  }
}

function toIdentity(userId: string, { row, connection, linkedAt, ...account }: User['accounts'][number]) {
  const { id, username, name, email } = account
  return {
    identity_id: row,
    id,
    user_id: userId,
    provider: connection,
    identity_data: { sub: id, name, email, preferred_username: username, email_verified: true },
    email,
    last_sign_in_at: linkedAt,
    created_at: linkedAt,
    updated_at: linkedAt,
  }
}

/** Errors are in the query and again in the fragment. */
function redirectErrors(
  ctx: Context,
  target: string,
  status: number,
  code: string,
  description: string,
): void {
  const url = new URL(target)
  const error = { error: ERRORS[status] ?? 'server_error', ...(code && { error_code: code }) }
  const params = new URLSearchParams({ ...error, error_description: description })
  for (const [name, value] of params) url.searchParams.set(name, value)
  params.set('sb', '')
  url.hash = params.toString()
  ctx.redirect(url.href)
}

/** The response without a challenge: a new session, with the provider's tokens. */
function session({ id }: User): string {
  const token = () => `secret-${crypto.randomUUID()}`
  const tokens = { access_token: token(), refresh_token: token(), provider_token: token() }
  const rest = { expires_at: '1700000000', expires_in: '3600', token_type: 'bearer', sb: '' }
  return new URLSearchParams({ ...tokens, ...rest, provider_refresh_token: `${token()}-${id}` }).toString()
}

/** The error format depends on the version that the request asks for. */
function refuse(ctx: Context, status: number, code: string, text: string): void {
  ctx.status = status
  const isNew = ctx.get('x-supabase-api-version') === '2024-01-01'
  ctx.body = isNew ? { code, message: text } : { code: status, error_code: code, msg: text }
}
