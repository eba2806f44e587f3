import Router from '@koa/router'
import type { Context } from 'koa'
import { textField } from '../tenant/bodies'
import type { Connection } from '../tenant/connections'
import { html, sendPage } from '../tenant/pages'
import { signInForm } from '../tenant/sign-in-form'
import type { Auth } from './auth'
import { passCookies } from './auth-endpoints'

export interface SignInPageOptions {
  auth: Auth
  origin: string
  connections: readonly Connection[]
  /** The origins that a sign-in may return to. */
  appOrigins: readonly string[]
  /** The origins where the redirects after the forms may end. */
  formTargets: readonly string[]
}

const path = '/sign-in'

/** The messages for the errors of a sign-in with a provider, by Better Auth's error code. */
const alerts: Record<string, string> = {
  access_denied: 'Sign-in was canceled.',
  account_not_linked: 'Another user already has that email. Sign in another way, then link the account.',
  email_not_found: 'That account has no email, so it cannot sign up.',
}

/** The page where the user signs in. A user who is signed in can sign in again to get a fresh session. */
export function signInPage({ auth, origin, connections, appOrigins, formTargets }: SignInPageOptions) {
  const router = new Router({ prefix: path })

  const returnTo = (ctx: Context): string => {
    const address = ctx.URL.searchParams.get('return_to') ?? ''
    return URL.canParse(address) && appOrigins.includes(new URL(address).origin) ? address : ''
  }

  const pathTo = (ctx: Context, step = '') =>
    `${path}${step && `/${step}`}?${new URLSearchParams({ return_to: returnTo(ctx) })}`

  const showPage = (ctx: Context, alert?: string, status = 200) =>
    sendPage(
      ctx,
      'Sign in',
      signInForm({
        text: 'to continue to your profile page',
        alert,
        email: textField(ctx, 'email'),
        connections,
        action: (step) => pathTo(ctx, step),
      }),
      { formTargets, status },
    )

  const redirectTo = (ctx: Context, address: string) => {
    ctx.status = 303
    ctx.set('Cache-Control', 'no-store')
    ctx.redirect(address)
  }

  router.use((ctx, next) => {
    if (!returnTo(ctx)) {
      const text = html`<p>The return address does not belong to the app. Go back to the app and start again.</p>`
      return sendPage(ctx, 'This sign-in has no valid return address', text, { status: 400 })
    }
    // A form on another site could sign the user in to another user's account, and the user would then link to that.
    if (ctx.method === 'POST' && !['', 'same-origin'].includes(ctx.get('Sec-Fetch-Site'))) {
      const text = html`<p>The form was sent from another site.</p>`
      return sendPage(ctx, 'This sign-in was not started here', text, { status: 403 })
    }
    return next()
  })

  router.get('/', (ctx) => {
    const error = ctx.URL.searchParams.get('error')
    if (error === null) return showPage(ctx)
    showPage(ctx, alerts[error] ?? 'Sign-in failed. Try again.')
  })

  router.post('/password', async (ctx) => {
    const [email, password] = [textField(ctx, 'email').trim(), textField(ctx, 'password')]
    const response = await auth.api.signInEmail({ body: { email, password }, asResponse: true })
    if (response.status >= 500) return ctx.throw(response.status)
    if (!response.ok) return showPage(ctx, 'Wrong email or password.', 400)
    passCookies(ctx, response.headers)
    redirectTo(ctx, returnTo(ctx))
  })

  router.post('/connection/:name', async (ctx) => {
    const connection = connections.find(({ name }) => name === ctx.params.name)
    if (!connection) return ctx.throw(404)
    const { headers, response } = await auth.api.signInSocial({
      body: {
        provider: connection.name,
        callbackURL: returnTo(ctx),
        errorCallbackURL: `${origin}${pathTo(ctx)}`,
      },
      returnHeaders: true,
    })
    if (!response.url) return ctx.throw(502)
    passCookies(ctx, headers)
    redirectTo(ctx, response.url)
  })

  router.post('/cancel', (ctx) => redirectTo(ctx, returnTo(ctx)))

  return router.routes()
}
