'use client'
import type { ReactElement } from 'react'
import { Mark } from './internal/mark'
import { useMark } from './internal/mark-store'

export { preloadMarks } from './internal/mark-store'

/**
 * The mark of a provider; the first letter of its name where it has none. Decoration, without a name of its own.
 * A brand's mark is loaded when it is first shown, or by `preloadMarks`; until then, an empty box keeps its place.
 */
export function ProviderMark({ provider, name }: { provider: string; name: string }): ReactElement {
  const Shape = useMark(provider)
  if (Shape === null) return <span aria-hidden="true">{firstLetter(name)}</span>
  return Shape ? <Shape /> : <Mark />
}

/** Splits what a user sees as one letter. The same on a server and in every language, so that hydration matches. */
function firstLetter(name: string): string {
  const letters = Intl.Segmenter
    ? Array.from(new Intl.Segmenter('en').segment(name.trim()), ({ segment }) => segment)
    : [...name.trim()]
  return (letters[0] ?? '').toUpperCase()
}
