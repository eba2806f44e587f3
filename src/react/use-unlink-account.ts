'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { pageBrowser } from '../core/browser'
import type { AccountLinkingError } from '../core/errors'
import type { Identity } from '../core/identity'
import { storeOf } from '../query/store'
import { notifyTabs } from '../query/tabs'
import { unlinkOptions } from '../query/unlink'
import { pendingIds } from '../query/visible'
import { useAccountLinking } from './context'
import { emit, report } from './events'

export interface UseUnlinkAccountOptions {
  /**
   * Milliseconds in which the user can undo an unlink, with `usePendingUnlinks`. Default 0: it is sent at once. Only
   * for a backend that has `deferUnlink` (`useFeatures`).
   */
  undoMs?: number | undefined
  /** The server has confirmed the unlink. Also called if the component is gone by then. */
  onUnlinked?: ((identity: Identity) => void) | undefined
  /** The user took the unlink back. */
  onUndone?: ((identity: Identity) => void) | undefined
  /** The identity is still linked, or (`outcome_unknown`) may be. */
  onUnlinkFailed?: ((identity: Identity, error: AccountLinkingError) => void) | undefined
}

export interface UnlinkAccountState {
  /** Unlinks this identity. While that is pending, another call does nothing. */
  unlink: (identity: Identity) => void
}

/**
 * Unlinks an identity: it leaves `useLinkedAccounts` at once and comes back only if the server says so. Several
 * unlinks may be pending at once.
 */
export function useUnlinkAccount({
  undoMs,
  onUnlinked,
  onUndone,
  onUnlinkFailed,
}: UseUnlinkAccountOptions = {}): UnlinkAccountState {
  const { client, browser, reauthenticate, handlers } = useAccountLinking()
  const queryClient = useQueryClient()
  const { mutate } = useMutation({
    ...unlinkOptions(client, { undoMs, browser, reauthenticate }),
    onMutate: (identity) => emit(handlers, { type: 'unlink_requested', identity }),
    onSuccess: (outcome, identity) => {
      if (outcome === 'undone') {
        report(onUndone, identity)
        return emit(handlers, { type: 'unlink_undone', identity })
      }
      // What was said of a link before may not be true anymore.
      storeOf(queryClient, client, browser).links.dismiss()
      notifyTabs(browser ?? pageBrowser(), client)
      report(onUnlinked, identity)
      emit(handlers, { type: 'unlinked', identity })
    },
    onError: (error, identity) => {
      report(() => onUnlinkFailed?.(identity, error), undefined)
      emit(handlers, { type: 'unlink_failed', identity, error })
    },
  })
  const unlink = useCallback(
    (identity: Identity) => {
      if (!pendingIds(queryClient, client).has(identity.id)) mutate(identity)
    },
    [queryClient, client, mutate],
  )
  return { unlink }
}
