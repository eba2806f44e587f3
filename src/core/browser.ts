import { configurationError } from './errors'

/** A window of its own, opened for one link. */
export interface Popup {
  /** Goes to an address, by a form post if fields are given. */
  redirect(url: string, form?: Readonly<Record<string, string>>): void
  /** Whether the browser reports it as closed. A provider that isolates its page (COOP) makes an open window look closed. */
  isClosed(): boolean
  focus(): void
  close(): void
  /** Its session storage, while it is still empty: afterwards it may be a page of another origin. */
  storage(): ReturnType<Browser['storage']>
}

/** Everything that the kit needs of the browser's page. Anything that does the same works. */
export interface Browser {
  /** The page's address. */
  href(): string
  /** Goes to another page, by a form post if fields are given. Resolves as `returned` does. */
  redirect(url: string, form?: Readonly<Record<string, string>>): Promise<void>
  /**
   * Resolves when a page that started to leave is in use again: restored by the back button, or still visible some
   * seconds later, because the user canceled the navigation or the address was not a page.
   */
  returned(): Promise<void>
  /** Opens an empty window; `null` if the browser blocks it. Needs a user activation. */
  openPopup(): Popup | null
  /** Whether a click or key press is recent enough for the browser to open a window. */
  hasActivation(): boolean
  /** Closes this window, if a script opened it. */
  close(): void
  /** Loads an address of this origin in place of the current one. */
  load(url: string): void
  /** Changes the address without loading it. Keeps the router's `history.state`. */
  replaceUrl(url: string): void
  /** Storage that ends with the tab. Throws if the browser blocks it. */
  storage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>
  /** Sends a message to the other pages of this origin. */
  postMessage(message: unknown): void
  /** Subscribes to their messages. Returns an unsubscribe function. */
  onMessage(listener: (message: unknown) => void): () => void
  /**
   * Subscribes to an event of the page: it starts to leave, is hidden, is restored by the back button, gets the focus,
   * gets a network. Returns an unsubscribe function.
   */
  on(event: PageEvent, listener: () => void): () => void
  /** Whether the browser reports that it has no network. */
  isOffline(): boolean
}

export type PageEvent = 'beforeunload' | 'pagehide' | 'restore' | 'focus' | 'online'

const CHANNEL = 'react-linked-accounts'
const STILL_HERE_MS = 5_000
/** A channel also delivers a page's own messages. */
const SELF = Math.random()

const page: Browser = {
  href: () => window.location.href,
  redirect(url, form) {
    const returned = page.returned()
    if (form) submit(url, form, '_self')
    else window.location.assign(url)
    return returned
  },
  returned: () =>
    new Promise((resolve) => {
      const end = () => {
        stop()
        clearInterval(timer)
        resolve()
      }
      const stop = page.on('restore', end)
      const timer = setInterval(() => document.visibilityState === 'visible' && end(), STILL_HERE_MS)
    }),
  openPopup() {
    const name = `${CHANNEL}-${Date.now()}`
    const popup = window.open('about:blank', name, 'popup,width=520,height=680')
    if (!popup) return null
    // The provider's page must not be able to navigate this one.
    popup.opener = null
    return {
      redirect: (url, form) => (form ? submit(url, form, name) : popup.location.replace(url)),
      isClosed: () => popup.closed,
      focus: () => popup.focus(),
      close: () => popup.close(),
      storage: () => popup.sessionStorage,
    }
  },
  hasActivation: () => navigator.userActivation?.isActive ?? true,
  close: () => window.close(),
  load: (url) => window.location.replace(url),
  replaceUrl: (url) => window.history.replaceState(window.history.state, '', url),
  storage: () => window.sessionStorage,
  postMessage(message) {
    const channel = openChannel()
    channel?.postMessage({ from: SELF, message })
    channel?.close()
  },
  onMessage(listener) {
    let channel: BroadcastChannel | undefined
    const open = () => {
      channel ??= openChannel()
      if (!channel) return
      channel.onmessage = ({ origin, data }) => {
        if (origin === window.location.origin && data?.from !== SELF) listener(data?.message)
      }
    }
    // An open channel would keep the page out of the back/forward cache.
    const close = () => {
      channel?.close()
      channel = undefined
    }
    open()
    const stops = [subscribe('pageshow', open), subscribe('pagehide', close)]
    return () => {
      close()
      for (const stop of stops) stop()
    }
  },
  on: (event, listener) =>
    event === 'restore'
      ? subscribe('pageshow', (shown) => (shown as PageTransitionEvent).persisted && listener())
      : subscribe(event, listener),
  isOffline,
}

function subscribe(event: string, listener: (event: Event) => void): () => void {
  window.addEventListener(event, listener)
  return () => window.removeEventListener(event, listener)
}

/** Posts fields to a window. The form is in the document only until the browser has read it. */
function submit(url: string, fields: Readonly<Record<string, string>>, target: string): void {
  const fixed = { method: 'post', action: url, target, hidden: true }
  const form = Object.assign(document.createElement('form'), fixed)
  for (const [name, value] of Object.entries(fields)) {
    const input = Object.assign(document.createElement('input'), { type: 'hidden', name, value })
    form.append(input)
  }
  document.body.append(form)
  // A field that is named "submit" would hide the method.
  HTMLFormElement.prototype.submit.call(form)
  form.remove()
}

/** Test environments and old browsers have none. Tabs then learn of a change when they next ask. */
function openChannel(): BroadcastChannel | undefined {
  return typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(CHANNEL)
}

/** Whether the browser reports that it has no network; false on a server. */
export function isOffline(): boolean {
  return typeof navigator !== 'undefined' && navigator.onLine === false
}

/** The page that this code runs in; `undefined` on a server. */
export function currentPage(): Browser | undefined {
  return typeof window !== 'undefined' && typeof window.location !== 'undefined' ? page : undefined
}

/** The page that this code runs in. Throws on a server. */
export function pageBrowser(): Browser {
  const current = currentPage()
  if (current) return current
  throw configurationError(
    'There is no browser page here.',
    'A link leaves the page and comes back to it.',
    'Start links in the browser, or pass a `browser` of your own.',
  )
}
