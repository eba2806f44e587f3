import type { QueryClient } from '@tanstack/react-query'
import type { AccountLinkingClient } from '../core/client'
import type { Identity } from '../core/identity'

/** A removal that has been asked for and not been sent yet. */
export interface Hold {
  readonly identity: Identity
  /** `undo`: it is sent when its time is up. `offline`: it is sent when the network is back. */
  readonly reason: 'undo' | 'offline'
  /** Milliseconds since the epoch at which it is sent; `null` while it is paused, or waits for the network. */
  readonly endsAt: number | null
  /** Milliseconds that are left while it is paused. */
  readonly remainingMs: number
}

/** How a hold ended: its time was up, the page is going, or the person called it off. */
export type HoldEnd = 'due' | 'leaving' | 'called_off'

interface Entry {
  hold: Hold
  end: (how: HoldEnd) => void
  timer: ReturnType<typeof setTimeout> | undefined
}

/** The removals of one client that wait, for a screen to show and to call off. */
export interface Holds {
  /** Waits; `ms` undefined waits until it is ended. Calls off one of the same identity that waits already. */
  hold: (identity: Identity, reason: Hold['reason'], ms?: number) => Promise<HoldEnd>
  end: (id: string, how: HoldEnd) => void
  pause: (id: string) => void
  resume: (id: string) => void
  subscribe: (listener: () => void) => () => void
  snapshot: () => readonly Hold[]
}

function createHolds(): Holds {
  const entries = new Map<string, Entry>()
  const listeners = new Set<() => void>()
  let snapshot: readonly Hold[] = []

  const changed = () => {
    snapshot = [...entries.values()].map(({ hold }) => hold)
    for (const listener of listeners) listener()
  }
  const end = (id: string, how: HoldEnd) => {
    const entry = entries.get(id)
    if (!entry) return
    clearTimeout(entry.timer)
    entries.delete(id)
    changed()
    entry.end(how)
  }
  const run = (entry: Entry, ms: number) => {
    entry.timer = setTimeout(() => end(entry.hold.identity.id, 'due'), ms)
    entry.hold = { ...entry.hold, endsAt: Date.now() + ms, remainingMs: ms }
  }

  return {
    hold: (identity, reason, ms) =>
      new Promise((resolve) => {
        end(identity.id, 'called_off')
        const hold = { identity, reason, endsAt: null, remainingMs: 0 }
        const entry: Entry = { hold, end: resolve, timer: undefined }
        if (ms !== undefined) run(entry, ms)
        entries.set(identity.id, entry)
        changed()
      }),
    end,
    pause: (id) => {
      const entry = entries.get(id)
      if (!entry || entry.hold.endsAt === null) return
      clearTimeout(entry.timer)
      entry.hold = { ...entry.hold, endsAt: null, remainingMs: Math.max(0, entry.hold.endsAt - Date.now()) }
      changed()
    },
    resume: (id) => {
      const entry = entries.get(id)
      if (entry?.hold.reason !== 'undo' || entry.hold.endsAt !== null) return
      run(entry, entry.hold.remainingMs)
      changed()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    snapshot: () => snapshot,
  }
}

const stores = new WeakMap<QueryClient, Map<string, Holds>>()

/** The waiting removals of a client, in the `QueryClient` that they belong to. */
export function holdsOf(queryClient: QueryClient, client: AccountLinkingClient): Holds {
  const ofClient = stores.get(queryClient) ?? new Map<string, Holds>()
  stores.set(queryClient, ofClient)
  const key = JSON.stringify(client.key)
  const holds = ofClient.get(key) ?? createHolds()
  ofClient.set(key, holds)
  return holds
}
