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
   * How many milliseconds the user has to undo, with `usePendingUnlinks`. With 0, the unlink is sent immediately. Requires
   * a backend with `deferUnlink` (`useFeatures`). Default 0.
   */
  undoMs?: number | undefined
  /** The server has confirmed the unlink. Called even if the component has unmounted. */
  onUnlinked?: ((identity: Identity) => void) | undefined
  /** The user has undone the unlink. */
  onUndone?: ((identity: Identity) => void) | undefined
  /** The identity is still linked, or may be (`outcome_unknown`). */
  onUnlinkFailed?: ((identity: Identity, error: AccountLinkingError) => void) | undefined
}

export interface UnlinkAccountState {
  /**
   * Unlinks this identity. It doesn't check `useUnlinkGuard`, so check that first. While the unlink is pending, another call
   * does nothing.
   */
  unlink: (identity: Identity) => void
  /**
   * Returns a promise that resolves to the outcome, or to `null` if the unlink was already pending. Rejects if it failed.
   */
  unlinkAsync: (identity: Identity) => Promise<UnlinkOutcome | null>
  /** Clears the errors of failed unlinks. */
  reset: () => void
}

/**
 * Unlinks an identity. It leaves `useLinkedAccounts` immediately, and comes back only if the unlink failed or could not be
 * confirmed. Several unlinks can be pending. The functions stay the same between renders.
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
          onMutate: () => emit(handlers.current, { type: 'unlink_requested', identity }),
          onSuccess: (outcome) => {
            if (outcome === 'undone') {
              report(latest.current.onUndone, identity)
              return emit(handlers.current, { type: 'unlink_undone', identity })
            }
            // The result of an earlier link may no longer be true.
            storeOf(queryClient, client, browser).links.dismiss()
            notifyTabs(browser ?? pageBrowser(), client)
            report(latest.current.onUnlinked, identity)
            emit(handlers.current, { type: 'unlinked', identity })
          },
          onError: (error) => {
            report(() => latest.current.onUnlinkFailed?.(identity, error), undefined)
            emit(handlers.current, { type: 'unlink_failed', identity, error })
          },
        },
        identity,
      )
    }
    return {
      unlinkAsync,
      // `useLinkedAccounts` has the error.
      unlink: (identity) => void unlinkAsync(identity).catch(() => {}),
      reset: () => {
        const cache = queryClient.getMutationCache()
        const failed = cache.findAll({ mutationKey: linkedAccountsKeys.unlink(client), status: 'error' })
        for (const mutation of failed) cache.remove(mutation)
      },
    }
  }, [queryClient, client, browser, reauthenticate, handlers, latest])
}

/** Runs a mutation without an observer, so that only components that read its state render. */
function runMutation<Data, Variables>(
  queryClient: QueryClient,
  options: MutationOptions<Data, AccountLinkingError, Variables>,
  variables: Variables,
): Promise<Data> {
  return queryClient.getMutationCache().build(queryClient, options).execute(variables)
}
