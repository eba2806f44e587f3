'use client'
import { type ForwardedRef, type Ref, type RefCallback, type RefObject, useCallback, useRef } from 'react'

/** A ref to an element, merged with the ref that was passed to the component. */
export function useMergedRef<T>(
  forwarded: ForwardedRef<T>,
): [own: RefObject<T | null>, merged: RefCallback<T>] {
  const own = useRef<T | null>(null)
  const merged = useCallback(
    (value: T | null) => {
      own.current = value
      setRef(forwarded, value)
    },
    [forwarded],
  )
  return [own, merged]
}

/** Sets the value of an object ref or a callback ref. */
export function setRef<T>(ref: Ref<T>, value: T | null): void {
  if (typeof ref === 'function') ref(value)
  else if (ref) (ref as { current: T | null }).current = value
}
