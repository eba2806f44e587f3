import type { Tenant } from '../../demo/tenant/index'
import type { ContractAccount } from '../../src/testing/index'
import { Browserless, followLink, pickAccount, startSignIn } from '../tenant/browserless'

export const app = 'https://app.example'
export const redirectUri = `${app}/account`

let accounts = 0

/** An account that the provider opens for whoever asks. */
export function newAccount(): string {
  accounts += 1
  return `octocat-${accounts}`
}

/** What to type at GitHub to be somebody. */
export const gitHubAccounts: Record<ContractAccount, () => string> = {
  new: newAccount,
  cancel: () => 'cancel',
  'someone-elses': () => 'grace-hopper',
}

/** Signs in as somebody whom the tenant has not seen before, by an account that GitHub opens for them. */
export async function signInAsNewcomer(tenant: Tenant, scope = 'openid profile email read:current_user') {
  const browser = new Browserless(redirectUri)
  const { url, finish } = await startSignIn(tenant, redirectUri, { scope })
  const provider = await browser.submit(await browser.visit(url), 'Continue with GitHub')
  return finish((await pickAccount(browser, provider, newAccount())).url)
}

/** Links an account of their own to a person: the classic way, whatever the client under test does. */
export async function linkClassically(tenant: Tenant, accessToken: string, connection: string) {
  const url = new URL('/authorize', tenant.origin)
  const parameters = {
    response_type: 'code',
    client_id: tenant.clientId,
    redirect_uri: redirectUri,
    connection,
  }
  url.search = new URLSearchParams({ ...parameters, access_token: accessToken }).toString()
  await followLink(url.href, { account: `${newAccount()}@example.com` })
}

/** The ids of a user's identities, as the database has them. */
export async function linkedTo(tenant: Tenant, user: string): Promise<string[]> {
  const users = await tenant.users()
  const identities = users.find(({ userId }) => userId === user)?.identities ?? []
  return identities.map(({ provider, userId }) => `${provider}|${userId}`)
}
