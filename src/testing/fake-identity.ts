import type { Identity } from '../core/identity'

/**
 * An identity for a test or a story; say only what matters there.
 *
 * Default: the GitHub account `1` of ada@example.com, not primary. `id` and `connection` follow `provider` and
 * `userId`, so two identities of one provider need a `userId` each.
 */
export function fakeIdentity(overrides: Partial<Identity> = {}): Identity {
  const { provider = 'github', userId = '1' } = overrides
  return {
    id: `${provider}|${userId}`,
    provider,
    userId,
    connection: provider,
    isSocial: true,
    primary: false,
    profile: { name: 'Ada Lovelace', email: 'ada@example.com' },
    ...overrides,
  }
}
