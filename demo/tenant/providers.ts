import Router from '@koa/router'
import type { Context } from 'koa'
import type { Adapter, Provider } from 'oidc-provider'
import { avatars } from './avatars'
import { bodies, textField } from './bodies'
import type { Connection } from './connections'
import type { Database } from './database'
import { OpenIdProvider } from './oidc-provider'
import { openIdDefaults } from './openid-defaults'
import { html, sendPage } from './pages'
import { type ProviderAccount, ProviderAccounts } from './provider-accounts'

export interface IdentityProviderOptions {
  connection: Connection
  origin: string
  database: Database
  client: { id: string; secret: string; redirectUri: string }
  /** The origins where the redirects after a sign-in may end. */
  formTargets: readonly string[]
}

/** Stores nothing. Without a session, the provider always asks, and the user can choose another account. */
const noSessions: Adapter = {
  upsert: async () => {},
  find: async () => undefined,
  findByUid: async () => undefined,
  findByUserCode: async () => undefined,
  consume: async () => {},
  destroy: async () => {},
  revokeByGrantId: async () => {},
}

/** An OpenID Provider for one of the tenant's connections, with its own sign-in page. */
export async function createIdentityProvider(options: IdentityProviderOptions): Promise<Provider> {
  const { connection, origin, client } = options
  const accounts = new ProviderAccounts(options.database, connection.name)
  const defaults = await openIdDefaults(connection.name, options.database, 'ES256')

  const provider = new OpenIdProvider(origin, {
    ...defaults,
    adapter: (model: string) => (model === 'Session' ? noSessions : defaults.adapter(model)),
    claims: {
      openid: ['sub'],
      profile: ['name', 'nickname', 'preferred_username', 'picture'],
      email: ['email', 'email_verified'],
    },
    conformIdTokenClaims: false,
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [client.redirectUri] }],
    interactions: { url: (_ctx, interaction) => `/sign-in/${interaction.uid}` },
    async findAccount(_ctx, sub) {
      const account = await accounts.find(sub)
      return account && { accountId: sub, claims: () => ({ sub, ...claimsOf(account, origin) }) }
    },
  })
  provider.on('server_error', (_ctx, error) => console.error(error))
  provider.use(avatars)
  provider.use(signInPage(provider, accounts, options).routes())
  return provider
}

function claimsOf({ profile }: ProviderAccount, origin: string) {
  const { picture, username, ...claims } = profile
  return {
    ...claims,
    ...(username && { preferred_username: username }),
    ...(picture && { picture: `${origin}${picture}` }),
  }
}

function signInPage(
  provider: Provider,
  accounts: ProviderAccounts,
  { connection, formTargets }: IdentityProviderOptions,
) {
  const router = new Router({ prefix: '/sign-in/:uid' })

  const finish = async (ctx: Context, result: Parameters<Provider['interactionResult']>[2]) => {
    ctx.status = 303
    ctx.redirect(
      await provider.interactionResult(ctx.req, ctx.res, result, { mergeWithLastSubmission: false }),
    )
  }

  router.get('/', async (ctx) => {
    const { uid } = await provider.interactionDetails(ctx.req, ctx.res)
    const choices = (await accounts.list()).map(
      ({ label, profile }) => html`<button name="account" value="${label}">
<img src="${profile.picture}" alt="">${label}</button>`,
    )
    sendPage(
      ctx,
      `Sign in with ${connection.label}`,
      html`<p>Choose an account</p>
${choices.map((choice) => html`<form method="post" action="/sign-in/${uid}">${choice}</form>`)}
<hr>
<form method="post" action="/sign-in/${uid}">
<label for="account">Another account</label>
<input id="account" name="account" required autocomplete="off" autocapitalize="none" spellcheck="false">
<button class="main">Continue</button>
</form>
<form method="post" action="/sign-in/${uid}/cancel"><button class="plain">Cancel</button></form>`,
      { formTargets },
    )
  })

  router.post('/', bodies, async (ctx) => {
    const label = textField(ctx, 'account')
    if (!label.trim()) return ctx.redirect(ctx.path)
    const account = await accounts.findOrOpen(label)
    await finish(ctx, { login: { accountId: account.sub } })
  })

  router.post('/cancel', (ctx) =>
    finish(ctx, { error: 'access_denied', error_description: 'the user canceled' }),
  )

  return router
}
