import type { Browser } from '../core/browser'

/** A page without a browser, for clients under test: it remembers where it was sent instead of going there. */
export interface MemoryBrowser extends Browser {
  /** Every address that the page has left for, the oldest first. */
  readonly departures: readonly string[]
  /** The oldest departure that was not given yet, or the next one to come. */
  departure(): Promise<string>
  /** Puts the page at an address, as if a server had redirected the person to it. */
  arrive(url: string): void
  /** Presses the back button: the page that was left is there again, as it was. */
  back(): void
  /** Opens another page of the same browser: with storage of its own, and each hears what the others tell. */
  openTab(href: string): MemoryBrowser
}

type Listener = (message: unknown) => void

/** Makes a page at an address, with storage of its own. */
export function createMemoryBrowser(href: string): MemoryBrowser {
  return createPage(href, new Set())
}

/** `channel` holds the listeners of all pages of the browser. */
function createPage(href: string, channel: Set<{ page: object; listener: Listener }>): MemoryBrowser {
  const page = {}
  let current = new URL(href).href
  let given = 0
  let left: (() => void)[] = []
  let restored: (() => void)[] = []
  const departures: string[] = []
  const storage = createMemoryStorage()

  const wake = (sleepers: (() => void)[]) => {
    for (const resume of sleepers) resume()
    return []
  }

  return {
    departures,
    href: () => current,
    leave(url, form) {
      departures.push(form ? `${url}?${new URLSearchParams(form)}` : new URL(url).href)
      left = wake(left)
      return new Promise((resolve) => restored.push(resolve))
    },
    replaceUrl(url) {
      current = new URL(url, current).href
    },
    storage: () => storage,
    openPopup: () => null,
    close: () => {},
    tell(message) {
      const others = [...channel].filter((one) => one.page !== page)
      for (const { listener } of others) queueMicrotask(() => listener(structuredClone(message)))
    },
    hear(listener) {
      const heard = { page, listener }
      channel.add(heard)
      return () => channel.delete(heard)
    },
    openTab: (tabHref) => createPage(tabHref, channel),
    onLeaving: () => () => {},
    async departure() {
      while (true) {
        const url = departures[given]
        if (url !== undefined) {
          given += 1
          return url
        }
        await new Promise<void>((resolve) => left.push(resolve))
      }
    },
    arrive(url) {
      current = new URL(url, current).href
    },
    back() {
      restored = wake(restored)
    },
  }
}

function createMemoryStorage(): ReturnType<Browser['storage']> {
  const items = new Map<string, string>()
  return {
    get length() {
      return items.size
    },
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    key: (index) => [...items.keys()][index] ?? null,
  }
}
