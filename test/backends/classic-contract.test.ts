import { type ClassicClientOptions, createClassicClient } from 'react-linked-accounts/classic'
import {
  type ContractSubject,
  createMemoryBrowser,
  describeClientContract,
} from 'react-linked-accounts/testing'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { startTenant, type Tenant } from '../../demo/tenant/index'
import { followLink } from '../tenant/browserless'
import {
  app,
  gitHubAccounts,
  linkClassically,
  linkedTo,
  redirectUri,
  signInAsNewcomer,
} from './tenant-person'

const connection = 'github'

let tenant: Tenant

beforeAll(async () => {
  tenant = await startTenant({ appOrigins: [app], redirectUris: [redirectUri], unlinkMaxAge: 3600 })
})

afterAll(() => tenant.close())

type Options = (userId: string) => Partial<ClassicClientOptions>

async function setup(optionsFor: Options): Promise<ContractSubject> {
  let session = await signInAsNewcomer(tenant)
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
  for (const through of ['google-oauth2', 'google-oauth2', 'acme-sso']) {
    await linkClassically(tenant, accessToken, through)
  }
  const identities = await linkedTo(tenant, userId)
  const client = createClient()
  return {
    client,
    linkable: connection,
    page: browser,
    tokens: [accessToken, 'signed-out'],
    refused: identities.find((id) => id.startsWith('oidc|acme-sso|')) ?? '',
    required: () => ({ client, id: userId }),
    makeStale: () => tenant.ageSessions(7200),
    visit: async (account) =>
      followLink(await browser.departure(), { connection, account: gitHubAccounts[account]() }),
    truth: () => linkedTo(tenant, userId),
    makeListFail() {
      session = { ...session, accessToken: 'signed-out' }
    },
    async switchUser() {
      session = await signInAsNewcomer(tenant)
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
