import type { Identity } from '../core/identity'

/** An unlink that was requested but is not sent yet. */
export interface PendingUnlink {
  readonly identity: Identity
  /** `undo`: it is sent when the undo window ends. `offline`: it is sent when the network is back. */
  readonly reason: 'undo' | 'offline'
  /** When it is sent, in milliseconds since the epoch; `null` while it is paused or waits for the network. */
  readonly endsAt: number | null
  /** Milliseconds left while it is paused. */
  readonly remainingMs: number
}

/** How the wait ended: the time is up, the page is leaving, or the user undid the unlink. */
export type PendingUnlinkEnd = 'due' | 'leaving' | 'undone'

interface Entry {
  pending: PendingUnlink
  end: (how: PendingUnlinkEnd) => void
  timer: ReturnType<typeof setTimeout> | undefined
}

export type PendingUnlinks = ReturnType<typeof createPendingUnlinks>

/** One client's unlinks that wait to be sent, for components to show and undo. */
export function createPendingUnlinks() {
  const entries = new Map<string, Entry>()
  const listeners = new Set<() => void>()
  const undone = new Set<string>()
  let snapshot: readonly PendingUnlink[] = []

  const changed = () => {
    snapshot = [...entries.values()].map(({ pending }) => pending)
    for (const listener of listeners) listener()
  }
  const end = (id: string, how: PendingUnlinkEnd) => {
    const entry = entries.get(id)
    if (!entry) return
    clearTimeout(entry.timer)
    entries.delete(id)
    if (how === 'undone') undone.add(id)
    changed()
    entry.end(how)
  }
  const run = (entry: Entry, ms: number) => {
    entry.timer = setTimeout(() => end(entry.pending.identity.id, 'due'), ms)
    entry.pending = { ...entry.pending, endsAt: Date.now() + ms, remainingMs: ms }
  }

  return {
    /** An unlink of this identity has been requested. */
    begin: (id: string): void => void undone.delete(id),
    /** Whether its unlink was undone. Its mutation may not have noticed yet. */
    wasUndone: (id: string): boolean => undone.has(id),
    /** Waits for `ms`, or until `end`. If the same identity is already waiting, undoes the earlier unlink. */
    wait: (identity: Identity, reason: PendingUnlink['reason'], ms?: number): Promise<PendingUnlinkEnd> =>
      new Promise((resolve) => {
        end(identity.id, 'undone')
        undone.delete(identity.id)
        const pending = { identity, reason, endsAt: null, remainingMs: 0 }
        const entry: Entry = { pending, end: resolve, timer: undefined }
        if (ms !== undefined) run(entry, ms)
        entries.set(identity.id, entry)
        changed()
      }),
    end,
    /** Ends all undo windows. */
    endAll(how: PendingUnlinkEnd): void {
      for (const [id, { pending }] of [...entries]) {
        if (pending.reason === 'undo' || how === 'undone') end(id, how)
      }
    },
    pause(id: string): void {
      const entry = entries.get(id)
      if (!entry || entry.pending.endsAt === null) return
      clearTimeout(entry.timer)
      const remainingMs = Math.max(0, entry.pending.endsAt - Date.now())
      entry.pending = { ...entry.pending, endsAt: null, remainingMs }
      changed()
    },
    resume(id: string): void {
      const entry = entries.get(id)
      if (entry?.pending.reason !== 'undo' || entry.pending.endsAt !== null) return
      run(entry, entry.pending.remainingMs)
      changed()
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    getSnapshot: () => snapshot,
  }
}
