import type { Browser as Page } from './browser'
import type { CallbackFormat } from './client'
import { AccountLinkingError, errorName } from './errors'
import { isRecord } from './identity'
import type { LinkOptions, PendingAction } from './link'

interface OwnedRecord {
  /** The key of the client that the record belongs to. */
  readonly client: string
  readonly userId: string
  readonly startedAt: number
}

/** A link in progress, stored in `sessionStorage` under its state. Contains no token. */
export interface TransactionRecord extends OwnedRecord {
  readonly request: LinkOptions
  /** Ids of the identities before the link; `null` if the list could not be loaded. */
  readonly previousIds: readonly string[] | null
  /** Previous ids that may still count as new: linked before that list was read, or unlinked since. */
  readonly unsureIds?: readonly string[] | undefined
  readonly callback: CallbackFormat
  /** The results that the client's `errorCodes` name, if any. */
  readonly outcomes?: readonly string[] | undefined
  /** Whether the client has a `finishLink`. If so, a code is kept until it is called. */
  readonly finishes: boolean
  readonly redirectUri: string
  /** Where to go after the link: a URL on this origin. */
  readonly returnTo: string | null
  readonly data: Readonly<Record<string, string>>
  /** The role of this tab in the link: its page, the page that opened a popup for it, or the popup. */
  readonly role: 'page' | 'opener' | 'popup'
  /** Identifies the link in messages between opener and popup. */
  readonly channel: string
  readonly phase: 'started' | 'returned' | 'finishing'
  /** The callback parameters, kept from the capture until `finishLink` is called. */
  readonly params?: Readonly<Record<string, string>> | undefined
  readonly returnedAt?: number | undefined
}

/** What the user was about to do when a step-up left the page. */
export interface PendingActionRecord extends OwnedRecord {
  readonly action: PendingAction
}

interface Records {
  transaction: TransactionRecord
  action: PendingActionRecord
}
type Kind = keyof Records
type Browser = Pick<Page, 'storage'>

const KEY = /^react-linked-accounts:(transaction|action):/
/** A link that takes longer is not completed. Its record stays, so that the list can determine the result of a late callback. */
const LINK_LIFETIME_MS = 10 * 60_000
const RECORD_LIFETIME_MS = 60 * 60_000
const PARAMS_LIFETIME_MS = 2 * 60_000

/** Whether a link took longer than ten minutes. */
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
        'needed to check its outcome is stored there. Allow the page to store data.',
      { unsent: true },
    )
  }
}

/** Changes some fields of a record, if it still exists. A record that cannot be updated is removed rather than left outdated. */
export function update(browser: Browser, state: string, changes: Partial<TransactionRecord>): void {
  const record = load(browser, 'transaction', state)
  if (!record) return
  try {
    save(browser, 'transaction', state, { ...record, ...changes })
  } catch {
    remove(browser, 'transaction', state)
  }
}

/** The record with this id; `undefined` if there is none, it is damaged, or storage is blocked. */
export function load<K extends Kind>(browser: Browser, kind: K, id: string): Records[K] | undefined {
  return read(browser, keyOf(kind, id)) as Records[K] | undefined
}

export function remove(browser: Browser, kind: Kind, id: string): void {
  try {
    browser.storage().removeItem(keyOf(kind, id))
  } catch {
    // If storage is blocked, there is no record.
  }
}

/** All records of a kind by id, the oldest first. */
export function loadAll<K extends Kind>(browser: Browser, kind: K): [id: string, record: Records[K]][] {
  const prefix = keyOf(kind, '')
  return storedKeys(browser)
    .filter((key) => key.startsWith(prefix))
    .map((key) => [key.slice(prefix.length), read(browser, key)] as [string, Records[K] | undefined])
    .filter((entry): entry is [string, Records[K]] => entry[1] !== undefined)
    .sort(([, one], [, other]) => one.startedAt - other.startedAt)
}

/** Removes records that are an hour old or damaged, and callbacks that were not handled for two minutes. */
export function prune(browser: Browser): void {
  for (const key of storedKeys(browser)) {
    const record = read(browser, key)
    const storage = browser.storage()
    if (!record || Date.now() - record.startedAt > RECORD_LIFETIME_MS) storage.removeItem(key)
    else if ('params' in record && Date.now() - (record.returnedAt ?? 0) > PARAMS_LIFETIME_MS) {
      storage.setItem(key, JSON.stringify({ ...record, params: undefined }))
    }
  }
}

const keyOf = (kind: Kind, id: string) => `react-linked-accounts:${kind}:${id}`

function storedKeys(browser: Browser): string[] {
  try {
    const storage = browser.storage()
    const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
    return keys.filter((key) => KEY.test(key))
  } catch {
    return []
  }
}

function read(browser: Browser, key: string): Records[Kind] | undefined {
  try {
    const record: unknown = JSON.parse(browser.storage().getItem(key) ?? 'null')
    return isValid(record) ? (record as unknown as Records[Kind]) : undefined
  } catch {
    return undefined
  }
}

const isText = (value: unknown) => typeof value === 'string'
const isTexts = (value: unknown) => Array.isArray(value) && value.every(isText)
const isTextRecord = (value: unknown) => isRecord(value) && Object.values(value).every(isText)

/** Other scripts on this origin, and other versions of the kit, can also write to the storage. */
function isValid(record: unknown): boolean {
  if (!isRecord(record) || ![record.client, record.userId].every(isText)) return false
  return Number.isFinite(record.startedAt) && (isAction(record.action) || isTransaction(record))
}

function isAction(action: unknown): boolean {
  if (!isRecord(action)) return false
  const { identity, request } = action
  return action.action === 'unlink' ? isRecord(identity) && isText(identity.id) : isRequest(request)
}

function isRequest(request: unknown): boolean {
  return isRecord(request) && isText(request.connection ?? '')
}

function isTransaction(record: Readonly<Record<string, unknown>>): boolean {
  const { request, previousIds, unsureIds = [], callback, outcomes = [], data, params = {}, ...rest } = record
  const { redirectUri, channel, returnTo } = rest
  if (!isRequest(request) || !isRecord(callback)) return false
  const { errorParams = [], params: named = [], withoutState = [] } = callback
  const lists = [errorParams, named, withoutState === true ? [] : withoutState, outcomes, unsureIds]
  return (
    [...lists, previousIds ?? []].every(isTexts) &&
    [data, params].every(isTextRecord) &&
    [redirectUri, channel, returnTo ?? ''].every(isText)
  )
}
