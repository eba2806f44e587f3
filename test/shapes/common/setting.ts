import { type AccountChoice, APP } from '../world'
import { createAgent } from './agent'
import { createDirectory, newAccount, type User } from './directory'
import { createProvider } from './provider'

const NAMES = { linkable: 'github', owned: 'google', third: 'gitlab' }

export type Setting = Awaited<ReturnType<typeof createSetting>>

/** The common parts of all shapes: the users, the provider, the user's browser, and the signed-in user. */
export async function createSetting(names = NAMES, isApp = (url: string) => url.startsWith(`${APP}/`)) {
  const provider = await createProvider()
  const directory = createDirectory(names)
  const agent = createAgent(isApp, APP)
  const { ann, bob } = directory
  let last = newAccount('new')
  const setting = {
    ...names,
    provider,
    directory,
    agent,
    /** Who is signed in. */
    user: ann as User,

    /** The account of a connection for a choice; `null` means cancel. */
    accountOf(choice: AccountChoice, connection: string) {
      const accountsOf = (user: User) => user.accounts.filter((one) => one.connection === connection)
      if (choice === 'cancel') return null
      if (choice === 'new') last = newAccount('new')
      if (choice === 'new' || choice === 'again') return last
      const [account] = accountsOf(choice === 'own' ? ann : bob)
      if (!account) throw new Error(`There is no account "${choice}" of ${connection}.`)
      return account
    },

    /** Acts as the user from a URL to the end, with a choice on the provider's page. */
    async visit(url: string, choice: AccountChoice): Promise<string> {
      const page = await agent.visit(url)
      if (!page.url.startsWith(provider.origin)) return page.url
      const connection = new URL(page.url).pathname.split('/')[1] ?? ''
      return (await agent.visit(provider.choose(page.url, setting.accountOf(choice, connection)))).url
    },
  }
  return setting
}
