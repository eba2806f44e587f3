import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  isExpired,
  load,
  loadAll,
  type PendingActionRecord,
  prune,
  remove,
  save,
  type TransactionRecord,
  update,
} from '../../src/core/records'
import { createMemoryBrowser } from '../../src/testing/memory-browser'
import { identityOf, PAGE, stored } from './links'
import { thrown } from './surface'

const MINUTES = 60_000

const recordOf = (overrides: Partial<TransactionRecord> = {}): TransactionRecord => ({
  client: '["test"]',
  userId: 'auth0|ann',
  request: { connection: 'github' },
  previousIds: ['auth0|ann'],
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

const actionOf = (action: PendingActionRecord['action']): PendingActionRecord => ({
  client: '["test"]',
  userId: 'auth0|ann',
  action,
  startedAt: Date.now(),
})

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: 100 * MINUTES })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('the record of a link', () => {
  it('is kept until it is removed, one per state', () => {
    const browser = createMemoryBrowser(PAGE)
    save(browser, 'transaction', 'a', recordOf())
    save(browser, 'transaction', 'b', recordOf({ request: {}, returnTo: 'https://app.example.com/x' }))
    expect(load(browser, 'transaction', 'a')).toEqual(recordOf())
    remove(browser, 'transaction', 'a')
    expect(load(browser, 'transaction', 'a')).toBeUndefined()
    expect(load(browser, 'transaction', 'b')).toMatchObject({ request: {} })
  })

  it('can be changed in some fields, and is not created by a change', () => {
    const browser = createMemoryBrowser(PAGE)
    save(browser, 'transaction', 'a', recordOf())
    update(browser, 'a', { phase: 'returned' })
    update(browser, 'gone', { phase: 'returned' })
    expect(loadAll(browser, 'transaction')).toEqual([['a', recordOf({ phase: 'returned' })]])
  })

  it('does not exist in another tab', () => {
    const browser = createMemoryBrowser(PAGE)
    save(browser, 'transaction', 'a', recordOf())
    expect(load(browser.openTab(PAGE), 'transaction', 'a')).toBeUndefined()
  })

  it('T5: expires after ten minutes, and is kept for an hour, so that the list can determine the result', () => {
    const browser = createMemoryBrowser(PAGE)
    save(browser, 'transaction', 'a', recordOf())
    vi.setSystemTime(110 * MINUTES)
    expect(isExpired(load(browser, 'transaction', 'a') as TransactionRecord)).toBe(false)
    vi.setSystemTime(110 * MINUTES + 1)
    expect(isExpired(load(browser, 'transaction', 'a') as TransactionRecord)).toBe(true)
    vi.setSystemTime(160 * MINUTES)
    save(browser, 'transaction', 'b', recordOf())
    expect(load(browser, 'transaction', 'a')).toBeDefined()
    vi.setSystemTime(160 * MINUTES + 1)
    save(browser, 'transaction', 'c', recordOf())
    expect(loadAll(browser, 'transaction').map(([state]) => state)).toEqual(['b', 'c'])
  })

  it('loses a callback that was not handled for two minutes, including its code, and nothing else', () => {
    const browser = createMemoryBrowser(PAGE)
    const returned = { phase: 'returned', params: { code: 'c0de' }, returnedAt: Date.now() } as const
    save(browser, 'transaction', 'a', recordOf(returned))
    vi.setSystemTime(102 * MINUTES)
    prune(browser)
    expect(load(browser, 'transaction', 'a')).toMatchObject({ params: { code: 'c0de' } })
    vi.setSystemTime(102 * MINUTES + 1)
    prune(browser)
    expect(load(browser, 'transaction', 'a')).toMatchObject({ phase: 'returned' })
    expect(JSON.stringify(stored(browser))).not.toContain('c0de')
  })

  it('leaves other stored data alone', () => {
    const browser = createMemoryBrowser(PAGE)
    const theirs = { cart: '{"startedAt":0}', 'react-linked-accounts:theme': 'dark' }
    for (const [key, value] of Object.entries(theirs)) browser.storage().setItem(key, value)
    browser.storage().setItem('react-linked-accounts:transaction:damaged', '{')
    save(browser, 'transaction', 'a', recordOf())
    expect(stored(browser)).toEqual({
      ...theirs,
      'react-linked-accounts:transaction:a': expect.any(String),
    })
  })

  it.each<[string, object | string]>([
    ['no JSON', '{'],
    ['null', 'null'],
    ['an array', '[]'],
    ['text', '"x"'],
    ['no client', { client: null }],
    ['no user', { userId: undefined }],
    ['no start', { startedAt: '0' }],
    ['no request', { request: 'github' }],
    ['a connection that is no text', { request: { connection: {} } }],
    ['previous ids that are no list', { previousIds: 'auth0|ann' }],
    ['a previous id that is no text', { previousIds: [null] }],
    ['a returnTo that is no text', { returnTo: {} }],
    ['no redirect URI', { redirectUri: undefined }],
    ['no channel', { channel: 1 }],
    ['data that is no text', { data: { verifier: {} } }],
    ['a callback parameter that is no text', { params: { code: 1 } }],
    ['a callback format that is none', { callback: null }],
    ['names of errors that are no list', { callback: { errorParams: 'error' } }],
    ['names of parameters that are no list', { callback: { params: {} } }],
    ['names without a state that are no list', { callback: { withoutState: false } }],
  ])('is none if it is damaged: %s', (_what, damage) => {
    const browser = createMemoryBrowser(PAGE)
    const text = typeof damage === 'string' ? damage : JSON.stringify({ ...recordOf(), ...damage })
    browser.storage().setItem('react-linked-accounts:transaction:a', text)
    expect(load(browser, 'transaction', 'a')).toBeUndefined()
    prune(browser)
    expect(stored(browser)).toEqual({})
  })
})

describe('the record of an action', () => {
  it.each([
    { action: 'unlink', identity: identityOf('github|1') },
    { action: 'link', request: { connection: 'github', scopes: ['repo'], returnTo: '/x' } },
  ] as const)('keeps all that is needed to do it: $action', (action) => {
    const browser = createMemoryBrowser(PAGE)
    save(browser, 'action', 'a', actionOf(action))
    expect(loadAll(browser, 'action')).toEqual([['a', actionOf(action)]])
    expect(loadAll(browser, 'transaction')).toEqual([])
  })

  it.each([
    {},
    'unlink',
    { action: 'unlink' },
    { action: 'unlink', identity: { id: 1 } },
    { action: 'link' },
    { action: 'link', request: { connection: 1 } },
    { action: 'format' },
  ])('is none if it is damaged: %j', (action) => {
    const browser = createMemoryBrowser(PAGE)
    const record = { ...actionOf({ action: 'link', request: {} }), action }
    browser.storage().setItem('react-linked-accounts:action:a', JSON.stringify(record))
    expect(load(browser, 'action', 'a')).toBeUndefined()
  })
})

describe('a browser that blocks sessionStorage', () => {
  const blocking = (error: string) => ({
    ...createMemoryBrowser(PAGE),
    storage: () => {
      throw new DOMException('canary', error)
    },
  })

  it('ends a save with a typed error that says what to do', () => {
    const error = thrown(() => save(blocking('SecurityError'), 'transaction', 'a', recordOf()))
    expect(error).toMatchObject({
      name: 'AccountLinkingError',
      code: 'storage_unavailable',
      unsent: true,
      message: expect.stringMatching(/^[^.]+ \(SecurityError\)\. [^.]+\. [^.]+\.$/),
    })
    expect(String(error)).not.toContain('canary')
  })

  it('has no records, and nothing to remove', () => {
    const browser = blocking('SecurityError')
    expect(load(browser, 'transaction', 'a')).toBeUndefined()
    expect(loadAll(browser, 'transaction')).toEqual([])
    expect(() => remove(browser, 'transaction', 'a')).not.toThrow()
    expect(() => prune(browser)).not.toThrow()
  })
})

describe('a storage that is full', () => {
  it('has no room for a change: the record is removed instead of staying outdated', () => {
    const browser = createMemoryBrowser(PAGE)
    save(browser, 'transaction', 'a', recordOf())
    const full = {
      ...browser,
      storage: () => ({
        ...browser.storage(),
        length: 1,
        setItem: () => {
          throw new DOMException('canary', 'QuotaExceededError')
        },
      }),
    }
    expect(thrown(() => save(full, 'transaction', 'b', recordOf()))).toMatchObject({
      code: 'storage_unavailable',
    })
    update(full, 'a', { phase: 'finishing' })
    expect(stored(browser)).toEqual({})
  })
})
