import { createMemoryBrowser } from '../../../src/testing/memory-browser'
import { createSetting } from '../common/setting'
import { PAGE, type Shape } from '../world'
import { createClerkClient } from './client'
import { type ClerkSdk, loadClerk } from './sdk'
import { createClerkServer } from './server'

export async function open(): Promise<Shape> {
  const setting = await createSetting()
  const { agent, directory, provider, linkable, owned } = setting
  const server = await createClerkServer(provider, directory)
  const secrets: string[] = []
  const signIn = (user: typeof directory.ann) => {
    const session = server.signIn(user)
    secrets.push(session)
    agent.setCookie('__client', session)
    return loadClerk(server.origin, agent.fetch)
  }
  let current = await signIn(directory.ann)
  // Like the SDK's own object, it stays the same while its user changes.
  const clerk: ClerkSdk = {
    publishableKey: current.publishableKey,
    get user() {
      return current.user
    },
  }
  const clientOf = (userId: string) => createClerkClient({ clerk, userId, redirectUri: PAGE })
  return {
    client: clientOf(directory.ann.id),
    create: () => clientOf(directory.ann.id),
    browser: createMemoryBrowser(PAGE),
    linkable,
    owned,
    guardsLast: true,
    secrets,
    world: {
      server,
      directory,
      unlinkRequest: 'DELETE /v1/me/external_accounts/',
      finishRequest: 'GET /v1/me',
      visit: setting.visit,
      truth: async (whose = 'ann') => directory[whose].accounts.map(({ row }) => row),
      async signInAsOther() {
        current = await signIn(directory.bob)
        return clientOf(directory.bob.id)
      },
      makeListFail: () => server.fail('GET /v1/me'),
      makeStale: () => server.requireReverification(true),
      reauthenticate: () => server.requireReverification(false),
      async close() {
        await Promise.all([server.close(), provider.close()])
      },
    },
  }
}
