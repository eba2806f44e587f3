'use client'
import type { Identity } from '../core/identity'
import { type CanUnlink, useAccountLinking } from '../react/context'
import { raise } from '../react/events'

/** Why an identity cannot be unlinked, and what to do about it; `undefined` if it can. */
export function useUnlinkHint(identities: readonly Identity[]): (identity: Identity) => string | undefined {
  const { canUnlink, messages } = useAccountLinking()
  return (identity) => {
    const reason = identity.primary ? messages.primaryHint : messages.lastHint
    if (!canUnlink) return identity.primary || identities.length === 1 ? reason : undefined
    const answer = ask(canUnlink, identity, identities)
    if (typeof answer === 'string') return answer
    return answer ? undefined : reason
  }
}

/** A question to the host that breaks is answered with no: what cannot be undone waits for a yes. */
function ask(canUnlink: CanUnlink, identity: Identity, identities: readonly Identity[]): boolean | string {
  try {
    return canUnlink(identity, identities)
  } catch (error) {
    raise(error)
    return false
  }
}
