'use client'
import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from 'react'
import { HOST } from '../query/notice-owner'
import { useClientStore } from './use-client-store'

/** Whether this component shows results. Only one component on the page does. */
export function useNoticeOwner(): boolean {
  const { notices } = useClientStore()
  const self = useRef({})
  useEffect(() => notices.claim(self.current), [notices])
  const owner = useSyncExternalStore(notices.subscribe, notices.getSnapshot, notices.getSnapshot)
  // If the card is the only one on the page, it shows results even before the effect has run.
  return owner === undefined || owner === self.current
}

/** Leaves results to the host. Nothing else on the page shows them, except another card. */
export function useHostNotices(): void {
  const { notices } = useClientStore()
  useEffect(() => notices.claim(HOST), [notices])
}

/** True inside a card, which claims the notices before its buttons are rendered. */
export const InCardContext = createContext(false)

/** Whether a `<LinkedAccounts>` on the page, or the host, shows results. */
export function useHasNoticeOwner(): boolean {
  const { notices } = useClientStore()
  const isInCard = useContext(InCardContext)
  const owner = useSyncExternalStore(notices.subscribe, notices.getSnapshot, notices.getSnapshot)
  return isInCard || owner !== undefined
}
