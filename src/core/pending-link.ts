import type { Browser } from './browser'
import { AccountLinkingError, kindOf } from './errors'

const STORAGE_PREFIX = 'react-linked-accounts:link:'
const LIFETIME_MS = 10 * 60 * 1000

/** What is remembered while the person is away, one record for each flow. Holds no token. */
export interface PendingLink {
  /** The client that started it, by its key. */
  readonly client: string
  readonly connection: string | null
  /** The user who started it. */
  readonly userId: string
  /** Ids of the identities before the link. */
  readonly before: readonly string[]
  /** The identity that is linked again, to grant more. */
  readonly renews: string | null
  /** What the client needs to finish it, such as a PKCE verifier; of no use to anyone without the answer. */
  readonly keepsake: Readonly<Record<string, string>> | null
  /** Where the person wants to be afterwards: an address of this origin. */
  readonly returnTo: string | null
  /** Milliseconds since the epoch. */
  readonly startedAt: number
}

/** Writes the record of a flow, and throws away those of flows that took too long. */
export function rememberLink(browser: Browser, state: string, pending: PendingLink): void {
  try {
    prune(browser)
    browser.storage().setItem(STORAGE_PREFIX + state, JSON.stringify(pending))
  } catch (error) {
    throw new AccountLinkingError(
      'storage_unavailable',
      `This browser does not let the page use its session storage (${kindOf(error)}). A link leaves the page, and ` +
        'what is needed to judge its return is kept there. Allow the page to store data.',
    )
  }
}

/** The record of a flow; none if it was started elsewhere or used, or the record is damaged. */
export function recallLink(browser: Browser, state: string): PendingLink | undefined {
  return read(browser, STORAGE_PREFIX + state)
}

/** Uses the record of a flow up. */
export function forgetLink(browser: Browser, state: string): void {
  browser.storage().removeItem(STORAGE_PREFIX + state)
}

/** Whether the flow took longer than a link may take: ten minutes. */
export function isExpired({ startedAt }: PendingLink): boolean {
  return Date.now() - startedAt > LIFETIME_MS
}

/** Throws the records away of flows that took too long; where there is no storage there are none. */
export function pruneLinks(browser: Browser): void {
  try {
    prune(browser)
  } catch {
    // A link that is started here says so.
  }
}

function prune(browser: Browser): void {
  const storage = browser.storage()
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index))
  for (const key of keys) {
    if (!key?.startsWith(STORAGE_PREFIX)) continue
    const pending = read(browser, key)
    if (!pending || isExpired(pending)) storage.removeItem(key)
  }
}

function read(browser: Browser, key: string): PendingLink | undefined {
  try {
    const value: unknown = JSON.parse(browser.storage().getItem(key) ?? 'null')
    return isPending(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isPending(value: unknown): value is PendingLink {
  if (typeof value !== 'object' || value === null) return false
  const fields = value as Record<string, unknown>
  const { client, connection, userId, renews, returnTo, before, keepsake, startedAt } = fields
  if (!Array.isArray(before) || !Number.isFinite(startedAt) || typeof keepsake !== 'object') return false
  const texts = [client, userId, connection ?? '', renews ?? '', returnTo ?? '', ...before]
  texts.push(...Object.values(keepsake ?? {}))
  return texts.every((text) => typeof text === 'string')
}
