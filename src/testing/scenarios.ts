import type { ClientFeatures } from '../core/client'
import { AccountLinkingError, type AccountLinkingErrorCode } from '../core/errors'
import type { Identity } from '../core/identity'
import type { LinkStatus } from '../core/link'
import { fakeIdentity } from './fake-identity'

/** A failure: an error code, or a complete error. */
export type FakeFailure = AccountLinkingErrorCode | AccountLinkingError

/** How the fake backend behaves. All fields are optional. By default, everything works without delay. */
export interface FakeScenario {
  /** The user's identities, the primary first. Default: a password (primary), Google and GitHub. */
  identities?: readonly Identity[] | undefined
  /** Overrides the client's features. Default: `choice`, `reconnect` and `deferUnlink`. */
  features?: ClientFeatures | undefined
  /** Milliseconds until the server responds. Default 0. */
  latencyMs?: number | undefined
  /** What a list request does: `never` responds, or fails. Default: it works. */
  list?: 'never' | FakeFailure | undefined
  /** What an unlink does. Default: it works, but the primary is refused. */
  unlink?: 'never' | FakeFailure | undefined
  /** What starting a link does. Default: it works. */
  link?: 'never' | FakeFailure | undefined
  /** The page has just returned from linking a GitHub account, with this result. Default: it has not. */
  returned?: LinkStatus | undefined
}

const password = fakeIdentity({
  provider: 'auth0',
  accountId: '6615f0c2a1b2c3d4e5f60718',
  connection: 'Username-Password-Authentication',
  primary: true,
})
const google = fakeIdentity({
  provider: 'google-oauth2',
  accountId: '108204268033311374519',
  profile: { name: 'Ada Lovelace', email: 'ada.lovelace@gmail.example', emailVerified: true },
})
const github = fakeIdentity({
  provider: 'github',
  accountId: '1815',
  profile: { name: 'Ada Lovelace', username: 'ada-lovelace' },
})

/** Scenarios by name: `createFakeClient('slow')`. To change one: `createFakeClient({ ...scenarios.slow, … })`. */
export const scenarios = {
  /** A password (primary), Google and GitHub; no avatars. */
  default: { identities: [password, google, github] },
  /** No identities. */
  empty: { identities: [] },
  /** Only the password, so nothing can be unlinked. */
  primaryOnly: { identities: [password] },
  /** 1,000 identities. */
  many: {
    identities: [
      password,
      ...Array.from({ length: 999 }, (_, index) =>
        fakeIdentity({
          provider: index % 2 === 0 ? 'google-oauth2' : 'github',
          accountId: String(10_000 + index),
          profile: { name: `Account ${index + 1}`, email: `account-${index + 1}@example.com` },
        }),
      ),
    ],
  },
  /** Every response takes two seconds. */
  slow: { latencyMs: 2000 },
  /** The server never responds to a list request. */
  loading: { list: 'never' },
  /** The list fails. */
  failing: { list: 'server_error' },
  /** The server refuses every unlink and gives a reason. */
  unlinkFails: {
    unlink: new AccountLinkingError('forbidden', 'The server answered 403.', {
      status: 403,
      serverCode: 'unlink_not_allowed',
      description: 'Your organization keeps this account linked.',
    }),
  },
  /** The server never responds to an unlink. */
  unlinkHangs: { unlink: 'never' },
  /** The server refuses everything for half a minute. */
  rateLimited: { list: 'rate_limited', unlink: 'rate_limited', link: 'rate_limited' },
  /** The server cannot be reached. */
  offline: { list: 'network', unlink: 'network', link: 'network' },
  /** Three accounts from the same provider, one of them without a profile. */
  sameProvider: {
    identities: [
      password,
      google,
      fakeIdentity({
        provider: 'google-oauth2',
        accountId: '113850022417769035482',
        profile: { name: 'Ada Lovelace', email: 'countess@gmail.example' },
      }),
      fakeIdentity({ provider: 'google-oauth2', accountId: '117702468033311374520', profile: {} }),
    ],
  },
  /** Very long labels, right-to-left text, an unknown provider. */
  longNames: {
    identities: [
      {
        ...password,
        profile: {
          email: `${'augusta-ada-king-countess-of-lovelace.'.repeat(3)}home@mail.analytical.example`,
        },
      },
      fakeIdentity({
        accountId: '1816',
        profile: { username: 'note-g-on-the-analytical-engine-'.repeat(3) },
      }),
      fakeIdentity({ provider: 'google-oauth2', accountId: '1842', profile: { name: 'آدا لوفلايس' } }),
      fakeIdentity({
        provider: 'department-of-weights-and-measures_single-sign-on_far-north',
        accountId: 'ada',
        profile: { name: 'עדה לאבלייס (Ada)' },
      }),
    ],
  },
} satisfies Record<string, FakeScenario>

/** The name of a scenario. */
export type ScenarioName = keyof typeof scenarios
