'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { type Hold, holdsOf } from '../query/holds'
import { useAccountLinking } from './context'

export interface HeldRemovals {
  /** Removals that have not been sent: they can be undone, or wait for the network. */
  held: readonly Hold[]
  /** Takes one back: the identity stays linked, and the server never hears of it. */
  callOff: (id: string) => void
  /** Stops its clock, as while the person reads or points at it. */
  pause: (id: string) => void
  /** Lets its clock go on. */
  resume: (id: string) => void
}

const NONE: readonly Hold[] = []

/** The removals that are waiting to be sent. */
export function useHeldRemovals(): HeldRemovals {
  const { client } = useAccountLinking()
  const holds = holdsOf(useQueryClient(), client)
  const held = useSyncExternalStore(holds.subscribe, holds.snapshot, () => NONE)
  return { held, callOff: (id) => holds.end(id, 'called_off'), pause: holds.pause, resume: holds.resume }
}
