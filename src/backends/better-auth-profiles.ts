import { type IdentityProfile, parseProfile } from '../core/identity'
import { type AccountRow, CREDENTIAL, parseAccountInfo } from './better-auth-accounts'
import type { BetterAuthClientOptions, BetterAuthUser } from './better-auth-options'

interface ProfileSource {
  user: BetterAuthUser
  source: NonNullable<BetterAuthClientOptions['profiles']>
  /** Asks for the `account-info` of a row by its id. */
  ask: (id: string) => Promise<unknown>
}

/** Gives the profile of a row. Each is asked for once, also by lists that overlap. */
export function createProfiles({ user, source, ask }: ProfileSource) {
  const asked = new Map<string, Promise<IdentityProfile>>()
  return async ({ id, providerId }: AccountRow): Promise<IdentityProfile> => {
    if (providerId === CREDENTIAL) return profileOfUser(user)
    if (source === 'none') return {}
    // A provider that does not answer leaves its account without a name, and the list as it is.
    const profile = asked.get(id) ?? ask(id).then(parseAccountInfo, () => ({}))
    asked.set(id, profile)
    return profile
  }
}

function profileOfUser({ name, email, emailVerified, image }: BetterAuthUser): IdentityProfile {
  return parseProfile({ name, email, email_verified: emailVerified, picture: image })
}
