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

/** What brings a person to the hosted login page. Each way it can end gives the address to go on to. */
export interface Visit {
  title: string
  text: string
  /** asked for: with a known one there is nothing to choose */
  connection?: string | undefined
  emailHint?: string | undefined
  complete(identity: ProvenIdentity): Promise<string>
  fail(error: string, description: string): Promise<string>
}

export interface Visits {
  /** the visit, if this browser began it */
  open(ctx: Context, id: string): Promise<Visit | undefined>
  /** the visit after the provider, whose answer has been matched to the browser */
  resume(id: string): Promise<Visit | undefined>
}

export interface HostedPageOptions {
  logins: ProviderLogins
  databaseConnection: Connection
  databaseAccounts: ProviderAccounts
  visits: Record<VisitReference['kind'], Visits>
  formTargets: readonly string[]
}

/** The page where a person signs in, to the tenant itself or with the identity that is going to be linked. */
export function hostedPage(options: HostedPageOptions) {
  const { logins, databaseConnection, databaseAccounts, visits, formTargets } = options
  const router = new Router()

  const openVisit = async (ctx: Context, kind: string | undefined, id = '') => {
    if (kind !== 'sign-in' && kind !== 'link') return undefined
    const reference: VisitReference = { kind, id }
    return { reference, visit: await visits[kind].open(ctx, id) }
  }

  const goOn = (ctx: Context, address: string) => {
    ctx.status = ctx.method === 'POST' ? 303 : 302
    ctx.set('Cache-Control', 'no-store')
    ctx.redirect(address)
  }

  const goToProvider = async (ctx: Context, connection: string, reference: VisitReference, visit: Visit) => {
    const address = await logins.begin(connection, reference, browserOf(ctx)).catch((error: unknown) => {
      console.error(error)
      return visit.fail('server_error', `${connection} cannot be reached`)
    })
    goOn(ctx, address)
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

  const showStale = (ctx: Context) =>
    sendPage(
      ctx,
      'This sign-in is over',
      html`<p>It has ended, has expired, or began in another browser. Go back to the app and start again.</p>`,
      { status: 400 },
    )

  router.get('/u/:kind/:id', async (ctx) => {
    const opened = await openVisit(ctx, ctx.params.kind, ctx.params.id)
    if (!opened?.visit) return showStale(ctx)
    const { reference, visit } = opened
    const provider = logins.connections.find(({ name }) => name === visit.connection)
    if (provider) return goToProvider(ctx, provider.name, reference, visit)
    showPage(ctx, ctx.path, visit)
  })

  router.post('/u/:kind/:id/password', async (ctx) => {
    const opened = await openVisit(ctx, ctx.params.kind, ctx.params.id)
    if (!opened?.visit) return showStale(ctx)
    const { reference, visit } = opened
    const account = await databaseAccounts.checkPassword(textField(ctx, 'email'), textField(ctx, 'password'))
    if (!account) {
      return showPage(ctx, `/u/${reference.kind}/${reference.id}`, visit, 'Wrong e-mail or password.')
    }
    const { sub, profile } = account
    const id = identityId(databaseConnection, sub)
    goOn(ctx, await visit.complete({ connection: databaseConnection, id, profile }))
  })

  router.post('/u/:kind/:id/connection/:name', async (ctx) => {
    const opened = await openVisit(ctx, ctx.params.kind, ctx.params.id)
    const provider = logins.connections.find(({ name }) => name === ctx.params.name)
    if (!opened?.visit || !provider) return showStale(ctx)
    await goToProvider(ctx, provider.name, opened.reference, opened.visit)
  })

  router.post('/u/:kind/:id/cancel', async (ctx) => {
    const opened = await openVisit(ctx, ctx.params.kind, ctx.params.id)
    if (!opened?.visit) return showStale(ctx)
    goOn(ctx, await opened.visit.fail('access_denied', 'the person cancelled'))
  })

  router.get('/login/callback', async (ctx) => {
    const answer = await logins.finish(ctx.URL, browserOf(ctx))
    const visit = answer && (await visits[answer.visit.kind].resume(answer.visit.id))
    if (!answer || !visit) return showStale(ctx)
    goOn(
      ctx,
      await ('identity' in answer
        ? visit.complete(answer.identity)
        : visit.fail(answer.error, answer.description)),
    )
  })

  return router.routes()
}
