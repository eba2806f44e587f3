'use client'
import { type RefCallback, useCallback, useRef } from 'react'

const MOTION = '(prefers-reduced-motion: no-preference)'

/** Animates a row that was removed: it fades out and closes, unless the user prefers reduced motion. */
export function useClosing(): RefCallback<HTMLElement> {
  const last = useRef<HTMLElement | null>(null)
  return useCallback((row) => {
    if (!row && last.current) close(last.current)
    last.current = row
  }, [])
}

function close(row: HTMLElement) {
  const { parentNode: list, nextSibling: next, ownerDocument } = row
  // React removes it after this call. In StrictMode, it is attached again at once.
  queueMicrotask(() => {
    const isGone = !row.isConnected && list?.isConnected && (!next || next.parentNode === list)
    if (!isGone || !ownerDocument.defaultView?.matchMedia?.(MOTION).matches) return
    // jsdom, where a test may have put a `matchMedia`, has no animations.
    if (!('animate' in row)) return
    // To the page and its tests, it is not an identity anymore.
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
