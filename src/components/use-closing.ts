'use client'
import { type RefCallback, useCallback, useRef } from 'react'

const MOTION = '(prefers-reduced-motion: no-preference)'

/** The rows that are closing, with the ids of their identities. */
const leaving = new Map<HTMLElement, string>()

/** Animates a row that was removed: it fades out and closes, unless the user prefers reduced motion. */
export function useClosing(id: string): RefCallback<HTMLElement> {
  const last = useRef<HTMLElement | null>(null)
  return useCallback(
    (row) => {
      if (row) removeLeaving(id, row.parentNode)
      else if (last.current) close(last.current, id)
      last.current = row
    },
    [id],
  )
}

/** The identity is back, for example because its unlink was refused. */
function removeLeaving(id: string, list: ParentNode | null) {
  for (const [row, itsId] of leaving) {
    if (itsId === id && row.parentNode === list) remove(row)
  }
}

function remove(row: HTMLElement) {
  leaving.delete(row)
  row.remove()
}

function close(row: HTMLElement, id: string) {
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
    leaving.set(row, id)
    list.insertBefore(row, next)
    const closed = { blockSize: 0, paddingBlock: 0, borderBlockWidth: 0, opacity: 0 }
    row.animate([{ blockSize: `${row.offsetHeight}px` }, closed], {
      duration: 200,
      easing: 'cubic-bezier(0.2, 0, 0, 1)',
    }).onfinish = () => remove(row)
  })
}
