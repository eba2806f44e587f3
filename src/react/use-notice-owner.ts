'use client'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useClientStore } from './use-client-store'

/** Whether this component shows results. Only one on the page does. */
export function useNoticeOwner(): boolean {
  const { notices } = useClientStore()
  const self = useRef({})
  useEffect(() => notices.claim(self.current), [notices])
  const owner = useSyncExternalStore(notices.subscribe, notices.getSnapshot, notices.getSnapshot)
  // Before the effect has run, a card alone on its page already shows what there is.
  return owner === undefined || owner === self.current
}

/** Whether some `<LinkedAccounts>` on the page shows results. */
export function useHasNoticeOwner(): boolean {
  const { notices } = useClientStore()
  const owner = useSyncExternalStore(notices.subscribe, notices.getSnapshot, notices.getSnapshot)
  return owner !== undefined
}
