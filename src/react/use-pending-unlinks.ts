'use client'
import { useSyncExternalStore } from 'react'
import type { PendingUnlink } from '../query/pending-unlinks'
import { useClientStore } from './use-client-store'

export interface PendingUnlinksState {
  /** Unlinks that are not sent yet, because the user can still undo them or there is no network. */
  pending: readonly PendingUnlink[]
  /** Undoes an unlink. The identity stays linked, and nothing is sent. */
  undo: (id: string) => void
  /** Pauses its undo timer, for example while the user hovers over it. */
  pause: (id: string) => void
  /** Resumes its undo timer. */
  resume: (id: string) => void
}

const NONE: readonly PendingUnlink[] = []

/** Unlinks that are waiting to be sent, and functions to undo them. */
export function usePendingUnlinks(): PendingUnlinksState {
  const { unlinks } = useClientStore()
  const pending = useSyncExternalStore(unlinks.subscribe, unlinks.getSnapshot, () => NONE)
  return { pending, undo: (id) => unlinks.end(id, 'undone'), pause: unlinks.pause, resume: unlinks.resume }
}
