import type { Identity } from '../core/identity'

/**
 * An identity for a test or a story; state only what matters there.
 *
 * Default: the GitHub account `1` of ada@example.com, not primary. `id` and `connection` follow `provider` and
 * `accountId`, so two identities of one provider need an `accountId` each.
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
