import { createMemoryBrowser } from '../../../src/testing/memory-browser'
import { createAccessTokens } from '../common/access-tokens'
import { createSetting } from '../common/setting'
import { PAGE, type Shape } from '../world'
import { createMyAccountClient } from './client'
import { createMyAccountServer } from './server'

export async function open() {
  const setting = await createSetting()
  const { directory, provider, linkable, owned } = setting
  const tokens = createAccessTokens()
  const server = await createMyAccountServer(provider, directory, tokens)
  let token = await tokens.issue(directory.ann)
  const clientOf = (userId: string) =>
    createMyAccountClient({
      origin: server.origin,
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
    guardsLast: false,
    secrets: [token],
    world: {
      server,
      directory,
      unlinkRequest: `DELETE ${server.listPath}/`,
      finishRequest: 'POST /me/v1/connected-accounts/complete',
      visit: setting.visit,
      truth: async (whose = 'ann') => directory[whose].accounts.map(({ row }) => row),
      async signInAsOther() {
        token = await tokens.issue(directory.bob)
        return clientOf(directory.bob.id)
      },
      makeListFail: () => server.fail(`GET ${server.listPath}`),
      async close() {
        await Promise.all([server.close(), provider.close()])
      },
    },
  } satisfies Shape & Record<string, unknown>
}
