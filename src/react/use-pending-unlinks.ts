'use client'
import { useSyncExternalStore } from 'react'
import type { PendingUnlink } from '../query/pending-unlinks'
import { useClientStore } from './use-client-store'

export interface PendingUnlinksState {
  /** Unlinks that are not sent yet: they can be undone, or wait for the network. */
  pending: readonly PendingUnlink[]
  /** Takes one back: the identity stays linked, and nothing is sent. */
  undo: (id: string) => void
  /** Stops its clock, as while the user reads or points at it. */
  pause: (id: string) => void
  /** Lets its clock go on. */
  resume: (id: string) => void
}

const NONE: readonly PendingUnlink[] = []

/** The unlinks that wait to be sent. */
export function usePendingUnlinks(): PendingUnlinksState {
  const { unlinks } = useClientStore()
  const pending = useSyncExternalStore(unlinks.subscribe, unlinks.getSnapshot, () => NONE)
  return { pending, undo: (id) => unlinks.end(id, 'undone'), pause: unlinks.pause, resume: unlinks.resume }
}
