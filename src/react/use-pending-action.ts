'use client'
import type { PendingAction } from '../core/link'
import { useClientStore, useLinks } from './use-client-store'

export interface PendingActionState {
  /** What a step-up interrupted by leaving the page, or what needs one more click; `null` if nothing is. */
  action: PendingAction | null
  /** Forgets it. */
  dismiss: () => void
}

/** An interrupted action, for the user to continue. Nothing is linked or unlinked because a page was opened. */
export function usePendingAction(): PendingActionState {
  const { links } = useClientStore()
  return { action: useLinks().action, dismiss: links.dismissAction }
}
