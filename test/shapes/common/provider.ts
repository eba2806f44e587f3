import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import Koa from 'koa'
import type { Account } from './directory'
import { listen } from './listen'

export type Provider = Awaited<ReturnType<typeof createProvider>>

/**
 * Any number of OAuth 2.0 providers in one server, each under its own path: `authorize`, `token`, `userinfo`. The user's
 * choice is a second request to `authorize`, with `account` or `cancel` in addition to the first one's parameters.
 */
export async function createProvider() {
  const accounts = new Map<string, Account>()
  const codes = new Map<string, { account: Account; redirectUri: string }>()
  const tokens = new Map<string, Account>()

  const router = new Router()
  router.get('/:name/authorize', (ctx) => {
    const query = new URLSearchParams(ctx.querystring)
    const redirectUri = query.get('redirect_uri') ?? ''
    const back = new URL(redirectUri)
    back.searchParams.set('state', query.get('state') ?? '')
    const account = accounts.get(query.get('account') ?? '')
    if (query.has('cancel')) {
      back.searchParams.set('error', 'access_denied')
      back.searchParams.set('error_description', 'The user denied the request')
    } else if (account) {
      const code = crypto.randomUUID()
      codes.set(code, { account, redirectUri })
      back.searchParams.set('code', code)
    } else {
      ctx.body = 'Which account?'
      return
    }
    ctx.redirect(back.href)
  })
  router.post('/:name/token', (ctx) => {
    const { code, redirect_uri } = ctx.request.body as Record<string, string>
    const grant = codes.get(code ?? '')
    codes.delete(code ?? '')
    if (grant?.redirectUri !== redirect_uri) ctx.throw(400, 'invalid_grant')
    const token = crypto.randomUUID()
    if (grant) tokens.set(token, grant.account)
    ctx.body = { access_token: token, token_type: 'Bearer', expires_in: 3600 }
  })
  router.get('/:name/userinfo', (ctx) => {
    const account = tokens.get(ctx.get('authorization').replace('Bearer ', ''))
    if (!account) return ctx.throw(401)
    const { id, username, name, email } = account
    ctx.body = { sub: id, preferred_username: username, name, email, email_verified: true }
  })

  const app = new Koa()
  app.silent = true
  app.use(bodyParser()).use(router.routes())
  const server = await listen(() => app.callback())
  return {
    ...server,
    /** The URL of the page that a user of `connection` is sent to. */
    authorizeUrl: (connection: string) => `${server.origin}/${connection}/authorize`,
    /** The URL that the user goes to by choosing an account on that page; `null` means cancel. */
    choose(page: string, account: Account | null): string {
      const url = new URL(page)
      if (account) accounts.set(account.id, account)
      url.searchParams.set(account ? 'account' : 'cancel', account?.id ?? 'true')
      return url.href
    },
  }
}
