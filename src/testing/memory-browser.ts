import type { Browser, PageEvent, Popup } from '../core/browser'

/** A page without a browser, for tests and stories: it records where it was sent instead of going there. */
export interface MemoryBrowser extends Browser {
  /** Every URL that the page or its popup was sent to, the oldest first. */
  readonly departures: readonly string[]
  /** The departure at this index, now or when it happens. Default: the oldest one that was not returned yet. */
  departure(index?: number): Promise<string>
  /** Puts the page at a URL, as if a server had redirected the user to it. */
  arrive(url: string): void
  /** Presses the back button, which restores the page that was left. */
  back(): void
  /** Fires a page event. */
  fire(event: PageEvent): void
  /** Sets whether a click or key press is recent enough to open a window. Default: it is. */
  setActivation(isActive: boolean): void
  /** Sets whether the browser has a network. */
  setOffline(isOffline: boolean): void
  /** Opens another tab in the same browser, with empty storage. Tabs receive each other's messages. */
  openTab(href: string): MemoryBrowser
  /** Loads a page in the same tab, with the tab's storage. Default: at the same URL. */
  reload(href?: string): MemoryBrowser
  /** Lets `openPopup` open windows. Default: they are blocked. */
  allowPopups(): void
  /**
   * The popup that was opened last. Its `page` has a copy of this page's storage. Put it at a URL with `arrive`, and use it
   * like any other page.
   */
  readonly popup: (Popup & { readonly page: MemoryBrowser; isOpen: boolean }) | null
  /** Whether this window has closed itself. */
  readonly isClosed: boolean
}

type Listener = (message: unknown) => void
type Channel = Set<{ page: object; listener: Listener }>

/** Creates a page at a URL, with its own storage. */
export function createMemoryBrowser(href: string): MemoryBrowser {
  return createPage(href, new Set(), new Map())
}

function createPage(href: string, channel: Channel, items: Map<string, string>): MemoryBrowser {
  const page = {}
  let current = new URL(href).href
  let given = 0
  let isOffline = false
  let isActive = true
  let isClosed = false
  let popupsAllowed = false
  let popup: MemoryBrowser['popup'] = null
  let waiting: (() => void)[] = []
  const departures: string[] = []
  const listeners = new Map<PageEvent, Set<() => void>>()
  const storage = createMemoryStorage(items)

  const depart = (url: string, form?: Readonly<Record<string, string>>) => {
    departures.push(form ? `${url}?${new URLSearchParams(form)}` : new URL(url).href)
    for (const resume of waiting) resume()
    waiting = []
  }
  const on = (event: PageEvent, listener: () => void) => {
    const ofEvent = listeners.get(event) ?? new Set()
    listeners.set(event, ofEvent.add(listener))
    return () => ofEvent.delete(listener)
  }
  const fire = (event: PageEvent) => {
    for (const listener of [...(listeners.get(event) ?? [])]) listener()
  }
  const browser: MemoryBrowser = {
    departures,
    get popup() {
      return popup
    },
    get isClosed() {
      return isClosed
    },
    href: () => current,
    redirect(url, form) {
      depart(url, form)
      return browser.returned()
    },
    returned: () =>
      new Promise((resolve) => {
        const stop = on('restore', () => {
          stop()
          resolve()
        })
      }),
    replaceUrl(url) {
      current = new URL(url, current).href
    },
    load(url) {
      current = new URL(url, current).href
    },
    storage: () => storage,
    openPopup() {
      if (!popupsAllowed) return null
      const opened = {
        isOpen: true,
        page: createPage('https://popup.invalid/', channel, new Map(items)),
        redirect: depart,
        isClosed: () => !opened.isOpen || opened.page.isClosed,
        focus: () => {},
        storage: () => opened.page.storage(),
        close: () => {
          opened.isOpen = false
        },
      }
      popup = opened
      return opened
    },
    hasActivation: () => isActive,
    setActivation(active) {
      isActive = active
    },
    close() {
      isClosed = true
    },
    postMessage(message) {
      const others = [...channel].filter((one) => one.page !== page)
      for (const { listener } of others) queueMicrotask(() => listener(structuredClone(message)))
    },
    onMessage(listener) {
      const subscription = { page, listener }
      channel.add(subscription)
      return () => channel.delete(subscription)
    },
    on,
    fire,
    isOffline: () => isOffline,
    setOffline(offline) {
      isOffline = offline
      if (!offline) fire('online')
    },
    openTab: (tabHref) => createPage(tabHref, channel, new Map()),
    reload: (tabHref = current) => createPage(tabHref, channel, items),
    allowPopups() {
      popupsAllowed = true
    },
    async departure(index) {
      while (true) {
        const url = departures[index ?? given]
        if (url !== undefined) {
          if (index === undefined) given += 1
          return url
        }
        await new Promise<void>((resolve) => waiting.push(resolve))
      }
    },
    arrive(url) {
      current = new URL(url, current).href
    },
    back: () => fire('restore'),
  }
  return browser
}

function createMemoryStorage(items: Map<string, string>): ReturnType<Browser['storage']> {
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
