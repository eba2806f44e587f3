import { createAuth0Client } from 'react-linked-accounts/auth0'
import {
  type ContractSubject,
  createMemoryBrowser,
  describeClientContract,
} from 'react-linked-accounts/testing'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { faults, startTenant, type Tenant } from '../../demo/tenant/index'
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
const scope = 'openid profile email read:current_user update:current_user_identities'

let tenant: Tenant

beforeAll(async () => {
  tenant = await startTenant({ appOrigins: [app], redirectUris: [redirectUri], unlinkMaxAge: 3600 })
})

afterAll(() => tenant.close())

async function setup(): Promise<ContractSubject> {
  let session = await signInAsNewcomer(tenant, scope)
  const { accessToken, userId } = session
  const page = createMemoryBrowser(redirectUri)
  const createClient = () =>
    createAuth0Client({
      domain: tenant.origin,
      clientId: tenant.clientId,
      redirectUri,
      userId: session.userId,
      getAccessToken: () => session.accessToken,
      browser: page,
    })
  for (const through of ['google-oauth2', 'google-oauth2', 'acme-sso']) {
    await linkClassically(tenant, accessToken, through)
  }
  const identities = await linkedTo(tenant, userId)
  let mend = () => {}
  const client = createClient()
  return {
    client,
    linkable: connection,
    page,
    tokens: [accessToken],
    refused: identities.find((id) => id.startsWith('oidc|acme-sso|')) ?? '',
    required: () => ({ client, id: userId }),
    makeStale: () => tenant.ageSessions(7200),
    visit: async (account) =>
      followLink(await page.departure(), { connection, account: gitHubAccounts[account]() }),
    truth: () => linkedTo(tenant, userId),
    makeListFail() {
      const path = `/api/v2/users/${encodeURIComponent(userId)}`
      mend = tenant.fault('GET', path, faults.serverError)
    },
    async switchUser() {
      session = await signInAsNewcomer(tenant, scope)
      return createClient()
    },
    dispose: () => mend(),
  }
}

describeClientContract({ name: 'the auth0 client', setup }, { describe, it })
