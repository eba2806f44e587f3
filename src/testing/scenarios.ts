import type { ClientCapabilities, LinkStatus } from '../core/client'
import { AccountLinkingError, type AccountLinkingErrorCode } from '../core/errors'
import type { Identity } from '../core/identity'
import { fakeIdentity } from './fake-identity'

/** A failure, by its code alone or in full. */
export type FakeFailure = AccountLinkingErrorCode | AccountLinkingError

/** What the fake backend is like. All fields are optional: without any, everything works and at once. */
export interface FakeScenario {
  /** The person's identities, the primary first. Default: a password (primary), Google and GitHub. */
  identities?: readonly Identity[] | undefined
  /** What the backend can do. Default: everything. */
  capabilities?: Partial<ClientCapabilities> | undefined
  /** Milliseconds until a request is answered. Default 0. */
  latencyMs?: number | undefined
  /** How listing goes: `never` answers, or fails. Default: it works. */
  list?: 'never' | FakeFailure | undefined
  /** How unlinking goes. Default: it works, but for the primary, which is refused. */
  unlink?: 'never' | FakeFailure | undefined
  /** How starting a link goes. Default: the page leaves for the provider. */
  link?: 'never' | FakeFailure | undefined
  /** The page has just come back from linking a GitHub account, which ended so. Default: it has not. */
  returned?: LinkStatus | undefined
}

const password = fakeIdentity({
  provider: 'auth0',
  userId: '6615f0c2a1b2c3d4e5f60718',
  connection: 'Username-Password-Authentication',
  isSocial: false,
  primary: true,
})
const google = fakeIdentity({
  provider: 'google-oauth2',
  userId: '108204268033311374519',
  profile: { name: 'Ada Lovelace', email: 'ada.lovelace@gmail.example', emailVerified: true },
})
const github = fakeIdentity({
  provider: 'github',
  userId: '1815',
  profile: { name: 'Ada Lovelace', username: 'ada-lovelace' },
})

/** Scenarios to call by name: `createFakeClient('slow')`. To vary one: `createFakeClient({ ...scenarios.slow, … })`. */
export const scenarios = {
  /** A password (primary), Google and GitHub; no avatars. */
  default: { identities: [password, google, github] },
  /** No identity at all. */
  empty: { identities: [] },
  /** The password alone, so nothing that can be unlinked. */
  primaryOnly: { identities: [password] },
  /** 1,000 identities. */
  many: {
    identities: [
      password,
      ...Array.from({ length: 999 }, (_, index) =>
        fakeIdentity({
          provider: index % 2 === 0 ? 'google-oauth2' : 'github',
          userId: String(10_000 + index),
          profile: { name: `Account ${index + 1}`, email: `account-${index + 1}@example.com` },
        }),
      ),
    ],
  },
  /** Every answer takes two seconds. */
  slow: { latencyMs: 2000 },
  /** The list never comes. */
  loading: { list: 'never' },
  /** The list fails. */
  failing: { list: 'server_error' },
  /** The server refuses every unlink, and says why. */
  unlinkFails: {
    unlink: new AccountLinkingError('forbidden', 'The server answered 403.', {
      status: 403,
      serverCode: 'unlink_not_allowed',
      description: 'Your organisation keeps this account linked.',
    }),
  },
  /** An unlink never ends. */
  unlinkHangs: { unlink: 'never' },
  /** The server wants half a minute of peace. */
  rateLimited: { list: 'rate_limited', unlink: 'rate_limited', link: 'rate_limited' },
  /** Nothing can be reached. */
  offline: { list: 'network', unlink: 'network', link: 'network' },
  /** Three accounts of one provider, one of them without a profile. */
  sameProvider: {
    identities: [
      password,
      google,
      fakeIdentity({
        provider: 'google-oauth2',
        userId: '113850022417769035482',
        profile: { name: 'Ada Lovelace', email: 'countess@gmail.example' },
      }),
      fakeIdentity({ provider: 'google-oauth2', userId: '117702468033311374520', profile: {} }),
    ],
  },
  /** Very long labels, right-to-left text, a provider that nobody has heard of. */
  longNames: {
    identities: [
      {
        ...password,
        profile: {
          email: `${'augusta-ada-king-countess-of-lovelace.'.repeat(3)}home@mail.analytical.example`,
        },
      },
      fakeIdentity({ userId: '1816', profile: { username: 'note-g-on-the-analytical-engine-'.repeat(3) } }),
      fakeIdentity({ provider: 'google-oauth2', userId: '1842', profile: { name: 'آدا لوفلايس' } }),
      fakeIdentity({
        provider: 'department-of-weights-and-measures_single-sign-on_far-north',
        userId: 'ada',
        isSocial: false,
        profile: { name: 'עדה לאבלייס (Ada)' },
      }),
    ],
  },
} satisfies Record<string, FakeScenario>

/** The name of a ready-made scenario. */
export type ScenarioName = keyof typeof scenarios
