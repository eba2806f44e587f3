import { createMemoryBrowser } from '../../../src/testing/memory-browser'
import { createAccessTokens } from '../common/access-tokens'
import type { User } from '../common/directory'
import { createSetting } from '../common/setting'
import { PAGE, type Shape } from '../world'
import { createKeycloakClient } from './client'
import { createKeycloakServer } from './server'

export async function open() {
  const setting = await createSetting()
  const { agent, directory, provider, linkable, owned } = setting
  const tokens = createAccessTokens()
  const server = await createKeycloakServer(provider, directory, tokens)
  let token = await tokens.issue(directory.ann)
  const signIn = (user: User) => agent.setCookie('KEYCLOAK_IDENTITY', server.signIn(user))
  signIn(directory.ann)
  const clientOf = (userId: string) =>
    createKeycloakClient({
      realmUrl: server.realmUrl,
      clientId: 'shop',
      userId,
      redirectUri: PAGE,
      getAccessToken: () => token,
    })
  return {
    client: clientOf(directory.ann.id),
    create: () => clientOf(directory.ann.id),
    browser: createMemoryBrowser(PAGE),
    linkable,
    owned,
    guardsLast: true,
    secrets: [token],
    /** Signs in the other user at Keycloak only: the page keeps its token. */
    changeCookie: () => signIn(directory.bob),
    world: {
      server,
      directory,
      unlinkRequest: `DELETE ${server.listPath}/`,
      refusesManaged: true,
      async visit(url, account) {
        const page = await agent.fetch(url, { credentials: 'include' })
        const confirm = await page.text()
        return page.ok ? setting.visit(confirm, account) : url
      },
      truth: async (whose = 'ann') =>
        directory[whose].accounts.map((one) => `${one.connection}|${one.username}`),
      async signInAsOther() {
        token = await tokens.issue(directory.bob)
        signIn(directory.bob)
        return clientOf(directory.bob.id)
      },
      makeListFail: () => server.fail(`GET ${server.listPath}`),
      async close() {
        await Promise.all([server.close(), provider.close()])
      },
    },
  } satisfies Shape & Record<string, unknown>
}
