import { vi } from 'vitest'
import { createMemoryBrowser } from '../../src/testing/memory-browser'

const ORIGIN = 'https://app.example'

/** The parts of an element that the code under test uses. */
interface StubElement {
  [name: string]: unknown
  children: unknown[]
  append(child: unknown): void
  remove(): void
}

/** Simulates the parts of a browser page that `core/browser` uses. */
export function stubPage() {
  const made: StubElement[] = []
  const document = {
    visibilityState: 'visible',
    body: { append: vi.fn() },
    createElement: vi.fn(() => made.shift()),
  }
  const page = Object.assign(new EventTarget(), {
    location: { href: `${ORIGIN}/account`, origin: ORIGIN, assign: vi.fn<(url: string) => void>() },
    history: { state: { key: 'router' }, replaceState: vi.fn() },
    sessionStorage: createMemoryBrowser(ORIGIN).storage(),
    close: vi.fn(),
    open: vi.fn<() => unknown>(() => null),
    document,
    /** Creates the elements that the next calls of `createElement` return. */
    makeElements(count: number): StubElement[] {
      const elements = Array.from({ length: count }, makeElement)
      made.push(...elements)
      return elements
    },
  })
  vi.stubGlobal('window', page)
  vi.stubGlobal('document', document)
  vi.stubGlobal('BroadcastChannel', Channel)
  return page
}

function makeElement(): StubElement {
  const children: unknown[] = []
  return { children, append: (child: unknown) => void children.push(child), remove: vi.fn() }
}

/** The page is hidden or shown, for good or from the back/forward cache. */
export function pageTransition(type: 'pagehide' | 'pageshow', persisted: boolean): Event {
  return Object.assign(new Event(type), { persisted })
}

/** A `BroadcastChannel` whose messages arrive immediately, from any origin. */
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
