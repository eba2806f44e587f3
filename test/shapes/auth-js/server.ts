import { Auth, type AuthConfig } from '@auth/core'
import type { OAuthConfig } from '@auth/core/providers'
import { type Directory, MANAGED, type User } from '../common/directory'
import { listen } from '../common/listen'
import type { Provider } from '../common/provider'
import { webListener } from '../common/web-listener'
import { createAdapter } from './adapter'

interface Profile {
  sub: string
  name: string
  email: string
}

const SESSION_COOKIE = 'authjs.session-token'

/** The real Auth.js with sessions in a database, and the two handlers that a host adds: a list, and unlink. */
export async function createAuthJsServer(provider: Provider, directory: Directory, names: readonly string[]) {
  const { adapter, sessions } = createAdapter(directory)
  const config: AuthConfig = {
    basePath: '/auth',
    secret: crypto.randomUUID(),
    trustHost: true,
    adapter,
    session: { strategy: 'database' },
    pages: { signIn: '/settings', error: '/settings' },
    providers: names.map(
      (name): OAuthConfig<Profile> => ({
        id: name,
        name,
        type: 'oauth',
        clientId: 'backend',
        clientSecret: 'secret',
        authorization: { url: provider.authorizeUrl(name), params: { scope: 'profile' } },
        token: `${provider.origin}/${name}/token`,
        userinfo: `${provider.origin}/${name}/userinfo`,
        checks: ['pkce', 'state'],
        profile: ({ sub, name, email }) => ({ id: sub, name, email }),
      }),
    ),
    // The session has no id of the user unless the host adds it.
    callbacks: { session: ({ session, user }) => ({ ...session, user: { ...session.user, id: user.id } }) },
    logger: { error() {}, warn() {} },
  }

  const server = await listen((origin) =>
    webListener(origin, (request) => {
      const isAuth = new URL(request.url).pathname.startsWith('/auth/')
      return isAuth ? Auth(request, config) : handleAccounts(request)
    }),
  )

  /** `GET /api/accounts`, `DELETE /api/accounts/{provider}/{id}`, as a host might write them. */
  function handleAccounts(request: Request): Response {
    const token = /authjs\.session-token=([^;]+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? ''
    const user = directory.byId(sessions.get(token)?.userId)
    if (!user) return Response.json({ code: 'no_session' }, { status: 401 })
    if (request.method === 'GET') {
      const accounts = user.accounts.map(({ connection, id }) => ({
        provider: connection,
        providerAccountId: id,
      }))
      return Response.json({ userId: user.id, accounts })
    }
    const [, , , connection, id] = new URL(request.url).pathname.split('/')
    const linked = user.accounts.find((one) => one.connection === connection && one.id === id)
    if (!linked) return Response.json({ code: 'not_linked' }, { status: 404 })
    if (connection === MANAGED) return Response.json({ code: 'managed' }, { status: 403 })
    if (user.accounts.length === 1) return Response.json({ code: 'last_account' }, { status: 409 })
    directory.unlink(user, linked.row)
    return new Response(null, { status: 204 })
  }

  return {
    ...server,
    /** Starts a session, and returns its cookie. */
    signIn({ id }: User): [name: string, value: string] {
      const sessionToken = crypto.randomUUID()
      sessions.set(sessionToken, { sessionToken, userId: id, expires: new Date(Date.now() + 3_600_000) })
      return [SESSION_COOKIE, sessionToken]
    },
    signOut: () => sessions.clear(),
  }
}
