import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import Koa, { type Context } from 'koa'
import { createBroker } from '../common/broker'
import type { Account, Directory, User } from '../common/directory'
import { listen } from '../common/listen'
import type { Provider } from '../common/provider'

interface Event {
  id: string
  providerId: string
  redirectUrl: string
  postBody?: string
  error?: string
}

/** A provider secret in a response. It must not be exposed. */
export const PROVIDER_TOKEN = 'canary-provider-token-5f3a'

/**
 * The responses of Firebase's Identity Toolkit, as in its emulator, which accepts plain JSON as an ID token. Inferred:
 * another user's account is a 200 with `errorMessage`, because the SDK finds the provider's tokens next to it.
 */
export async function createFirebaseServer(provider: Provider, directory: Directory) {
  const tokens = new Map<string, User>()
  const events = new Map<string, Event>()
  const broker = createBroker<Event>(provider)

  const server = await listen((origin) => {
    const router = new Router()
    router.get('/__/auth/handler', (ctx) => {
      const { event, providerId, redirectUrl } = ctx.query as Record<string, string>
      const started: Event = { id: event ?? '', providerId: providerId ?? '', redirectUrl: redirectUrl ?? '' }
      events.set(started.id, started)
      ctx.redirect(broker.begin(started.providerId, `${origin}/__/auth/callback`, started))
    })
    router.get('/__/auth/callback', async (ctx) => {
      const ended = await broker.end(ctx.querystring)
      if (!ended) return ctx.throw(400)
      const event = ended.context
      if (!ended.account) event.error = 'USER_CANCELLED'
      else {
        const { id, name, email } = ended.account
        const idToken = JSON.stringify({ sub: id, name, email })
        event.postBody = new URLSearchParams({ id_token: idToken, providerId: event.providerId }).toString()
      }
      ctx.redirect(event.redirectUrl)
    })
    router.get('/__/auth/event', (ctx) => {
      const { postBody, error } = events.get(String(ctx.query.id)) ?? {}
      ctx.body = { postBody, error }
    })
    router.post('/identitytoolkit.googleapis.com/v1/accounts\\:lookup', (ctx) => {
      const user = userOf(ctx)
      if (user) ctx.body = { users: [{ localId: user.id, providerUserInfo: user.accounts.map(toInfo) }] }
    })
    router.post('/identitytoolkit.googleapis.com/v1/accounts\\:signInWithIdp', (ctx) => {
      const user = userOf(ctx)
      if (!user) return
      const { postBody = '' } = ctx.request.body as Record<string, string>
      const fields = new URLSearchParams(postBody)
      const providerId = fields.get('providerId') ?? ''
      const { sub, name, email } = JSON.parse(fields.get('id_token') ?? '{}')
      const account: Account = { id: sub, name, email, username: '' }
      const isTaken = directory.link(user, providerId, account) === 'taken'
      ctx.body = {
        localId: user.id,
        providerId,
        oauthAccessToken: PROVIDER_TOKEN,
        ...(isTaken && { errorMessage: 'FEDERATED_USER_ID_ALREADY_LINKED' }),
      }
    })
    router.post('/identitytoolkit.googleapis.com/v1/accounts\\:update', (ctx) => {
      const user = userOf(ctx)
      if (!user) return
      const { deleteProvider } = ctx.request.body as { deleteProvider: string[] }
      // There is no guard for the last account, and no error for an account that is not linked.
      user.accounts = user.accounts.filter(({ connection }) => !deleteProvider.includes(connection))
      ctx.body = { localId: user.id, providerUserInfo: user.accounts.map(toInfo) }
    })
    const userOf = (ctx: Context): User | undefined => {
      const user = tokens.get((ctx.request.body as Record<string, string>).idToken ?? '')
      if (!user) {
        ctx.status = 400
        ctx.body = { error: { code: 400, message: 'INVALID_ID_TOKEN', errors: [] } }
      }
      return user
    }
    const app = new Koa()
    app.silent = true
    return app.use(bodyParser()).use(router.routes()).callback()
  })

  return {
    ...server,
    listPath: '/identitytoolkit.googleapis.com/v1/accounts:lookup',
    tokenOf(user: User): string {
      const token = crypto.randomUUID()
      tokens.set(token, user)
      return token
    },
  }
}

function toInfo({ connection, id, name, email }: User['accounts'][number]) {
  return { providerId: connection, rawId: id, federatedId: id, displayName: name, email }
}
