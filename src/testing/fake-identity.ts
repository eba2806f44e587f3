import type { Identity } from '../core/identity'

/**
 * Creates an identity for a test or a story. Pass only the fields that matter.
 *
 * Default: the GitHub account `1` of ada@example.com, not primary. `id` and `connection` are derived from `provider` and
 * `accountId`, so two identities from the same provider need different values of `accountId`.
 */
export function fakeIdentity(overrides: Partial<Identity> = {}): Identity {
  const { provider = 'github', accountId = '1' } = overrides
  return {
    id: `${provider}|${accountId}`,
    provider,
    connection: provider,
    primary: false,
    profile: { name: 'Ada Lovelace', email: 'ada@example.com' },
    accountId,
    ...overrides,
  }
}
