import { send } from '../../../src/core/http'
import { createMemoryBrowser } from '../../../src/testing/memory-browser'
import { createSetting } from '../common/setting'
import type { Shape } from '../world'
import { createAuthJsClient } from './client'
import { createAuthJsServer } from './server'

interface Row {
  provider: string
  providerAccountId: string
}

const NAMES = { linkable: 'github', owned: 'google', third: 'gitlab' }

export async function open() {
  // Auth.js serves the origin of the app itself.
  const setting = await createSetting(NAMES, (url) => new URL(url).pathname === '/settings')
  const { agent, directory, provider, linkable, owned } = setting
  const server = await createAuthJsServer(provider, directory, Object.values(NAMES))
  const page = `${server.origin}/settings?tab=accounts`
  const request = {
    credentials: 'include',
    fetch: agent.fetch,
    codes: { last_account: 'identity_required' },
  } as const
  const accounts = `${server.origin}/api/accounts`
  const clientOf = (userId: string) =>
    createAuthJsClient({
      base: `${server.origin}/auth`,
      userId,
      redirectUri: page,
      fetch: agent.fetch,
      async listAccounts() {
        const answer = await send({ ...request, url: accounts, method: 'GET' })
        const { userId, accounts: rows } = answer as { userId: string; accounts: Row[] }
        const identities = rows.map(({ provider, providerAccountId }) => ({
          id: `${provider}/${providerAccountId}`,
          provider,
          connection: provider,
          primary: false,
          profile: {},
          accountId: providerAccountId,
        }))
        return { userId, identities }
      },
      async unlinkAccount({ id }, { keepalive }) {
        await send({ ...request, url: `${accounts}/${id}`, method: 'DELETE', keepalive })
      },
    })
  const [cookie, session] = server.signIn(directory.ann)
  agent.setCookie(cookie, session)
  return {
    client: clientOf(directory.ann.id),
    create: () => clientOf(directory.ann.id),
    browser: createMemoryBrowser(page),
    linkable,
    owned,
    guardsLast: true,
    secrets: [session],
    signOut: server.signOut,
    world: {
      server,
      directory,
      unlinkRequest: 'DELETE /api/accounts/',
      refusesManaged: true,
      visit: setting.visit,
      truth: async (whose = 'ann') => directory[whose].accounts.map((one) => `${one.connection}/${one.id}`),
      async signInAsOther() {
        agent.setCookie(...server.signIn(directory.bob))
        return clientOf(directory.bob.id)
      },
      makeListFail: () => server.fail('GET /api/accounts'),
      async close() {
        await Promise.all([server.close(), provider.close()])
      },
    },
  } satisfies Shape & Record<string, unknown>
}
