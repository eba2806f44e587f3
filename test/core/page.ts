import { vi } from 'vitest'
import { createMemoryBrowser } from '../../src/testing/memory-browser'

const ORIGIN = 'https://app.example'

/** Puts as much of a browser's page around the code under test as `core/browser` touches. */
export function stubPage() {
  const storage = createMemoryBrowser(ORIGIN).storage()
  const page = Object.assign(new EventTarget(), {
    location: { href: `${ORIGIN}/account`, origin: ORIGIN, assign: vi.fn<(url: string) => void>() },
    history: { state: { key: 'router' }, replaceState: vi.fn() },
    sessionStorage: storage,
    close: vi.fn(),
    open: vi.fn<() => unknown>(() => null),
  })
  vi.stubGlobal('window', page)
  vi.stubGlobal('BroadcastChannel', Channel)
  return page
}

/** The page is hidden or shown, for good or from the back/forward cache. */
export function pageTransition(type: 'pagehide' | 'pageshow', persisted: boolean): Event {
  return Object.assign(new Event(type), { persisted })
}

/** A `BroadcastChannel` whose messages come at once, and of any origin. */
export class Channel {
  static open = new Set<Channel>()
  onmessage: ((event: { data: unknown; origin: string }) => void) | null = null

  constructor(readonly name: string) {
    Channel.open.add(this)
  }

  postMessage(data: unknown, origin = ORIGIN) {
    for (const other of Channel.open) {
      if (other !== this && other.name === this.name)
        other.onmessage?.({ data: structuredClone(data), origin })
    }
  }

  close() {
    Channel.open.delete(this)
  }
}
