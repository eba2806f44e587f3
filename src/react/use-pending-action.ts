'use client'
import type { PendingAction } from '../core/link'
import { useClientStore, useLinks } from './use-client-store'

export interface PendingActionState {
  /** What a step-up interrupted by leaving the page, or what needs one more click; `null` if nothing is. */
  action: PendingAction | null
  /** Forgets it. */
  dismiss: () => void
}

/**
 * An action that a step-up interrupted, for the user to continue. Opening a page never links or unlinks by itself.
 */
export function usePendingAction(): PendingActionState {
  const { links } = useClientStore()
  return { action: useLinks().action, dismiss: links.dismissAction }
}
