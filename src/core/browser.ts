import { configurationError } from './errors'

/** A window of its own, opened for one link. */
export interface Popup {
  /** Goes to an address, by a form post where fields are given. */
  go(url: string, form?: Readonly<Record<string, string>>): void
  /** Resolves when the person, or the page in it, has closed it. */
  closed(): Promise<void>
  close(): void
}

/** What the kit needs of a browser's page: this and nothing else. Anything that does the same will do. */
export interface Browser {
  /** The page's address. */
  href(): string
  /**
   * Goes to another page, by a form post where fields are given. Resolves only if the person comes back to this
   * very page by the back button.
   */
  leave(url: string, form?: Readonly<Record<string, string>>): Promise<void>
  /** Opens an empty window; `null` if the browser blocks it. It has to be called in the click itself. */
  openPopup(): Popup | null
  /** Closes the window that this page stands in, if a script opened it. */
  close(): void
  /** Changes the address in place, keeping the router's `history.state`. */
  replaceUrl(url: string): void
  /** Storage that ends with the tab; throws where the browser forbids it. */
  storage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>
  /** Tells the other pages of this origin, in this browser. */
  tell(message: unknown): void
  /** Hears what they tell, until the function that it returns is called. */
  hear(listener: (message: unknown) => void): () => void
  /** Runs when the page is about to go, until the function that it returns is called. */
  onLeaving(listener: () => void): () => void
}

const CHANNEL = 'react-linked-accounts'
const CLOSED_POLL_MS = 300
/** A channel is heard by the page that speaks, too; this tells its messages from those of others. */
const SELF = Math.random()

const page: Browser = {
  href: () => window.location.href,
  leave: (url, form) => {
    const restored = new Promise<void>((resolve) => {
      const stop = onRestoredPage(() => {
        stop()
        resolve()
      })
    })
    if (form) submit(url, form, '_self')
    else window.location.assign(url)
    return restored
  },
  openPopup: () => {
    const name = `${CHANNEL}-${Date.now()}`
    const popup = window.open('about:blank', name, 'popup,width=520,height=680')
    if (!popup) return null
    return {
      go: (url, form) => (form ? submit(url, form, name) : popup.location.replace(url)),
      closed: () =>
        new Promise((resolve) => {
          const timer = setInterval(() => {
            if (!popup.closed) return
            clearInterval(timer)
            resolve()
          }, CLOSED_POLL_MS)
        }),
      close: () => popup.close(),
    }
  },
  close: () => window.close(),
  replaceUrl: (url) => window.history.replaceState(window.history.state, '', url),
  storage: () => window.sessionStorage,
  tell: (message) => {
    if (!hasChannels()) return
    const channel = new BroadcastChannel(CHANNEL)
    channel.postMessage({ from: SELF, message })
    channel.close()
  },
  hear: (listener) => {
    if (!hasChannels()) return () => {}
    let channel: BroadcastChannel | undefined
    // An open channel would keep the page out of the back/forward cache.
    const open = () => {
      channel ??= new BroadcastChannel(CHANNEL)
      channel.onmessage = (event) => {
        const { origin, data } = event
        if (origin === window.location.origin && data?.from !== SELF) listener(data?.message)
      }
    }
    const close = () => {
      channel?.close()
      channel = undefined
    }
    open()
    window.addEventListener('pageshow', open)
    window.addEventListener('pagehide', close)
    return () => {
      close()
      window.removeEventListener('pageshow', open)
      window.removeEventListener('pagehide', close)
    }
  },
  onLeaving: (listener) => {
    window.addEventListener('pagehide', listener)
    return () => window.removeEventListener('pagehide', listener)
  },
}

/** Posts fields to a window. The form is in the document only for as long as the browser needs to read it. */
function submit(url: string, fields: Readonly<Record<string, string>>, target: string): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = url
  form.target = target
  form.hidden = true
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement('input')
    input.type = 'hidden'
    input.name = name
    input.value = value
    form.append(input)
  }
  document.body.append(form)
  form.submit()
  form.remove()
}

/** Test environments and old browsers have none; the tabs then learn of a change when they next ask. */
function hasChannels(): boolean {
  return typeof BroadcastChannel !== 'undefined'
}

/** Whether there is a page to speak of; there is none on a server. */
export function hasPage(): boolean {
  return typeof window !== 'undefined' && typeof window.location !== 'undefined'
}

/** Runs when the page is about to go; gives the function that stops it. */
export function onLeavingPage(listener: () => void): () => void {
  return hasPage() ? page.onLeaving(listener) : () => {}
}

/** Runs when the back button brings this very page back as it was left; gives the function that stops it. */
export function onRestoredPage(listener: () => void): () => void {
  if (!hasPage()) return () => {}
  const hear = (event: PageTransitionEvent) => event.persisted && listener()
  window.addEventListener('pageshow', hear)
  return () => window.removeEventListener('pageshow', hear)
}

/** Whether the browser knows that it has no network. */
export function isOffline(): boolean {
  return typeof navigator !== 'undefined' && navigator.onLine === false
}

/** The page that this code runs in. */
export function pageBrowser(): Browser {
  if (hasPage()) return page
  throw configurationError(
    'There is no browser page here.',
    'A link leaves the page and comes back to it.',
    'Start and finish links in the browser, or pass a `browser` of your own to the client.',
  )
}
