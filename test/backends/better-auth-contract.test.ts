import { createBetterAuthClient } from 'react-linked-accounts/better-auth'
import { type ContractSubject, describeClientContract } from 'react-linked-accounts/testing'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { type BetterAuthServer, startBetterAuth } from '../../demo/better-auth/index'
import { type Fault, faults } from '../../demo/tenant/index'
import { app, Visitor } from '../better-auth/visitor'
import { pickAccount } from '../tenant/browserless'
import { failsAfterEffect, gitHubAccounts, newAccount, succeedsWithoutEffect } from './contract-user'

const redirectUri = `${app}/profile`
const UNLINK = '/api/auth/unlink-account'
const LIST = '/api/auth/list-accounts'

let server: BetterAuthServer

beforeAll(async () => {
  // Accounts that the providers create on demand have no verified email address.
  const trustedProviders = ['google-oauth2', 'github', 'acme-sso']
  server = await startBetterAuth({ appOrigins: [app], trustedProviders })
})

afterAll(() => server.close())

/** Signs in as a user whom the server has not seen before. */
async function signInAsNewcomer(visitor: Visitor) {
  await visitor.signInWith('Google', `${newAccount()}@example.com`)
  const { body } = await visitor.ask('/get-session')
  return body.user
}

async function linkedTo(id: string): Promise<string[]> {
  const users = await server.users()
  const identities = users.find(({ userId }) => userId === id)?.identities ?? []
  return identities.map(({ provider, userId }) => `${provider}|${userId}`)
}

async function makeSubject(): Promise<ContractSubject> {
  const visitor = new Visitor(server)
  const user = await signInAsNewcomer(visitor)
  await visitor.link('google-oauth2', `${newAccount()}@example.com`)
  await visitor.link('acme-sso', newAccount())

  const create = (as: typeof user = user) =>
    createBetterAuthClient({
      baseURL: server.origin,
      redirectUri,
      user: as,
      fetch: visitor.browser.fetch,
    })
  const switchUser = async () => {
    const newcomer = await signInAsNewcomer(visitor)
    return { client: create(newcomer), truth: () => linkedTo(newcomer.id) }
  }
  const identities = await linkedTo(user.id)
  const repairs: (() => void)[] = []
  const breakList = (fault: Fault) => void repairs.push(server.fault('GET', LIST, fault))
  return {
    client: create(),
    create,
    linkable: 'github',
    tokens: visitor.browser.cookieValues(),
    refused: identities.find((id) => id.startsWith('acme-sso|')) ?? '',
    async required() {
      const { client, truth } = await switchUser()
      const [only = ''] = await truth()
      return { client, id: only }
    },
    makeStale: () => server.ageSessions(2 * 24 * 3600),
    failAfterUnlink: () => void server.fault('POST', UNLINK, failsAfterEffect, { times: 1 }),
    ignoreUnlink: () => void server.fault('POST', UNLINK, succeedsWithoutEffect, { times: 1 }),
    async visit(url, account) {
      const provider = await visitor.browser.visit(url)
      return (await pickAccount(visitor.browser, provider, gitHubAccounts[account]())).url
    },
    truth: () => linkedTo(user.id),
    makeListFail: () => breakList(faults.serverError),
    switchUser,
    async switchToEmpty() {
      const { client } = await switchUser()
      // The server never allows unlinking the last account, so its response is replaced.
      breakList((ctx) => {
        ctx.body = []
      })
      return { client, truth: async () => [] }
    },
    dispose() {
      for (const repair of repairs) repair()
    },
  }
}

// The server tracks one link per browser: a second one replaces the first.
const omit = ['link.two-at-once']

describeClientContract('the better-auth client', makeSubject, { omit, describe, it })
