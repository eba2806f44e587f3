import { createMemoryBrowser } from '../../../src/testing/memory-browser'
import { createSetting } from '../common/setting'
import { PAGE, type Shape } from '../world'
import { createKratosClient } from './client'
import { createKratosServer } from './server'

const PROVIDERS = ['github', 'google', 'gitlab']

export async function open(): Promise<Shape> {
  const setting = await createSetting()
  const { agent, directory, provider, linkable, owned } = setting
  const server = await createKratosServer(provider, directory, { uiUrl: PAGE, providers: PROVIDERS })
  const clientOf = (userId: string) =>
    createKratosClient({
      base: server.origin,
      userId,
      providers: PROVIDERS,
      redirectUri: PAGE,
      fetch: agent.fetch,
    })
  const session = server.signIn(directory.ann)
  agent.setCookie('ory_kratos_session', session)
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
      unlinkRequest: 'POST /self-service/settings',
      visit: setting.visit,
      // In the order of the configuration, as the flow has them.
      truth: async (whose = 'ann') => PROVIDERS.filter((one) => directory.has(directory[whose], one)),
      async signInAsOther() {
        agent.setCookie('ory_kratos_session', server.signIn(directory.bob))
        return clientOf(directory.bob.id)
      },
      makeListFail: () => server.fail('GET /self-service/settings/browser'),
      makeStale: () => server.setPrivileged(false),
      reauthenticate: () => server.setPrivileged(true),
      async close() {
        await Promise.all([server.close(), provider.close()])
      },
    },
  }
}
