'use client'
import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from 'react'
import { HOST } from '../query/notice-owner'
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

/** Leaves results to the host: nothing else on the page shows them, unless another card does. */
export function useHostNotices(): void {
  const { notices } = useClientStore()
  useEffect(() => notices.claim(HOST), [notices])
}

/** True within a card, which has claimed the notices by the time that its buttons are there. */
export const InCardContext = createContext(false)

/** Whether some `<LinkedAccounts>` on the page, or the host, shows results. */
export function useHasNoticeOwner(): boolean {
  const { notices } = useClientStore()
  const isInCard = useContext(InCardContext)
  const owner = useSyncExternalStore(notices.subscribe, notices.getSnapshot, notices.getSnapshot)
  return isInCard || owner !== undefined
}
