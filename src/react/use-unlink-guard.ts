'use client'
import { useContext } from 'react'
import type { Identity } from '../core/identity'
import { type CanUnlink, GuardContext } from './context'
import { raise } from './events'
import { useMessages } from './use-messages'

/** Why an identity cannot be unlinked, and what to do about it; `undefined` if it can. */
export type UnlinkGuard = (identity: Identity, identities: readonly Identity[]) => string | undefined

/**
 * The guard against a lockout: the primary stays, and so does the last way to sign in. `canUnlink` of the host decides
 * instead, if there is one; the server has the last word.
 */
export function useUnlinkGuard(): UnlinkGuard {
  const { canUnlink, otherSignInMethods = {} } = useContext(GuardContext)
  const { messages, format } = useMessages()
  const others = Object.values(otherSignInMethods).reduce<number>((sum, count) => sum + Number(count), 0)
  return (identity, identities) => {
    const reason = format(identity.primary ? messages.primaryHint : messages.lastHint, {})
    if (!canUnlink) return identity.primary || identities.length + others <= 1 ? reason : undefined
    const answer = ask(canUnlink, identity, identities)
    if (typeof answer === 'string') return answer
    return answer ? undefined : reason
  }
}

/** A host's function that throws counts as a no: an unlink cannot be taken back. */
function ask(canUnlink: CanUnlink, identity: Identity, identities: readonly Identity[]): boolean | string {
  try {
    return canUnlink(identity, identities)
  } catch (error) {
    raise(error)
    return false
  }
}
