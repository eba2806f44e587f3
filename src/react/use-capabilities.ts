'use client'
import type { ClientCapabilities } from '../core/client'
import { useAccountLinking } from './context'

/** What the backend can do, for a page that shows something only where it can work. */
export function useCapabilities(): ClientCapabilities {
  return useAccountLinking().client.capabilities
}
