import { createMemoryBrowser } from '../../../src/testing/memory-browser'
import { createAccessTokens } from '../common/access-tokens'
import { createSetting } from '../common/setting'
import { APP, PAGE, type Shape } from '../world'
import { createSupabaseClient } from './client'
import { createSupabaseServer } from './server'

/** Where the server sends users whose state it does not know: another page of the app. */
export const SITE_URL = `${APP}/welcome?tab=accounts`

export async function open() {
  const setting = await createSetting()
  const { directory, provider, linkable, owned } = setting
  const tokens = createAccessTokens()
  const server = await createSupabaseServer(provider, directory, tokens, SITE_URL)
  let token = await tokens.issue(directory.ann)
  const secrets = [token]
  const clientOf = (userId: string) =>
    createSupabaseClient({
      url: server.origin,
      userId,
      redirectUri: PAGE,
      getAccessToken: async ({ fresh }) => {
        if (fresh) token = await tokens.issue(directory.ann)
        return token
      },
    })
  return {
    client: clientOf(directory.ann.id),
    create: () => clientOf(directory.ann.id),
    browser: createMemoryBrowser(PAGE),
    linkable,
    owned,
    guardsLast: true,
    secrets,
    server,
    expireToken: () => tokens.revoke(token),
    world: {
      server,
      directory,
      unlinkRequest: 'DELETE /user/identities/',
      refusesManaged: true,
      visit: setting.visit,
      truth: async (whose = 'ann') => directory[whose].accounts.map(({ row }) => row),
      async signInAsOther() {
        token = await tokens.issue(directory.bob)
        return clientOf(directory.bob.id)
      },
      makeListFail: () => server.fail('GET /user'),
      async close() {
        await Promise.all([server.close(), provider.close()])
      },
    },
  } satisfies Shape & Record<string, unknown>
}
