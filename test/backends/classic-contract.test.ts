import { type ClassicClientOptions, createClassicClient } from 'react-linked-accounts/classic'
import {
  type ContractAccount,
  type ContractSubject,
  createMemoryBrowser,
  describeClientContract,
} from 'react-linked-accounts/testing'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { startTenant, type Tenant } from '../../demo/tenant/index'
import { Browserless, followLink, pickAccount, startSignIn } from '../tenant/browserless'

const app = 'https://app.example'
const redirectUri = `${app}/account`
const connection = 'github'

let tenant: Tenant
let accounts = 0

beforeAll(async () => {
  tenant = await startTenant({ appOrigins: [app], redirectUris: [redirectUri] })
})

afterAll(() => tenant.close())

/** Signs in as somebody whom the tenant has not seen before, by an account that the provider opens for them. */
async function signInAsNewcomer() {
  const browser = new Browserless(redirectUri)
  const { url, finish } = await startSignIn(tenant, redirectUri)
  const provider = await browser.submit(await browser.visit(url), 'Continue with GitHub')
  return finish((await pickAccount(browser, provider, newAccount())).url)
}

function newAccount(): string {
  accounts += 1
  return `octocat-${accounts}`
}

async function linkedTo(user: string): Promise<string[]> {
  const users = await tenant.users()
  const identities = users.find(({ userId }) => userId === user)?.identities ?? []
  return identities.map(({ provider, userId }) => `${provider}|${userId}`)
}

type Options = (userId: string) => Partial<ClassicClientOptions>

async function setup(optionsFor: Options): Promise<ContractSubject> {
  let session = await signInAsNewcomer()
  const { accessToken, userId } = session
  const browser = createMemoryBrowser(redirectUri)
  const createClient = () =>
    createClassicClient({
      domain: tenant.origin,
      clientId: tenant.clientId,
      redirectUri,
      getAccessToken: () => session.accessToken,
      browser,
      ...optionsFor(session.userId),
    })
  const client = createClient()

  const link = async (through: string) => {
    void client.startLink({ connection: through })
    await followLink(await browser.departure(), { account: `${newAccount()}@example.com` })
  }
  await link('google-oauth2')
  await link('google-oauth2')
  await link('acme-sso')

  const names: Record<ContractAccount, () => string> = {
    new: newAccount,
    cancel: () => 'cancel',
    'someone-elses': () => 'grace-hopper',
  }
  return {
    client,
    linkable: connection,
    page: browser,
    tokens: [accessToken, 'signed-out'],
    refused: (await linkedTo(userId)).find((id) => id.startsWith('oidc|acme-sso|')) ?? '',
    visit: async (account) =>
      followLink(await browser.departure(), { connection, account: names[account]() }),
    truth: () => linkedTo(userId),
    makeListFail() {
      session = { ...session, accessToken: 'signed-out' }
    },
    async switchUser() {
      session = await signInAsNewcomer()
      return createClient()
    },
  }
}

const variants: Record<string, Options> = {
  'the classic client': () => ({}),
  'the classic client for client-side flows': () => ({ responseType: 'token' }),
  'the classic client that knows the user and lists by the Management API': (userId) => ({
    userId,
    identities: 'management',
  }),
}

for (const [name, options] of Object.entries(variants)) {
  describeClientContract({ name, setup: () => setup(options) }, { describe, it })
}
