import type { Browser } from './browser'
import { isRecord } from './identity'
import { load, remove, update } from './records'

/** How long a popup waits for the page that opened it to take its callback. */
const TAKEN_TIMEOUT_MS = 2_000

type Params = Readonly<Record<string, string>>
type Message =
  | { readonly type: 'callback'; readonly channel: string; readonly params: Params }
  | { readonly type: 'taken'; readonly channel: string }

/** Popups that are reporting to their opener. They are about to close, so they should not ask for a list. */
const reporting = new WeakMap<Browser, Promise<void>>()

/**
 * In the popup: sends the callback to the page that opened it, and closes once that page has taken it. If none does,
 * the popup goes on as a page of its own.
 *
 * A code travels on the channel in the clear. It is useless without what only the opener's storage holds: the PKCE
 * verifier, or the id of the record that the server keeps for the signed-in user.
 */
export function reportToOpener(browser: Browser, state: string): Promise<void> {
  const record = load(browser, 'transaction', state)
  if (!record) return Promise.resolve()
  const { channel, params = {} } = record
  const reported = new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), TAKEN_TIMEOUT_MS)
    const stop = subscribe(browser, channel, 'taken', () => {
      stop()
      clearTimeout(timer)
      resolve(true)
    })
  }).then((isTaken) => {
    if (isTaken) {
      remove(browser, 'transaction', state)
      browser.close()
    } else {
      update(browser, state, { role: 'page' })
      browser.load(browser.href())
    }
    // Nothing on this page should start anymore.
    return new Promise<void>(() => {})
  })
  reporting.set(browser, reported)
  browser.postMessage({ type: 'callback', channel, params } satisfies Message)
  return reported
}

/** In the popup: never resolves while it reports. Anywhere else: resolves at once. */
export function whenNotReporting(browser: Browser): Promise<void> {
  return reporting.get(browser) ?? Promise.resolve()
}

/** In the page that opened the popup: subscribes to its callback. Returns an unsubscribe function. */
export function onPopupCallback(
  browser: Browser,
  channel: string,
  listener: (params: Params) => void,
): () => void {
  return subscribe(browser, channel, 'callback', (message) => {
    browser.postMessage({ type: 'taken', channel } satisfies Message)
    listener(message.params)
  })
}

function subscribe<Type extends Message['type']>(
  browser: Browser,
  channel: string,
  type: Type,
  listener: (message: Extract<Message, { type: Type }>) => void,
): () => void {
  return browser.onMessage((message) => {
    if (!isRecord(message) || message.type !== type || message.channel !== channel) return
    const { params = {} } = message
    if (isRecord(params) && Object.values(params).every((value) => typeof value === 'string')) {
      listener(message as Extract<Message, { type: Type }>)
    }
  })
}
