'use client'
import { useInsertionEffect, useRef, useState } from 'react'

/**
 * Returns the previous value as long as the content is the same, so that inline objects do not cause renders.
 */
export function useStable<T>(value: T): T {
  const [stable, setStable] = useState(value)
  if (Object.is(stable, value) || isEqual(stable, value)) return stable
  setStable(value)
  return value
}

/** A ref to the latest render's value, for functions that are called later. */
export function useLatest<T>(value: T): { readonly current: T } {
  const latest = useRef(value)
  useInsertionEffect(() => {
    latest.current = value
  })
  return latest
}

/** Compares plain data and React elements by content, and everything else by identity. */
function isEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (!isPlain(one) || !isPlain(other)) return false
  const keys = contentKeys(one)
  return (
    Array.isArray(one) === Array.isArray(other) &&
    keys.length === contentKeys(other).length &&
    keys.every((key) => isEqual(one[key], other[key]))
  )
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return Array.isArray(value) || prototype === Object.prototype || prototype === null
}

/** Skips the fields that React adds to an element, such as its owner. */
function contentKeys(value: Record<string, unknown>): string[] {
  return '$$typeof' in value ? ['type', 'key', 'props'] : Object.keys(value)
}
