'use client'
import { useMemo } from 'react'
import type { AccountLinkingError } from '../core/errors'
import type { Identity } from '../core/identity'
import type { PendingUnlink } from '../query/pending-unlinks'
import { useAccountLinking } from './context'
import { providerOption } from './provider-option'
import { useClientStore } from './use-client-store'
import { useServerList, useUnlinks } from './use-linked-accounts'
import { usePendingUnlinks } from './use-pending-unlinks'
import { useUnlinkGuard } from './use-unlink-guard'

/** One row of the list: an identity, and the state of its unlink. */
export interface IdentityRow {
  readonly identity: Identity
  /** Its unlink, if it waits to be sent. */
  readonly pending: PendingUnlink | undefined
  /** Why its last unlink failed. */
  readonly error: AccountLinkingError | undefined
  /** Why it cannot be unlinked, and what to do about it; `undefined` if it can be. */
  readonly locked: string | undefined
}

/**
 * The rows of the list: the linked identities, including those whose unlink can still be undone. Sorted and filtered
 * according to `providers`. `undefined` until the first list has loaded.
 */
export function useIdentityRows(): readonly IdentityRow[] | undefined {
  const linking = useAccountLinking()
  const { data } = useServerList()
  const unlinks = useUnlinks()
  const { pending } = usePendingUnlinks()
  const { wasUndone } = useClientStore().unlinks
  const guard = useUnlinkGuard()
  return useMemo(() => {
    if (!data) return undefined
    const optionOf = ({ connection, provider }: Identity) => providerOption(linking, connection, provider)
    const waiting = new Map(pending.map((one) => [one.identity.id, one]))
    return data.identities
      .filter((identity) => !optionOf(identity).hidden)
      .filter(({ id }) => unlinks.get(id)?.status !== 'pending' || waiting.has(id) || wasUndone(id))
      .map((identity) => ({
        identity,
        pending: waiting.get(identity.id),
        error: unlinks.get(identity.id)?.error ?? undefined,
        locked: waiting.has(identity.id) ? undefined : guard(identity),
      }))
      .sort((one, other) => (optionOf(one.identity).order ?? 0) - (optionOf(other.identity).order ?? 0))
  }, [data, unlinks, pending, wasUndone, linking, guard])
}
