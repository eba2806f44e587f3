'use client'
import type { ClientFeatures } from '../core/client'
import { useAccountLinking } from './context'

const NONE: ClientFeatures = {}

/** What the backend supports, so that your page can show only what works. */
export function useFeatures(): ClientFeatures {
  return useAccountLinking().client.features ?? NONE
}
