'use client'
import type { ClientFeatures } from '../core/client'
import { useAccountLinking } from './context'

const NONE: ClientFeatures = {}

/** What the backend can do, for a page that shows something only where it works. */
export function useFeatures(): ClientFeatures {
  return useAccountLinking().client.features ?? NONE
}
