import { captureLinkReturn } from '../../src/core/callback'
import { load, save, type TransactionRecord } from '../../src/core/records'
import { createMemoryBrowser } from '../../src/testing/memory-browser'

export const STATE = 'rla_dGhpcyBpcyBhIHN0YXRlIG9mIG91cnM'
export const PAGE = 'https://app.example.com/account'

export const recordOf = (overrides: Partial<TransactionRecord> = {}): TransactionRecord => ({
  client: '["test"]',
  userId: 'auth0|ann',
  request: { connection: 'github' },
  previousIds: [],
  callback: {},
  finishes: false,
  redirectUri: PAGE,
  returnTo: null,
  data: {},
  startedAt: Date.now(),
  role: 'page',
  channel: 'channel',
  phase: 'started',
  ...overrides,
})

/** Loads a URL in a tab that has the record of a link. */
export function capture(href: string, record?: Partial<TransactionRecord>) {
  const browser = createMemoryBrowser(href)
  if (record) save(browser, 'transaction', STATE, recordOf(record))
  const captured = captureLinkReturn(browser)
  const { phase, params } = load(browser, 'transaction', STATE) ?? {}
  return { browser, captured, phase, params, href: browser.href() }
}
