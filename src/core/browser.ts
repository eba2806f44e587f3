import { configurationError } from './errors'

/** A window opened for one link. */
export interface Popup {
  /** Goes to a URL, with a form post if fields are given. */
  redirect(url: string, form?: Readonly<Record<string, string>>): void
  /** Whether the browser reports it as closed. If the provider isolates its page (COOP), an open window looks closed. */
  isClosed(): boolean
  focus(): void
  close(): void
  /** Its session storage. Available only while the window is empty, because it may show another origin later. */
  storage(): ReturnType<Browser['storage']>
}

/** Everything that the kit needs from the browser page. You can replace it with any object that does the same. */
export interface Browser {
  /** The page's URL. */
  href(): string
  /** Goes to another page, with a form post if fields are given. Resolves when `returned` does. */
  redirect(url: string, form?: Readonly<Record<string, string>>): Promise<void>
  /**
   * Resolves when a page that started to leave is in use again: restored by the back button, or still visible a few
   * seconds later because the user canceled the navigation or the URL was not a page.
   */
  returned(): Promise<void>
  /** Opens an empty window; `null` if the browser blocks it. Requires a recent click or key press. */
  openPopup(): Popup | null
  /** Whether a click or key press is recent enough for the browser to open a window. */
  hasActivation(): boolean
  /** Closes this window, if a script opened it. */
  close(): void
  /** Loads a URL of this origin, replacing the current history entry. */
  load(url: string): void
  /** Changes the URL without loading it. Keeps the router's `history.state`. */
  replaceUrl(url: string): void
  /** Storage that lasts as long as the tab. Throws if the browser blocks it. */
  storage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>
  /** Sends a message to the other pages of this origin. */
  postMessage(message: unknown): void
  /** Subscribes to their messages. Returns an unsubscribe function. */
  onMessage(listener: (message: unknown) => void): () => void
  /**
   * Subscribes to a page event: the page starts to leave, is hidden, is restored by the back button, gets the focus, or
   * goes online. Returns an unsubscribe function.
   */
  on(event: PageEvent, listener: () => void): () => void
  /** Whether the browser reports that it has no network. */
  isOffline(): boolean
}

export type PageEvent = 'beforeunload' | 'pagehide' | 'restore' | 'focus' | 'online'

const CHANNEL = 'react-linked-accounts'
const STILL_HERE_MS = 5_000
/** Identifies this page's own messages, which its channels also deliver. */
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
  // A field named "submit" would shadow the method.
  HTMLFormElement.prototype.submit.call(form)
  form.remove()
}

/** Test environments and old browsers don't have it. Tabs then notice a change on their next request. */
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
