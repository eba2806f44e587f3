'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { AccountLinkingError } from '../core/errors'
import type { Identity } from '../core/identity'
import { tellTabs } from '../core/tabs'
import { linkedAccountsKeys } from '../query/keys'
import { linkResultOptions } from '../query/link'
import { unlinkOptions } from '../query/unlink'
import { useAccountLinking } from './context'
import { emit, report } from './events'

export interface UseUnlinkAccountOptions {
  /**
   * Milliseconds in which the person can take a removal back, with `useHeldRemovals`. Default 0: sent at once. Only
   * for a backend that has `undo` (`useCapabilities`).
   */
  undoMs?: number | undefined
  /** The server has confirmed the removal. Also called if the component is gone by then. */
  onUnlinked?: ((identity: Identity) => void) | undefined
  /** The person took the removal back. */
  onUndone?: ((identity: Identity) => void) | undefined
  /** The identity is still linked, or (`outcome_unknown`) may be. */
  onUnlinkFailed?: ((identity: Identity, error: AccountLinkingError) => void) | undefined
}

export interface UnlinkAccountState {
  /** Removes this identity. Asked again while that is under way, does nothing. */
  unlink: (identity: Identity) => void
}

/**
 * Removes an identity: it leaves `useLinkedAccounts` at once and comes back only if the server says so.
 * Any number may be under way together.
 */
export function useUnlinkAccount({
  undoMs,
  onUnlinked,
  onUndone,
  onUnlinkFailed,
}: UseUnlinkAccountOptions = {}): UnlinkAccountState {
  const { client, reauthenticate, handlers } = useAccountLinking()
  const queryClient = useQueryClient()
  const options = unlinkOptions(client, { undoMs, reauthenticate })
  const { mutate } = useMutation({
    ...options,
    onMutate: (identity) => emit(handlers, { type: 'unlink_requested', identity }),
    onSuccess: async (...args) => {
      await options.onSuccess?.(...args)
      const [outcome, identity] = args
      if (outcome === 'called_off') {
        report(onUndone, identity)
        return emit(handlers, { type: 'unlink_undone', identity })
      }
      // What was said of a link before may not be true any more.
      queryClient.setQueryData(linkResultOptions(client).queryKey, null)
      tellTabs(client)
      report(onUnlinked, identity)
      emit(handlers, { type: 'unlinked', identity })
    },
    onError: (failure, identity) => {
      const error = failure as AccountLinkingError
      report(() => onUnlinkFailed?.(identity, error), undefined)
      emit(handlers, { type: 'unlink_failed', identity, error })
    },
  })
  const unlink = useCallback(
    (identity: Identity) => {
      const underWay = queryClient.isMutating({
        mutationKey: linkedAccountsKeys.unlink(client),
        predicate: ({ state }) => (state.variables as Identity).id === identity.id,
      })
      if (underWay === 0) mutate(identity)
    },
    [queryClient, client, mutate],
  )
  return { unlink }
}
