'use client'
import { type MutationOptions, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { pageBrowser } from '../core/browser'
import type { AccountLinkingError } from '../core/errors'
import type { Identity } from '../core/identity'
import { linkedAccountsKeys } from '../query/keys'
import { storeOf } from '../query/store'
import { notifyTabs } from '../query/tabs'
import { type UnlinkOutcome, unlinkOptions } from '../query/unlink'
import { pendingIds } from '../query/visible'
import { useAccountLinking } from './context'
import { emit, report } from './events'
import { useLatest } from './use-stable'

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
  /** The same as a promise: resolves to how it ended, `null` if it was pending already; rejects if it failed. */
  unlinkAsync: (identity: Identity) => Promise<UnlinkOutcome | null>
  /** Forgets the errors of unlinks that failed. */
  reset: () => void
}

/**
 * Unlinks an identity: it leaves `useLinkedAccounts` at once and comes back only if the server says so. Several
 * unlinks may be pending at once; their state is in `useLinkedAccounts`. The functions stay the same between renders.
 */
export function useUnlinkAccount(options: UseUnlinkAccountOptions = {}): UnlinkAccountState {
  const { client, browser, reauthenticate, handlers } = useAccountLinking()
  const queryClient = useQueryClient()
  const latest = useLatest(options)
  return useMemo(() => {
    const unlinkAsync = async (identity: Identity): Promise<UnlinkOutcome | null> => {
      if (pendingIds(queryClient, client).has(identity.id)) return null
      const { undoMs } = latest.current
      return runMutation(
        queryClient,
        {
          ...unlinkOptions(client, { undoMs, browser, reauthenticate }),
          onMutate: () => emit(handlers, { type: 'unlink_requested', identity }),
          onSuccess: (outcome) => {
            if (outcome === 'undone') {
              report(latest.current.onUndone, identity)
              return emit(handlers, { type: 'unlink_undone', identity })
            }
            // What was said of a link before may not be true anymore.
            storeOf(queryClient, client, browser).links.dismiss()
            notifyTabs(browser ?? pageBrowser(), client)
            report(latest.current.onUnlinked, identity)
            emit(handlers, { type: 'unlinked', identity })
          },
          onError: (error) => {
            report(() => latest.current.onUnlinkFailed?.(identity, error), undefined)
            emit(handlers, { type: 'unlink_failed', identity, error })
          },
        },
        identity,
      )
    }
    return {
      unlinkAsync,
      // The error is in `useLinkedAccounts`.
      unlink: (identity) => void unlinkAsync(identity).catch(() => {}),
      reset: () => {
        const cache = queryClient.getMutationCache()
        const failed = cache.findAll({ mutationKey: linkedAccountsKeys.unlink(client), status: 'error' })
        for (const mutation of failed) cache.remove(mutation)
      },
    }
  }, [queryClient, client, browser, reauthenticate, handlers, latest])
}

/** Runs a mutation without an observer, so that its states render nothing but what reads them. */
function runMutation<Data, Variables>(
  queryClient: QueryClient,
  options: MutationOptions<Data, AccountLinkingError, Variables>,
  variables: Variables,
): Promise<Data> {
  return queryClient.getMutationCache().build(queryClient, options).execute(variables)
}
