import { createBetterAuthClient } from 'react-linked-accounts/better-auth'
import {
  type ContractSubject,
  createMemoryBrowser,
  describeClientContract,
} from 'react-linked-accounts/testing'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { type BetterAuthServer, startBetterAuth } from '../../demo/better-auth/index'
import { faults } from '../../demo/tenant/index'
import { app, Person } from '../better-auth/person'
import { pickAccount } from '../tenant/browserless'
import { gitHubAccounts, newAccount } from './tenant-person'

const redirectUri = `${app}/profile`

let server: BetterAuthServer

beforeAll(async () => {
  // Accounts that the providers open for whoever asks have no verified e-mail address.
  const trustedProviders = ['google-oauth2', 'github', 'acme-sso']
  server = await startBetterAuth({ appOrigins: [app], trustedProviders })
})

afterAll(() => server.close())

/** Signs in as somebody whom the server has not seen before. */
async function signInAsNewcomer(person: Person) {
  await person.signInWith('Google', `${newAccount()}@example.com`)
  const { body } = await person.ask('/get-session')
  return body.user
}

async function linkedTo(id: string): Promise<string[]> {
  const users = await server.users()
  const identities = users.find(({ userId }) => userId === id)?.identities ?? []
  return identities.map(({ provider, userId }) => `${provider}|${userId}`)
}

async function setup(): Promise<ContractSubject> {
  const person = new Person(server)
  const user = await signInAsNewcomer(person)
  await person.link('google-oauth2', `${newAccount()}@example.com`)
  await person.link('acme-sso', newAccount())

  const page = createMemoryBrowser(redirectUri)
  const createClient = (as: typeof user) =>
    createBetterAuthClient({
      baseURL: server.origin,
      redirectUri,
      user: as,
      browser: page,
      fetch: person.browser.fetch,
    })
  const identities = await linkedTo(user.id)
  let mend = () => {}
  return {
    client: createClient(user),
    linkable: 'github',
    page,
    tokens: person.browser.cookieValues(),
    refused: identities.find((id) => id.startsWith('acme-sso|')) ?? '',
    async required() {
      const newcomer = await signInAsNewcomer(person)
      const [only = ''] = await linkedTo(newcomer.id)
      return { client: createClient(newcomer), id: only }
    },
    makeStale: () => server.ageSessions(2 * 24 * 3600),
    async visit(account) {
      const provider = await person.browser.visit(await page.departure())
      return (await pickAccount(person.browser, provider, gitHubAccounts[account]())).url
    },
    truth: () => linkedTo(user.id),
    makeListFail() {
      mend = server.fault('GET', '/api/auth/list-accounts', faults.serverError)
    },
    switchUser: async () => createClient(await signInAsNewcomer(person)),
    dispose: () => mend(),
  }
}

// The server keeps one link for each browser: a second one takes the place of the first.
const omit = ['lets a second link begin before the first has come back']

describeClientContract({ name: 'the better-auth client', setup, omit }, { describe, it })
