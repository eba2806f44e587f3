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
}

/** Makes a page at an address, with storage of its own. */
export function createMemoryBrowser(href: string): MemoryBrowser {
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
    leave(url) {
      departures.push(new URL(url).href)
      left = wake(left)
      return new Promise((resolve) => restored.push(resolve))
    },
    replaceUrl(url) {
      current = new URL(url, current).href
    },
    storage: () => storage,
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
