import type { Browser } from './browser'
import { isRecord } from './identity'
import { memoryOf } from './page-memory'
import { load, remove, update } from './records'

/** How long a popup waits for the page that opened it to accept its callback. */
const TAKEN_TIMEOUT_MS = 2_000

type Params = Readonly<Record<string, string>>

/** Messages between opener and popup: the callback, and the confirmation that it was taken. */
type MessageType = 'callback' | 'taken'

/**
 * In the popup: sends the callback to the page that opened it, and closes once that page has taken it. If no page takes
 * it, the popup continues as a regular page.
 *
 * The channel carries a code in plain text. The code is useless without what the storage of the two pages contains: the
 * PKCE verifier, or the id of the record that the server keeps for the signed-in user.
 */
export async function reportToOpener(browser: Browser, state: string): Promise<void> {
  const record = load(browser, 'transaction', state)
  if (!record) return
  const { channel, params = {} } = record
  // Nothing else should start on this page.
  memoryOf(browser).reporting = new Promise(() => {})
  const isTaken = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(end, TAKEN_TIMEOUT_MS, false)
    const stop = subscribe(browser, channel, 'taken', () => end(true))
    function end(taken: boolean) {
      stop()
      clearTimeout(timer)
      resolve(taken)
    }
    browser.postMessage({ type: 'callback', channel, params })
  })
  if (isTaken) {
    remove(browser, 'transaction', state)
    browser.close()
  } else {
    update(browser, state, { role: 'page' })
    browser.load(browser.href())
  }
}

/** In a popup that reports to its opener, never resolves. Anywhere else, resolves immediately. */
export function whenNotReporting(browser: Browser): Promise<void> {
  return memoryOf(browser).reporting ?? Promise.resolve()
}

/** In the page that opened the popup: subscribes to its callback. Returns an unsubscribe function. */
export function onPopupCallback(
  browser: Browser,
  channel: string,
  listener: (params: Params) => void,
): () => void {
  return subscribe(browser, channel, 'callback', (params) => {
    browser.postMessage({ type: 'taken', channel })
    listener(params)
  })
}

function subscribe(
  browser: Browser,
  channel: string,
  type: MessageType,
  listener: (params: Params) => void,
): () => void {
  return browser.onMessage((message) => {
    if (!isRecord(message) || message.type !== type || message.channel !== channel) return
    const { params = {} } = message
    if (isRecord(params) && Object.values(params).every((value) => typeof value === 'string')) {
      listener(params as Params)
    }
  })
}
