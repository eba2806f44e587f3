import type { Account } from './directory'
import type { Provider } from './provider'

/** How a sign-in at the provider ended. */
export type SignIn<Context> = { context: Context; connection: string } & (
  | { account: Account; error?: undefined }
  | { account?: undefined; error: string; description: string }
)

/** A backend's side of the sign-in at a provider: an OAuth 2.0 client with the code flow. */
export function createBroker<Context>(provider: Provider) {
  const pending = new Map<string, { context: Context; connection: string; redirectUri: string }>()
  return {
    /** The URL to send the user to. `redirectUri` is the backend's own. */
    begin(
      connection: string,
      redirectUri: string,
      context: Context,
      state: string = crypto.randomUUID(),
    ): string {
      pending.set(state, { context, connection, redirectUri })
      const query = { client_id: 'backend', redirect_uri: redirectUri, response_type: 'code', state }
      return `${provider.authorizeUrl(connection)}?${new URLSearchParams(query)}`
    },

    /** Ends the sign-in that returned with this query; `undefined` if its state is unknown or used. */
    async end(querystring: string): Promise<SignIn<Context> | undefined> {
      const query = new URLSearchParams(querystring)
      const state = query.get('state') ?? ''
      const started = pending.get(state)
      pending.delete(state)
      if (!started) return undefined
      const { context, connection, redirectUri } = started
      const error = query.get('error')
      if (error) return { context, connection, error, description: query.get('error_description') ?? '' }
      return {
        context,
        connection,
        account: await exchange(connection, redirectUri, query.get('code') ?? ''),
      }
    },
  }

  async function exchange(connection: string, redirectUri: string, code: string): Promise<Account> {
    const base = `${provider.origin}/${connection}`
    const body = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirectUri })
    const answer = await fetch(`${base}/token`, { method: 'POST', body })
    if (!answer.ok) throw new Error('The provider refused the code.')
    const { access_token } = (await answer.json()) as { access_token: string }
    const user = await fetch(`${base}/userinfo`, { headers: { authorization: `Bearer ${access_token}` } })
    const { sub, preferred_username, name, email } = (await user.json()) as Record<string, string>
    return { id: sub ?? '', username: preferred_username ?? '', name: name ?? '', email: email ?? '' }
  }
}
