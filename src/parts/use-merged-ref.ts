'use client'
import { type ForwardedRef, type RefCallback, type RefObject, useCallback, useRef } from 'react'

/** A ref to an element, beside the ref that the user of the component has. */
export function useMergedRef<T>(
  forwarded: ForwardedRef<T>,
): [own: RefObject<T | null>, merged: RefCallback<T>] {
  const own = useRef<T | null>(null)
  const merged = useCallback(
    (value: T | null) => {
      own.current = value
      if (typeof forwarded === 'function') forwarded(value)
      else if (forwarded) forwarded.current = value
    },
    [forwarded],
  )
  return [own, merged]
}
