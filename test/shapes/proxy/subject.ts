import { createMemoryBrowser } from '../../../src/testing/memory-browser'
import { createSetting } from '../common/setting'
import { PAGE, type Shape } from '../world'
import { createProxyClient } from './client'
import { createProxyServer } from './server'

export async function open(): Promise<Shape> {
  const setting = await createSetting()
  const { agent, directory, provider, linkable, owned } = setting
  const server = await createProxyServer(provider, directory)
  const clientOf = (userId: string) =>
    createProxyClient({ base: server.origin, userId, redirectUri: PAGE, fetch: agent.fetch })
  const session = server.signIn(directory.ann)
  agent.setCookie('sid', session)
  return {
    client: clientOf(directory.ann.id),
    create: () => clientOf(directory.ann.id),
    browser: createMemoryBrowser(PAGE),
    linkable,
    owned,
    guardsLast: true,
    secrets: [session],
    world: {
      server,
      directory,
      unlinkRequest: 'DELETE /linked-accounts/',
      refusesManaged: true,
      visit: setting.visit,
      truth: async (whose = 'ann') => directory[whose].accounts.map(({ row }) => row),
      async signInAsOther() {
        agent.setCookie('sid', server.signIn(directory.bob))
        return clientOf(directory.bob.id)
      },
      makeListFail: () => server.fail('GET /linked-accounts'),
      async close() {
        await Promise.all([server.close(), provider.close()])
      },
    },
  }
}
