import type { Fault, Tenant } from '../../demo/tenant/index'
import type { ContractAccount } from '../../src/testing/index'
import { Browserless, followLink, pickAccount, startSignIn } from '../tenant/browserless'

export const app = 'https://app.example'
export const redirectUri = `${app}/account`

let accounts = 0
const account = () => `octocat-${accounts}`

/** An account that the provider creates on demand. */
export function newAccount(): string {
  accounts += 1
  return account()
}

/** What to type at GitHub to sign in as each of these. */
export const gitHubAccounts: Record<ContractAccount, () => string> = {
  new: newAccount,
  again: account,
  cancel: () => 'cancel',
  'someone-elses': () => 'grace-hopper',
}

/** Executes the request, and responds as if it had not. */
export const failsAfterEffect: Fault = async (ctx, next) => {
  await next()
  ctx.status = 500
  ctx.body = { error: 'server_error' }
}

/** Responds as if it had executed the request. */
export const succeedsWithoutEffect: Fault = (ctx) => {
  ctx.status = 200
  ctx.body = {}
}

/** `fetch`, and how often it was called. */
export function countingFetch() {
  let calls = 0
  const fetch: typeof globalThis.fetch = (...args) => {
    calls += 1
    return globalThis.fetch(...args)
  }
  return { fetch, countRequests: () => calls }
}

/** Signs in as a new user, with an account that GitHub creates for them. */
export async function signInAsNewcomer(tenant: Tenant, scope = 'openid profile email read:current_user') {
  const browser = new Browserless(redirectUri)
  const { url, finish } = await startSignIn(tenant, redirectUri, { scope })
  const provider = await browser.submit(await browser.visit(url), 'Continue with GitHub')
  return finish((await pickAccount(browser, provider, newAccount())).url)
}

/** Links a new account to a user with the classic API, whatever the client under test does. */
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

/** The ids of a user's identities in the database. */
export async function linkedTo(tenant: Tenant, user: string): Promise<string[]> {
  const users = await tenant.users()
  const identities = users.find(({ userId }) => userId === user)?.identities ?? []
  return identities.map(({ provider, userId }) => `${provider}|${userId}`)
}
