'use client'
import { useMutation } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { AccountLinkingError } from '../core/errors'
import type { Identity } from '../core/identity'
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
  /** Removes this identity. */
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
  return { unlink: useCallback((identity: Identity) => mutate(identity), [mutate]) }
}
