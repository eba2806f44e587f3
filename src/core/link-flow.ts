import type { Browser } from './browser'
import type { LinkResult, LinkStatus } from './client'
import { AccountLinkingError } from './errors'
import type { IdentityList } from './identity'
import {
  capturedReturn,
  captureLinkReturn,
  type LinkReturn,
  readLinkReturn,
  STATE_PREFIX,
} from './link-return'

const STORAGE_PREFIX = 'react-linked-accounts:link:'
const LIFETIME_MS = 10 * 60 * 1000

/** What is remembered while the person is away, one record for each flow. Holds no token. */
interface PendingLink {
  readonly client: string
  readonly connection: string | null
  readonly userId: string
  /** Ids of the identities before the link. */
  readonly before: readonly string[]
  /** Milliseconds since the epoch. */
  readonly startedAt: number
}

export interface LinkFlowOptions {
  browser: Browser
  clientKey: readonly string[]
  /** What a backend's own error codes mean, beside the standard ones. */
  statuses: Readonly<Record<string, LinkStatus>>
}

/** Starts links and judges how they ended, for any backend that leaves the page and comes back to it. */
export function createLinkFlow({ browser, clientKey, statuses }: LinkFlowOptions) {
  const client = JSON.stringify(clientKey)

  return {
    /** Remembers the flow and gives the `state` to send along. */
    begin(connection: string | undefined, current: IdentityList): string {
      const state = STATE_PREFIX + randomText()
      prune(browser.storage())
      const pending: PendingLink = {
        client,
        connection: connection ?? null,
        userId: current.userId,
        before: current.identities.map(({ id }) => id),
        startedAt: Date.now(),
      }
      browser.storage().setItem(STORAGE_PREFIX + state, JSON.stringify(pending))
      return state
    },

    /** Judges a return. One that is asked for again gives the first answer again. */
    finish(url: string | undefined, list: () => Promise<IdentityList>): Promise<LinkResult | null> {
      if (url === undefined) captureLinkReturn(browser)
      const linkReturn = url === undefined ? capturedReturn(browser) : readLinkReturn(url)
      if (!linkReturn) return Promise.resolve(null)
      const results = resultsOf(browser)
      const known = results.get(linkReturn.state)
      if (known) return known
      const pending = read(browser.storage(), STORAGE_PREFIX + linkReturn.state)
      if (pending && pending.client !== client) return Promise.resolve(null)
      browser.storage().removeItem(STORAGE_PREFIX + linkReturn.state)
      const result = judge(linkReturn, pending, list, statuses)
      results.set(linkReturn.state, result)
      return result
    },
  }
}

async function judge(
  { error: serverCode, description }: LinkReturn,
  pending: PendingLink | undefined,
  list: () => Promise<IdentityList>,
  statuses: LinkFlowOptions['statuses'],
): Promise<LinkResult> {
  if (!pending) return { status: 'missing_transaction', connection: null }
  const { connection, userId, before, startedAt } = pending
  if (serverCode !== undefined) {
    const status = Object.hasOwn(statuses, serverCode) ? statuses[serverCode] : undefined
    const message = `The link came back with the error ${serverCode}.`
    const error = new AccountLinkingError('rejected', message, { serverCode, description })
    return { status: status ?? 'failed', connection, error }
  }
  if (Date.now() - startedAt > LIFETIME_MS) return { status: 'expired', connection }
  try {
    const after = await list()
    if (after.userId !== userId) return { status: 'wrong_user', connection }
    const added = after.identities.filter(({ id }) => !before.includes(id))
    const identity = added.find((one) => one.connection === connection) ?? added[0]
    return identity ? { status: 'linked', connection, identity } : { status: 'unchanged', connection }
  } catch (error) {
    if (!(error instanceof AccountLinkingError)) throw error
    return { status: 'unverified', connection, error }
  }
}

const resultsByPage = new WeakMap<Browser, Map<string, Promise<LinkResult>>>()

function resultsOf(browser: Browser): Map<string, Promise<LinkResult>> {
  const results = resultsByPage.get(browser) ?? new Map<string, Promise<LinkResult>>()
  resultsByPage.set(browser, results)
  return results
}

type Storage = ReturnType<Browser['storage']>

function prune(storage: Storage): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index))
  for (const key of keys) {
    if (!key?.startsWith(STORAGE_PREFIX)) continue
    const startedAt = read(storage, key)?.startedAt ?? 0
    if (Date.now() - startedAt > LIFETIME_MS) storage.removeItem(key)
  }
}

function read(storage: Storage, key: string): PendingLink | undefined {
  try {
    return JSON.parse(storage.getItem(key) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

/** 192 bits from the platform's generator, base64url. */
function randomText(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
}
