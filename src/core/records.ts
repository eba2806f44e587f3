import type { Browser } from './browser'
import type { CallbackFormat } from './client'
import { AccountLinkingError, errorName } from './errors'
import { isRecord } from './identity'
import type { LinkOptions } from './link'
import type { PendingAction } from './step-up'

/** One link in progress, as it is stored in `sessionStorage` under its state. Holds no token. */
export interface TransactionRecord {
  /** The key of the client that started it. */
  readonly client: string
  /** The user who started it. */
  readonly userId: string
  readonly request: LinkOptions
  /** Ids of the identities before the link; `null` if no list could be had. */
  readonly previousIds: readonly string[] | null
  readonly callback: CallbackFormat
  /** The client has a `finishLink`, so a code is kept until it is called. */
  readonly finishes: boolean
  readonly redirectUri: string
  /** Where to go after the link: an address of this origin. */
  readonly returnTo: string | null
  readonly data: Readonly<Record<string, string>>
  readonly startedAt: number
  /** What this tab is to the link: its page, the page that opened a popup for it, or the popup. */
  readonly role: 'page' | 'opener' | 'popup'
  /** Names the link in messages between opener and popup. */
  readonly channel: string
  readonly phase: 'started' | 'returned' | 'finishing'
  /** The callback, from its capture until `finishLink` is called. */
  readonly params?: Readonly<Record<string, string>> | undefined
  readonly returnedAt?: number | undefined
}

/** What the user was about to do when a step-up left the page. */
export interface PendingActionRecord {
  readonly client: string
  readonly userId: string
  readonly action: PendingAction
  readonly startedAt: number
}

interface Records {
  transaction: TransactionRecord
  action: PendingActionRecord
}
type Kind = keyof Records

const PREFIX = 'react-linked-accounts'
/** A link that takes longer is not completed. Its record stays, so that a late callback can be judged by the list. */
const LINK_LIFETIME_MS = 10 * 60_000
const RECORD_LIFETIME_MS = 60 * 60_000
const PARAMS_LIFETIME_MS = 2 * 60_000

/** Whether a link took longer than it may: ten minutes. */
export function isExpired({ startedAt }: { readonly startedAt: number }): boolean {
  return Date.now() - startedAt > LINK_LIFETIME_MS
}

/** Saves a record, and removes those that are an hour old. Throws `storage_unavailable` if the browser blocks it. */
export function save<K extends Kind>(browser: Browser, kind: K, id: string, record: Records[K]): void {
  try {
    prune(browser)
    browser.storage().setItem(keyOf(kind, id), JSON.stringify(record))
  } catch (error) {
    throw new AccountLinkingError(
      'storage_unavailable',
      `This browser blocks session storage for this page (${errorName(error)}). A link leaves the page, and what is ` +
        'needed to judge its outcome is stored there. Allow the page to store data.',
      { unsent: true },
    )
  }
}

/** Changes some fields of a record, if it is still there. */
export function update(browser: Browser, state: string, changes: Partial<TransactionRecord>): void {
  const record = load(browser, 'transaction', state)
  if (record) save(browser, 'transaction', state, { ...record, ...changes })
}

/** The record with this id; `undefined` if there is none, it is damaged, or storage is blocked. */
export function load<K extends Kind>(browser: Browser, kind: K, id: string): Records[K] | undefined {
  try {
    return parse<K>(browser.storage().getItem(keyOf(kind, id)))
  } catch {
    return undefined
  }
}

/** Removes a record. */
export function remove(browser: Browser, kind: Kind, id: string): void {
  try {
    browser.storage().removeItem(keyOf(kind, id))
  } catch {
    // Where storage is blocked there is no record.
  }
}

/** All records of a kind by id, the oldest first. */
export function loadAll<K extends Kind>(browser: Browser, kind: K): [id: string, record: Records[K]][] {
  const prefix = keyOf(kind, '')
  return storedKeys(browser)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))
    .flatMap((id) => {
      const record = load(browser, kind, id)
      return record ? [[id, record] as [string, Records[K]]] : []
    })
    .sort(([, one], [, other]) => one.startedAt - other.startedAt)
}

/** Removes what is an hour old or damaged, and callbacks that nobody took up for two minutes. */
export function prune(browser: Browser): void {
  const storage = browser.storage()
  for (const key of storedKeys(browser)) {
    const record = parse<'transaction'>(storage.getItem(key))
    if (!record || Date.now() - record.startedAt > RECORD_LIFETIME_MS) storage.removeItem(key)
    else if (record.params && Date.now() - (record.returnedAt ?? 0) > PARAMS_LIFETIME_MS) {
      const { params: _params, ...rest } = record
      storage.setItem(key, JSON.stringify(rest))
    }
  }
}

function storedKeys(browser: Browser): string[] {
  try {
    const storage = browser.storage()
    return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter((key) =>
      key.startsWith(`${PREFIX}:`),
    )
  } catch {
    return []
  }
}

const keyOf = (kind: Kind, id: string) => `${PREFIX}:${kind}:${id}`

/** Other scripts of the origin can write to the storage too, so the fields that every record has are checked. */
function parse<K extends Kind>(text: string | null): Records[K] | undefined {
  try {
    const record: unknown = JSON.parse(text ?? 'null')
    const isValid =
      isRecord(record) &&
      typeof record.client === 'string' &&
      typeof record.userId === 'string' &&
      Number.isFinite(record.startedAt) &&
      (isRecord(record.action) || isTransaction(record))
    return isValid ? (record as unknown as Records[K]) : undefined
  } catch {
    return undefined
  }
}

function isTransaction({
  request,
  previousIds,
  callback,
  data,
  params = {},
  ...rest
}: Record<string, unknown>) {
  const { redirectUri, channel, returnTo } = rest
  return (
    [request, callback, data, params].every(isRecord) &&
    (previousIds === null || Array.isArray(previousIds)) &&
    [redirectUri, channel, returnTo ?? ''].every((text) => typeof text === 'string')
  )
}
