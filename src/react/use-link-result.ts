'use client'
import type { LinkResult } from '../core/link'
import { useClientStore, useLinks } from './use-client-store'

export interface LinkResultState {
  /** How the last link ended; `null` if there was none on this page, or its result was dismissed. */
  result: LinkResult | null
  /** Dismisses the result. */
  dismiss: () => void
}

/** How the last link ended. The result is available after the list has been fetched, because only the list proves a link. */
export function useLinkResult(): LinkResultState {
  const { links } = useClientStore()
  return { result: useLinks().result, dismiss: links.dismiss }
}
