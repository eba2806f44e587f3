'use client'
import { useContext, useMemo } from 'react'
import type { Identity } from '../core/identity'
import { type CanUnlink, GuardContext } from './context'
import { raise } from './events'
import { useServerList, useUnlinks } from './use-linked-accounts'
import { useMessages } from './use-messages'

/** Why an identity cannot be unlinked, and what to do about it; `undefined` if it can be. */
export type UnlinkGuard = (identity: Identity) => string | undefined

/**
 * Returns a function that returns the reason why an identity cannot be unlinked, or `undefined` if it can be. To prevent a
 * lockout, the primary and the last sign-in method cannot be unlinked. If the provider component has a `canUnlink`, that
 * decides instead. The server may still refuse.
 */
export function useUnlinkGuard(): UnlinkGuard {
  const { canUnlink, otherSignInMethods } = useContext(GuardContext)
  const { messages, format } = useMessages()
  const { data } = useServerList()
  const unlinks = useUnlinks()
  return useMemo(() => {
    const others = Object.values(otherSignInMethods ?? {}).reduce<number>(
      (sum, count) => sum + Number(count),
      0,
    )
    // Hidden identities count too, because the user can sign in with them.
    const staying = data?.identities.filter(({ id }) => unlinks.get(id)?.status !== 'pending') ?? []
    return (identity) => {
      // An identity whose unlink was just undone may still be marked as pending.
      const all = staying.some(({ id }) => id === identity.id) ? staying : [...staying, identity]
      const reason = format(identity.primary ? messages.primaryHint : messages.lastHint, {})
      if (!canUnlink) return identity.primary || all.length + others <= 1 ? reason : undefined
      const answer = ask(canUnlink, identity, all)
      if (typeof answer === 'string') return answer
      return answer ? undefined : reason
    }
  }, [canUnlink, otherSignInMethods, messages, format, data, unlinks])
}

/** If the host's function throws, the identity stays, because an unlink cannot be undone later. */
function ask(canUnlink: CanUnlink, identity: Identity, identities: readonly Identity[]): boolean | string {
  try {
    return canUnlink(identity, identities)
  } catch (error) {
    raise(error)
    return false
  }
}
