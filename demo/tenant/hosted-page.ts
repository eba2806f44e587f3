import Router from '@koa/router'
import type { Context } from 'koa'
import { textField } from './bodies'
import { browserOf } from './browser'
import type { Connection } from './connections'
import { html, sendPage } from './pages'
import type { ProviderAccounts } from './provider-accounts'
import type { ProviderLogins, VisitReference } from './provider-logins'
import { signInForm } from './sign-in-form'
import { identityId, type ProvenIdentity } from './user'

/** A visit of a user to the hosted login page. `complete` and `fail` end it and return the next URL. */
export interface Visit {
  title: string
  text: string
  /** The requested connection. If it is known, the user does not have to choose. */
  connection?: string | undefined
  emailHint?: string | undefined
  complete(identity: ProvenIdentity): Promise<string>
  fail(error: string, description: string): Promise<string>
}

export interface Visits {
  /** The visit, if this browser started it. */
  open(ctx: Context, id: string): Promise<Visit | undefined>
  /** The visit after the return from a provider. The response has already been matched to the browser. */
  resume(id: string): Promise<Visit | undefined>
}

export interface HostedPageOptions {
  logins: ProviderLogins
  databaseConnection: Connection
  databaseAccounts: ProviderAccounts
  visits: Record<VisitReference['kind'], Visits>
  formTargets: readonly string[]
}

/** The page where the user signs in to the tenant, or with the identity that is to be linked. */
export function hostedPage(options: HostedPageOptions) {
  const { logins, databaseConnection, databaseAccounts, visits, formTargets } = options
  const router = new Router()

  const openVisit = async (ctx: Context, kind: string | undefined, id = '') => {
    if (kind !== 'sign-in' && kind !== 'link') return undefined
    const reference: VisitReference = { kind, id }
    return { reference, visit: await visits[kind].open(ctx, id) }
  }

  const redirectTo = (ctx: Context, address: string) => {
    ctx.status = ctx.method === 'POST' ? 303 : 302
    ctx.set('Cache-Control', 'no-store')
    ctx.redirect(address)
  }

  const goToProvider = async (ctx: Context, connection: string, reference: VisitReference, visit: Visit) => {
    const address = await logins.begin(connection, reference, browserOf(ctx)).catch((error: unknown) => {
      console.error(error)
      return visit.fail('server_error', `${connection} cannot be reached`)
    })
    redirectTo(ctx, address)
  }

  const showPage = (ctx: Context, path: string, visit: Visit, alert?: string) =>
    sendPage(
      ctx,
      visit.title,
      signInForm({
        text: visit.text,
        alert,
        email: textField(ctx, 'email') || visit.emailHint,
        connections: visit.connection === databaseConnection.name ? [] : logins.connections,
        action: (step) => `${path}/${step}`,
      }),
      { formTargets, status: alert === undefined ? 200 : 400 },
    )

  const showExpired = (ctx: Context) =>
    sendPage(
      ctx,
      'This sign-in is no longer valid',
      html`<p>It was completed, has expired, or was started in another browser. Start again in the app.</p>`,
      { status: 400 },
    )

  router.get('/u/:kind/:id', async (ctx) => {
    const opened = await openVisit(ctx, ctx.params.kind, ctx.params.id)
    if (!opened?.visit) return showExpired(ctx)
    const { reference, visit } = opened
    const provider = logins.connections.find(({ name }) => name === visit.connection)
    if (provider) return goToProvider(ctx, provider.name, reference, visit)
    showPage(ctx, ctx.path, visit)
  })

  router.post('/u/:kind/:id/password', async (ctx) => {
    const opened = await openVisit(ctx, ctx.params.kind, ctx.params.id)
    if (!opened?.visit) return showExpired(ctx)
    const { reference, visit } = opened
    const account = await databaseAccounts.checkPassword(textField(ctx, 'email'), textField(ctx, 'password'))
    if (!account) {
      return showPage(ctx, `/u/${reference.kind}/${reference.id}`, visit, 'Wrong email or password.')
    }
    const { sub, profile } = account
    const id = identityId(databaseConnection, sub)
    redirectTo(ctx, await visit.complete({ connection: databaseConnection, id, profile }))
  })

  router.post('/u/:kind/:id/connection/:name', async (ctx) => {
    const opened = await openVisit(ctx, ctx.params.kind, ctx.params.id)
    const provider = logins.connections.find(({ name }) => name === ctx.params.name)
    if (!opened?.visit || !provider) return showExpired(ctx)
    await goToProvider(ctx, provider.name, opened.reference, opened.visit)
  })

  router.post('/u/:kind/:id/cancel', async (ctx) => {
    const opened = await openVisit(ctx, ctx.params.kind, ctx.params.id)
    if (!opened?.visit) return showExpired(ctx)
    redirectTo(ctx, await opened.visit.fail('access_denied', 'the user canceled'))
  })

  router.get('/login/callback', async (ctx) => {
    const response = await logins.finish(ctx.URL, browserOf(ctx))
    const visit = response && (await visits[response.visit.kind].resume(response.visit.id))
    if (!response || !visit) return showExpired(ctx)
    redirectTo(
      ctx,
      await ('identity' in response
        ? visit.complete(response.identity)
        : visit.fail(response.error, response.description)),
    )
  })

  return router.routes()
}
