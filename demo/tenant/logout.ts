import Router from '@koa/router'
import type { Provider } from 'oidc-provider'
import { html, sendPage } from './pages'

/**
 * Auth0's logout: `/v2/logout?client_id=…&returnTo=…` ends the session without asking. Tokens stay valid.
 * Without `returnTo`, the library handles the path as RP-Initiated Logout of OpenID Connect, which asks the user.
 */
export function logoutRoutes(provider: Provider) {
  const router = new Router()

  router.get('/v2/logout', async (ctx, next) => {
    const returnTo = ctx.URL.searchParams.get('returnTo')
    if (returnTo === null) return next()
    const client = await provider.Client.find(ctx.URL.searchParams.get('client_id') ?? '')
    if (!client?.postLogoutRedirectUriAllowed(returnTo)) {
      const text = html`<p>The returnTo address is not one of the client’s logout addresses.</p>`
      return sendPage(ctx, 'This request is not valid', text, { status: 400 })
    }
    const session = await provider.Session.get(ctx)
    await session.destroy()
    ctx.cookies.set(provider.cookieName('session'), null)
    ctx.set('Cache-Control', 'no-store')
    ctx.redirect(returnTo)
  })

  return router.routes()
}
