import { createAuth0Client } from 'react-linked-accounts/auth0'
import { type ContractSubject, describeClientContract } from 'react-linked-accounts/testing'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { type Fault, faults, startTenant, type Tenant } from '../../demo/tenant/index'
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
const scope = 'openid profile email read:current_user update:current_user_identities'

let tenant: Tenant

beforeAll(async () => {
  tenant = await startTenant({ appOrigins: [app], redirectUris: [redirectUri], unlinkMaxAge: 3600 })
})

afterAll(() => tenant.close())

async function makeSubject(): Promise<ContractSubject> {
  let session = await signInAsNewcomer(tenant, scope)
  const { accessToken, userId } = session
  const { fetch, countRequests } = countingFetch()
  const create = (user = userId) =>
    createAuth0Client({
      domain: tenant.origin,
      clientId: tenant.clientId,
      redirectUri,
      userId: user,
      getAccessToken: () => session.accessToken,
      fetch,
    })
  for (const through of ['google-oauth2', 'google-oauth2', 'acme-sso']) {
    await linkClassically(tenant, accessToken, through)
  }
  const identities = await linkedTo(tenant, userId)
  const userPath = `/api/v2/users/${encodeURIComponent(userId)}`
  const repairs: (() => void)[] = []
  const client = create()

  /** Breaks the next unlink of the first identity that can be unlinked. */
  const breakUnlink = (fault: Fault) => {
    const [provider = '', id = ''] = identities[1]?.split('|') ?? []
    tenant.fault('DELETE', `${userPath}/identities/${provider}/${encodeURIComponent(id)}`, fault, {
      times: 1,
    })
  }
  return {
    client,
    create,
    countRequests,
    linkable: connection,
    merges: true,
    tokens: [accessToken],
    refused: identities.find((id) => id.startsWith('oidc|acme-sso|')) ?? '',
    required: () => ({ client, id: userId }),
    makeStale: () => tenant.ageSessions(7200),
    failAfterUnlink: () => breakUnlink(failsAfterEffect),
    ignoreUnlink: () => breakUnlink(succeedsWithoutEffect),
    failAfterLink: () => void tenant.fault('POST', `${userPath}/identities`, failsAfterEffect, { times: 1 }),
    visit: (url, account) => followLink(url, { connection, account: gitHubAccounts[account]() }),
    truth: () => linkedTo(tenant, userId),
    makeListFail: () => void repairs.push(tenant.fault('GET', userPath, faults.serverError)),
    async switchUser() {
      session = await signInAsNewcomer(tenant, scope)
      const { userId: other } = session
      return { client: create(other), truth: () => linkedTo(tenant, other) }
    },
    dispose() {
      for (const repair of repairs) repair()
    },
  }
}

const omit = [
  // A user of a tenant always has the primary identity.
  'list.empty',
  // The API merges two users, so it has no such refusal.
  'link.already-linked',
  // The API documents no response for it.
  'unlink.identity-required',
]

describeClientContract('the auth0 client', makeSubject, { omit, describe, it })
