import { configurationError } from './errors'

/** What the kit needs of a browser's page: this and nothing else. Anything that does the same will do. */
export interface Browser {
  /** The page's address. */
  href(): string
  /** Goes to another page. Resolves only if the person comes back to this very page by the back button. */
  leave(url: string): Promise<void>
  /** Changes the address in place, keeping the router's `history.state`. */
  replaceUrl(url: string): void
  /** Storage that ends with the tab; throws where the browser forbids it. */
  storage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>
}

const page: Browser = {
  href: () => window.location.href,
  leave: (url) => {
    window.location.assign(url)
    return new Promise((resolve) => {
      const restored = (event: PageTransitionEvent) => {
        if (!event.persisted) return
        window.removeEventListener('pageshow', restored)
        resolve()
      }
      window.addEventListener('pageshow', restored)
    })
  },
  replaceUrl: (url) => window.history.replaceState(window.history.state, '', url),
  storage: () => window.sessionStorage,
}

/** Whether there is a page to speak of; there is none on a server. */
export function hasPage(): boolean {
  return typeof window !== 'undefined' && typeof window.location !== 'undefined'
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
