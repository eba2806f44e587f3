import { createBroker } from '../common/broker'
import { type Directory, MANAGED, type User } from '../common/directory'
import { listen } from '../common/listen'
import type { Provider } from '../common/provider'
import { webListener } from '../common/web-listener'
import { APP } from '../world'
import type { Backend, Link } from './backend'
import { handle } from './routes'

/** A server like that of an app, with a cookie session and its own sign-in with the provider. */
export async function createProxyServer(provider: Provider, directory: Directory) {
  const sessions = new Map<string, User>()
  const links = new Map<string, Link>()
  const broker = createBroker(provider)

  const backendAt = (origin: string): Backend => ({
    origins: [APP],
    async userOf(request) {
      const sid = /(?:^|; )sid=([^;]+)/.exec(request.headers.get('cookie') ?? '')?.[1]
      const user = sessions.get(sid ?? '')
      return user && { id: user.id, accounts: user.accounts.map(toAccount) }
    },
    async startLink(link) {
      const state = crypto.randomUUID()
      links.set(state, link)
      return broker.begin(link.provider, `${origin}/linked-accounts/callback`, undefined, state)
    },
    async takeLink(state) {
      const link = links.get(state)
      links.delete(state)
      return link
    },
    async finishLink({ userId, provider }, query) {
      const ended = await broker.end(query.toString())
      const user = directory.byId(userId)
      if (!ended?.account || !user) return ended?.error ?? 'server_error'
      return directory.link(user, provider, ended.account) === 'taken' ? 'taken' : undefined
    },
    async removeAccount({ id }, row) {
      const user = directory.byId(id)
      if (user) directory.unlink(user, row)
    },
  })
  const server = await listen((origin) => {
    const backend = backendAt(origin)
    return webListener(origin, (request) => handle(request, backend))
  })
  return {
    ...server,
    /** Starts a session and returns its cookie. */
    signIn(user: User): string {
      const id = crypto.randomUUID()
      sessions.set(id, user)
      return id
    },
  }
}

const toAccount = ({ row, connection, email }: User['accounts'][number]) => ({
  id: row,
  provider: connection,
  email,
  managed: connection === MANAGED,
})
