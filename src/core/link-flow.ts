import type { Browser } from './browser'
import type { LinkResult, LinkStatus } from './client'
import { AccountLinkingError, configurationError, kindOf } from './errors'
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
  /** Backend and tenant, whoever is signed in: that another user came back is a result, not another client. */
  clientKey: readonly string[]
  /** The signed-in user, if the client knows: no result is given to another one. */
  userId?: string | undefined
  /** What a backend's own error codes mean, beside the standard ones. */
  statuses: Readonly<Record<string, LinkStatus>>
}

/** Starts links and judges how they ended, for any backend that leaves the page and comes back to it. */
export function createLinkFlow({ browser, clientKey, userId, statuses }: LinkFlowOptions) {
  const client = JSON.stringify(clientKey)

  return {
    /** Remembers the flow and gives the `state` to send along. */
    begin(connection: string | undefined, current: IdentityList): string {
      const state = STATE_PREFIX + randomText()
      const pending: PendingLink = {
        client,
        connection: connection ?? null,
        userId: current.userId,
        before: current.identities.map(({ id }) => id),
        startedAt: Date.now(),
      }
      try {
        prune(browser)
        browser.storage().setItem(STORAGE_PREFIX + state, JSON.stringify(pending))
      } catch (error) {
        throw configurationError(
          `This browser does not let the page use its session storage (${kindOf(error)}).`,
          'A link leaves the page, and what is needed to judge its return is kept there.',
          'Allow the page to store data, or pass a `browser` with a storage of its own to the client.',
        )
      }
      return state
    },

    /** Judges a return. One that is asked for again gives the first answer again. */
    finish(url: string | undefined, list: () => Promise<IdentityList>): Promise<LinkResult | null> {
      if (url === undefined) captureLinkReturn(browser)
      const linkReturn = url === undefined ? capturedReturn(browser) : readLinkReturn(url, browser.href())
      if (!linkReturn) return Promise.resolve(null)
      const { state } = linkReturn
      const judged = judgedOn(browser)
      const known = judged.get(state)
      if (known) {
        const isOurs = known.client === client && (known.userId ?? userId) === (userId ?? known.userId)
        return isOurs ? known.result : Promise.resolve(null)
      }
      const pending = read(browser, STORAGE_PREFIX + state)
      if (pending && pending.client !== client) return Promise.resolve(null)
      if (pending) browser.storage().removeItem(STORAGE_PREFIX + state)
      const result = judge(linkReturn, pending, list, statuses)
      judged.set(state, { client, userId, result })
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

interface Judged {
  readonly client: string
  readonly userId: string | undefined
  readonly result: Promise<LinkResult>
}

const judgedByPage = new WeakMap<Browser, Map<string, Judged>>()

/** The returns that were judged on a page, by state. */
function judgedOn(browser: Browser): Map<string, Judged> {
  const judged = judgedByPage.get(browser) ?? new Map<string, Judged>()
  judgedByPage.set(browser, judged)
  return judged
}

function prune(browser: Browser): void {
  const storage = browser.storage()
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index))
  for (const key of keys) {
    if (!key?.startsWith(STORAGE_PREFIX)) continue
    const startedAt = read(browser, key)?.startedAt ?? 0
    if (Date.now() - startedAt > LIFETIME_MS) storage.removeItem(key)
  }
}

/** A record; none where it is damaged, or the browser forbids a look. */
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
  const { client, connection, userId, before, startedAt } = value as Record<keyof PendingLink, unknown>
  const texts = [client, connection ?? '', userId]
  return (
    texts.every((text) => typeof text === 'string') && Array.isArray(before) && Number.isFinite(startedAt)
  )
}

/** 192 bits from the platform's generator, base64url. */
function randomText(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
}
