'use client'
import { useContext } from 'react'
import type { Identity } from '../core/identity'
import { type CanUnlink, GuardContext } from './context'
import { raise } from './events'
import { useMessages } from './use-messages'

/** Why an identity cannot be unlinked, and what to do about it; `undefined` if it can. */
export type UnlinkGuard = (identity: Identity, identities: readonly Identity[]) => string | undefined

/**
 * Protects from a lockout: neither the primary nor the last way to sign in can be unlinked. If your app passes
 * `canUnlink`, that decides instead. The server may still refuse. Returns a function of an identity and of all
 * identities without those whose unlink is pending, as `useLinkedAccounts` has them.
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

/** If the host's function throws, the answer is no, because an unlink cannot be undone later. */
function ask(canUnlink: CanUnlink, identity: Identity, identities: readonly Identity[]): boolean | string {
  try {
    return canUnlink(identity, identities)
  } catch (error) {
    raise(error)
    return false
  }
}
