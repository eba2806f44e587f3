import type { World } from './world'

/** Picks one; `undefined` if there is none. */
export type Pick = <T>(from: readonly T[]) => T | undefined
/** Something that can happen, immediately or over time. `undefined` if it cannot happen now. */
export type Move = (world: World, pick: Pick) => Happening | undefined
export type Happening = (() => void) | { readonly ms: number }

export function given<T>(subject: T | undefined, happen: (subject: T) => Happening | undefined) {
  return subject === undefined ? undefined : happen(subject)
}
