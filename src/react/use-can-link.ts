'use client'
import type { LinkRequest } from '../core/client'
import { useFeatures } from './use-features'

/** Whether the backend supports such a link. If not, a button for it would only fail. */
export function useCanLink(): (request: Pick<LinkRequest, 'connection' | 'reconnect'>) => boolean {
  const features = useFeatures()
  return ({ connection, reconnect }) =>
    Boolean((features.choice || connection) && (features.reconnect || !reconnect))
}
