import { createMemoryBrowser } from '../../../src/testing/memory-browser'
import { createAccessTokens } from '../common/access-tokens'
import { createSetting } from '../common/setting'
import { PAGE, type Shape } from '../world'
import { createLogtoClient } from './client'
import { createLogtoServer } from './server'

const CONNECTORS = { github: 'connector-1', google: 'connector-2', gitlab: 'connector-3' }

export async function open() {
  const setting = await createSetting()
  const { directory, provider, linkable, owned } = setting
  const tokens = createAccessTokens()
  const server = await createLogtoServer(provider, directory, tokens, CONNECTORS)
  let token = await tokens.issue(directory.ann)
  let proof: string | undefined
  const fetched: string[] = []
  const clientOf = (userId: string) =>
    createLogtoClient({
      endpoint: server.origin,
      userId,
      connectors: CONNECTORS,
      redirectUri: PAGE,
      getVerificationId: () => proof,
      getAccessToken: ({ fresh }) => {
        if (fresh) fetched.push('fresh')
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
    secrets: [token],
    /** How often a fresh token was requested. */
    fetched,
    world: {
      server,
      directory,
      unlinkRequest: 'DELETE /api/my-account/identities/',
      finishRequest: 'POST /api/my-account/identities',
      visit: setting.visit,
      truth: async (whose = 'ann') => directory[whose].accounts.map((one) => `${one.connection}|${one.id}`),
      async signInAsOther() {
        token = await tokens.issue(directory.bob)
        return clientOf(directory.bob.id)
      },
      makeListFail: () => server.fail('GET /api/my-account'),
      makeStale: server.requireProof,
      reauthenticate() {
        proof = server.verifyPassword()
      },
      async close() {
        await Promise.all([server.close(), provider.close()])
      },
    },
  } satisfies Shape & Record<string, unknown>
}
