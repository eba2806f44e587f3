'use client'
import type { PendingAction } from '../core/link'
import { useClientStore, useLinks } from './use-client-store'

export interface PendingActionState {
  /** The action that was interrupted by a step-up that left the page, or that needs one more click; `null` if none. */
  action: PendingAction | null
  /** Discards the action. */
  dismiss: () => void
}

/**
 * An action that a step-up interrupted, for the user to continue. Opening a page never links or unlinks on its own.
 */
export function usePendingAction(): PendingActionState {
  const { links } = useClientStore()
  return { action: useLinks().action, dismiss: links.dismissAction }
}
