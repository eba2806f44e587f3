import { createMemoryBrowser } from '../../../src/testing/memory-browser'
import type { User } from '../common/directory'
import { createSetting } from '../common/setting'
import { type AccountChoice, PAGE, type Shape } from '../world'
import { createFirebaseClient } from './client'
import { createFirebaseSdk, signedInUser } from './sdk'
import { createFirebaseServer, PROVIDER_TOKEN } from './server'

const NAMES = { linkable: 'github.com', owned: 'google.com', third: 'twitter.com' }

export const openPopup = () => open('popup')
export const openRedirect = () => open('redirect')

async function open(mode: 'popup' | 'redirect'): Promise<Shape> {
  const setting = await createSetting(NAMES)
  const { directory, provider, linkable, owned } = setting
  const server = await createFirebaseServer(provider, directory)
  const browser = createMemoryBrowser(PAGE)
  let next: AccountChoice = 'new'
  const sdk = createFirebaseSdk(server.origin, {
    href: browser.href,
    leave: (url) => void browser.redirect(url),
    async openWindow(url) {
      // A user who cancels closes the window.
      if (next !== 'cancel') await setting.visit(url, next)
    },
  })
  const userOf = (user: User) => signedInUser(user.id, server.tokenOf(user))
  const auth = { name: '[DEFAULT]', currentUser: userOf(directory.ann) }
  const providers = Object.fromEntries(
    Object.values(NAMES).map((providerId) => [providerId, () => ({ providerId })]),
  )
  const clientOf = (userId: string) => createFirebaseClient({ sdk, auth, userId, providers, mode })
  return {
    client: clientOf(directory.ann.id),
    create: () => clientOf(directory.ann.id),
    browser,
    linkable,
    owned,
    guardsLast: false,
    secrets: [PROVIDER_TOKEN],
    world: {
      server,
      directory,
      unlinkRequest: 'POST /identitytoolkit.googleapis.com/v1/accounts:update',
      finishRequest: 'POST /identitytoolkit.googleapis.com/v1/accounts:signInWithIdp',
      visit: setting.visit,
      ...(mode === 'popup' && {
        choose(account: AccountChoice) {
          next = account
        },
      }),
      truth: async (whose = 'ann') => directory[whose].accounts.map((one) => `${one.connection}|${one.id}`),
      async signInAsOther() {
        auth.currentUser = userOf(directory.bob)
        return clientOf(directory.bob.id)
      },
      makeListFail: () => server.fail(`POST ${server.listPath}`),
      async close() {
        await Promise.all([server.close(), provider.close()])
      },
    },
  }
}
