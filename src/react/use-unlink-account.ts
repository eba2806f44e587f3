'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { AccountLinkingError } from '../core/errors'
import type { Identity } from '../core/identity'
import { linkedAccountsKeys } from '../query/keys'
import { unlinkOptions } from '../query/unlink'
import { useAccountLinking } from './context'
import { report } from './report'

export interface UseUnlinkAccountOptions {
  /** The server has confirmed the removal. Also called if the component is gone by then. */
  onUnlinked?: ((identity: Identity) => void) | undefined
  /** The identity is still linked. */
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
  onUnlinked,
  onUnlinkFailed,
}: UseUnlinkAccountOptions = {}): UnlinkAccountState {
  const linking = useAccountLinking()
  const queryClient = useQueryClient()
  const options = unlinkOptions(linking.client)
  const { mutate } = useMutation({
    ...options,
    onSuccess: async (...args) => {
      await options.onSuccess?.(...args)
      const [, identity] = args
      report(onUnlinked, identity)
      report(linking.onUnlinked, identity)
    },
    onError: (error, identity) => {
      report((failed) => onUnlinkFailed?.(identity, failed), error as AccountLinkingError)
      report(linking.onError, error as AccountLinkingError)
    },
  })
  const unlink = useCallback(
    (identity: Identity) => {
      const underWay = queryClient.isMutating({
        mutationKey: linkedAccountsKeys.unlink(linking.client),
        predicate: ({ state }) => (state.variables as Identity).id === identity.id,
      })
      if (underWay === 0) mutate(identity)
    },
    [queryClient, linking.client, mutate],
  )
  return { unlink }
}
