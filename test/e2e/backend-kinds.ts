import type { BrowserContext, Page } from 'playwright'
import type { DemoBackend } from '../../demo/tenant/demo-backend'
import { faults } from '../../demo/tenant/index'
import { betterAuthDemo, tenantDemo, testOn } from './demo-test'
import { button, folder } from './host-test'

const google = 'google-oauth2|108204268033311374519'
const ada = encodeURIComponent('auth0|6615f0c2a1b2c3d4e5f60718')
const api = `/api/v2/users/${ada}`
const page = { production: true }
const host = { production: true, folder }

/** The differences between the backends. */
interface Kind {
  /** The kit's requests, as `METHOD path`, without those for signing in. */
  isKits: RegExp
  list: string
  /** A link of a GitHub account, from the click until the list request. */
  link: readonly string[]
  unlink: string
  /** The requests before an unlink: with Better Auth, for the id of the account's row. A list request always follows it. */
  listBeforeUnlink: readonly string[]
  /** Whether the server merges two users, unless the client refuses. */
  mergesUsers?: true
  /** Ada's identities in the database. */
  ada: readonly string[]
  acme: string
  /** Makes the server treat everyone as signed out. */
  endSession(server: DemoBackend, context: BrowserContext): Promise<unknown> | unknown
  signOut(page: Page): Promise<void>
}

const tenantAda = ['auth0|6615f0c2a1b2c3d4e5f60718', google, 'oidc|acme-sso|00u1ada']
const acme = 'Acme SSO account @alovelace'

const signOutAtTenant = async (page: Page) => {
  await button(page, 'Sign out').click()
  // The tenant requests the list once more.
  await button(page, 'Sign out').click()
}

const classic: Kind = {
  isKits: /^(GET \/userinfo|GET \/authorize|POST \/login\/unlink)$/,
  list: 'GET /userinfo',
  link: ['GET /authorize'],
  unlink: 'POST /login/unlink',
  listBeforeUnlink: [],
  ada: tenantAda,
  acme,
  endSession: (server) => server.fault('POST', '/login/unlink', faults.unauthorized),
  signOut: signOutAtTenant,
}

const auth0: Kind = {
  isKits: /^(GET \/authorize|\w+ \/api\/v2\/.*)$/,
  list: `GET ${api}`,
  link: ['GET /authorize', `POST ${api}/identities`],
  unlink: `DELETE ${api}/identities/google-oauth2/108204268033311374519`,
  listBeforeUnlink: [],
  mergesUsers: true,
  ada: tenantAda,
  acme,
  endSession: (server) =>
    server.fault('DELETE', `${api}/identities/google-oauth2/108204268033311374519`, faults.unauthorized),
  signOut: signOutAtTenant,
}

const betterAuth: Kind = {
  isKits: /^\w+ \/api\/auth\/(list-accounts|link-social|callback\/github|unlink-account)$/,
  list: 'GET /api/auth/list-accounts',
  link: ['POST /api/auth/link-social', 'GET /api/auth/callback/github'],
  unlink: 'POST /api/auth/unlink-account',
  listBeforeUnlink: ['GET /api/auth/list-accounts'],
  ada: ['credential|6615f0c2a1b2c3d4e5f60718', google, 'acme-sso|00u1ada'],
  acme: 'Acme SSO account @alovelace',
  endSession: (_server, context) => context.clearCookies(),
  signOut: (page) => button(page, 'Sign out').click(),
}

const lately = { unlinkMaxAge: 3600 }

const on = (place: Parameters<typeof testOn<DemoBackend, object>>[0]) => testOn(place, {})

/** Each backend with the profile page, and with the page that uses all features of the kit. */
export const kinds = [
  {
    name: 'the classic API',
    kind: classic,
    test: on(tenantDemo({ ...page, ...lately })),
    hostTest: on(tenantDemo({ ...host, ...lately })),
  },
  {
    name: 'the Management API',
    kind: auth0,
    test: on(tenantDemo({ ...page, ...lately, backend: 'auth0' })),
    hostTest: on(tenantDemo({ ...host, ...lately, backend: 'auth0' })),
  },
  {
    name: 'Better Auth',
    kind: betterAuth,
    test: on(betterAuthDemo(page)),
    hostTest: on(betterAuthDemo(host)),
  },
]
