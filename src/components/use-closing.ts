'use client'
import { type RefCallback, useCallback, useRef } from 'react'

const MOTION = '(prefers-reduced-motion: no-preference)'

/** For a row: when it is gone, it fades and closes in its place, if the user has nothing against motion. */
export function useClosing(): RefCallback<HTMLElement> {
  const last = useRef<HTMLElement | null>(null)
  return useCallback((row) => {
    if (!row && last.current) close(last.current)
    last.current = row
  }, [])
}

function close(row: HTMLElement) {
  const { parentNode: list, nextSibling: next, ownerDocument } = row
  // React is about to remove it, or gives it back at once (in StrictMode).
  queueMicrotask(() => {
    const isGone = !row.isConnected && list?.isConnected && (!next || next.parentNode === list)
    if (!isGone || !ownerDocument.defaultView?.matchMedia?.(MOTION).matches) return
    // For the page and its tests, it is no identity any more.
    row.removeAttribute('data-slot')
    row.ariaHidden = 'true'
    row.inert = true
    row.style.overflow = 'hidden'
    list.insertBefore(row, next)
    const closed = { blockSize: 0, paddingBlock: 0, borderBlockWidth: 0, opacity: 0 }
    row.animate([{ blockSize: `${row.offsetHeight}px` }, closed], {
      duration: 200,
      easing: 'cubic-bezier(0.2, 0, 0, 1)',
    }).onfinish = () => row.remove()
  })
}
