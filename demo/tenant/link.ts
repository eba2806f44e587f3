import Router from '@koa/router'
import type { Context } from 'koa'
import type { Provider } from 'oidc-provider'
import type { Accounts } from './accounts'
import { browserOf } from './browser'
import { type LinkParameters, type LinkRequest, linkRequest, responseUrl } from './link-request'
import type { LinkTransactions } from './link-transactions'
import { html, sendPage } from './pages'
import type { ProviderLogins } from './provider-logins'
import { holderOf } from './tokens'

export interface LinkOptions {
  provider: Provider
  accounts: Accounts
  transactions: LinkTransactions
  logins: ProviderLogins
  databaseConnection: string
  onBadToken: 'error' | 'login'
}

/**
 * The classic API's link: `/authorize` with the access token of the signed-in user adds the identity that signs in
 * next. Without an access token, `/authorize` is a plain sign-in, which oidc-provider handles.
 */
export function linkRoutes(options: LinkOptions) {
  const { provider, accounts, transactions, logins, databaseConnection, onBadToken } = options
  const router = new Router()

  const begin = async (ctx: Context, request: LinkRequest) => {
    const refuse = (error: string, description: string) =>
      ctx.redirect(responseUrl(request, { error, error_description: description }))

    const { accessToken, ...rest } = request
    const { responseType, connection } = request
    if (!responseType) return refuse('invalid_request', 'response_type is missing')
    if (responseType !== 'code' && responseType !== 'token') {
      return refuse('unsupported_response_type', 'response_type must be code or token')
    }
    const upstream = logins.connections.find(({ name }) => name === connection)
    if (connection !== undefined && connection !== databaseConnection && !upstream) {
      return refuse('invalid_request', 'the connection was not found')
    }
    const found = await holderOf(provider, accounts, accessToken)
    if (!found && onBadToken === 'error') {
      return refuse('unauthorized', 'the access token is not valid or has expired')
    }
    if (found?.user.blocked) return refuse('unauthorized', 'user is blocked')

    const userId = found?.user.userId ?? null
    const browser = browserOf(ctx)
    const id = await transactions.begin({ userId, request: rest }, browser)
    if (!upstream) return ctx.redirect(`/u/link/${id}`)
    try {
      ctx.redirect(await logins.begin(upstream.name, { kind: 'link', id }, browser))
    } catch (error) {
      console.error(error)
      await transactions.end(id)
      refuse('server_error', `${upstream.label} cannot be reached`)
    }
  }

  const handle = async (ctx: Context, parameters: LinkParameters) => {
    ctx.set('Cache-Control', 'no-store')
    ctx.set('Referrer-Policy', 'no-referrer')
    const { client_id, redirect_uri } = parameters
    const client = client_id ? await provider.Client.find(client_id) : undefined
    if (!client || !redirect_uri || !client.redirectUriAllowed(redirect_uri)) {
      const reason = client ? 'The redirect_uri is not registered for this client.' : 'The client is unknown.'
      return sendPage(ctx, 'This request is not valid', html`<p>${reason}</p>`, { status: 400 })
    }
    await begin(ctx, linkRequest(parameters, client, redirect_uri))
  }

  router.get('/authorize', async (ctx, next) => {
    if (!ctx.URL.searchParams.has('access_token')) return next()
    await handle(ctx, Object.fromEntries(ctx.URL.searchParams))
  })

  router.post('/authorize', async (ctx) => {
    const parameters = new URLSearchParams(ctx.is('urlencoded') ? ctx.request.rawBody : '')
    if (parameters.has('access_token')) return handle(ctx, Object.fromEntries(parameters))
    ctx.status = 303
    ctx.redirect(`/authorize?${parameters}`)
  })

  return router.routes()
}
