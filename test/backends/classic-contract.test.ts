import { type ClassicClientOptions, createClassicClient } from 'react-linked-accounts/classic'
import { type ContractSubject, describeClientContract } from 'react-linked-accounts/testing'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { startTenant, type Tenant } from '../../demo/tenant/index'
import { followLink } from '../tenant/browserless'
import {
  app,
  countingFetch,
  failsAfterEffect,
  gitHubAccounts,
  linkClassically,
  linkedTo,
  redirectUri,
  signInAsNewcomer,
  succeedsWithoutEffect,
} from './contract-user'

const connection = 'github'

let tenant: Tenant

beforeAll(async () => {
  tenant = await startTenant({ appOrigins: [app], redirectUris: [redirectUri], unlinkMaxAge: 3600 })
})

afterAll(() => tenant.close())

async function makeSubject(options: Partial<ClassicClientOptions>): Promise<ContractSubject> {
  let session = await signInAsNewcomer(tenant)
  const { accessToken, userId } = session
  const { fetch, countRequests } = countingFetch()
  const create = (user = userId) =>
    createClassicClient({
      domain: tenant.origin,
      clientId: tenant.clientId,
      userId: user,
      redirectUri,
      getAccessToken: () => session.accessToken,
      fetch,
      ...options,
    })
  for (const through of ['google-oauth2', 'google-oauth2', 'acme-sso']) {
    await linkClassically(tenant, accessToken, through)
  }
  const identities = await linkedTo(tenant, userId)
  const client = create()
  return {
    client,
    create,
    countRequests,
    linkable: connection,
    tokens: [accessToken, 'signed-out'],
    refused: identities.find((id) => id.startsWith('oidc|acme-sso|')) ?? '',
    required: () => ({ client, id: userId }),
    makeStale: () => tenant.ageSessions(7200),
    failAfterUnlink: () => void tenant.fault('POST', '/login/unlink', failsAfterEffect, { times: 1 }),
    ignoreUnlink: () => void tenant.fault('POST', '/login/unlink', succeedsWithoutEffect, { times: 1 }),
    visit: (url, account) => followLink(url, { connection, account: gitHubAccounts[account]() }),
    truth: () => linkedTo(tenant, userId),
    makeListFail() {
      session = { ...session, accessToken: 'signed-out' }
    },
    async switchUser() {
      session = await signInAsNewcomer(tenant)
      const { userId: other } = session
      return { client: create(other), truth: () => linkedTo(tenant, other) }
    },
  }
}

const variants: Record<string, Partial<ClassicClientOptions>> = {
  'the classic client': {},
  'the classic client for client-side flows': { responseType: 'token' },
  'the classic client that lists by the Management API': { identities: 'management' },
}

const omit = [
  // A user of a tenant always has the primary identity.
  'list.empty',
  // The API documents no code for it.
  'unlink.identity-required',
]

for (const [name, options] of Object.entries(variants)) {
  describeClientContract(name, () => makeSubject(options), { omit, describe, it })
}
