import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  forgetLink,
  isExpired,
  type PendingLink,
  recallLink,
  rememberLink,
} from '../../src/core/pending-link'
import { createMemoryBrowser } from '../../src/testing/memory-browser'
import { thrown } from './surface'

const PREFIX = 'react-linked-accounts:link:'
const MINUTES = 60_000

const pending = (overrides: Partial<PendingLink> = {}): PendingLink => ({
  client: '["fake"]',
  connection: 'github',
  userId: 'auth0|ann',
  before: ['auth0|ann'],
  renews: null,
  returnTo: null,
  keepsake: null,
  startedAt: Date.now(),
  ...overrides,
})

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: 100 * MINUTES })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('the record of a link', () => {
  it('is there until it is forgotten, one for each flow', () => {
    const browser = createMemoryBrowser('https://app.example/')
    rememberLink(browser, 'a', pending())
    rememberLink(browser, 'b', pending({ connection: null, returnTo: 'https://app.example/x' }))
    expect(recallLink(browser, 'a')).toEqual(pending())
    forgetLink(browser, 'a')
    expect(recallLink(browser, 'a')).toBeUndefined()
    expect(recallLink(browser, 'b')?.connection).toBeNull()
  })

  it('is not there in another tab', () => {
    const browser = createMemoryBrowser('https://app.example/')
    rememberLink(browser, 'a', pending())
    expect(recallLink(browser.openTab('https://app.example/'), 'a')).toBeUndefined()
  })

  it('expires after ten minutes, and goes when the next one is written', () => {
    const browser = createMemoryBrowser('https://app.example/')
    rememberLink(browser, 'old', pending())
    rememberLink(browser, 'young', pending({ startedAt: Date.now() + 1 }))
    vi.setSystemTime(110 * MINUTES)
    expect(isExpired(recallLink(browser, 'old') as PendingLink)).toBe(false)
    vi.setSystemTime(110 * MINUTES + 1)
    expect(isExpired(recallLink(browser, 'old') as PendingLink)).toBe(true)
    rememberLink(browser, 'new', pending())
    expect(['old', 'young', 'new'].map((state) => recallLink(browser, state) !== undefined)).toEqual([
      false,
      true,
      true,
    ])
  })

  it('leaves what others store alone', () => {
    const browser = createMemoryBrowser('https://app.example/')
    browser.storage().setItem('cart', '{"startedAt":0}')
    browser.storage().setItem(`${PREFIX}damaged`, '{')
    rememberLink(browser, 'a', pending())
    expect(browser.storage().getItem('cart')).toBe('{"startedAt":0}')
    expect(browser.storage().getItem(`${PREFIX}damaged`)).toBeNull()
  })

  it.each([
    ['no JSON', '{'],
    ['null', 'null'],
    ['a text', '"x"'],
    ['an identity before that is no text', JSON.stringify(pending({ before: [null as unknown as string] }))],
    ['no list before', JSON.stringify({ ...pending(), before: 'auth0|ann' })],
    ['no user', JSON.stringify({ ...pending(), userId: undefined })],
    ['no client', JSON.stringify({ ...pending(), client: null })],
    ['no start', JSON.stringify({ ...pending(), startedAt: '0' })],
    ['a returnTo that is no text', JSON.stringify({ ...pending(), returnTo: {} })],
  ])('is none if it is damaged: %s', (_what, stored) => {
    const browser = createMemoryBrowser('https://app.example/')
    browser.storage().setItem(`${PREFIX}a`, stored)
    expect(recallLink(browser, 'a')).toBeUndefined()
  })

  it('says so if the browser forbids its storage, and is none there', () => {
    const browser = {
      ...createMemoryBrowser('https://app.example/'),
      storage: () => {
        throw new DOMException('canary', 'SecurityError')
      },
    }
    const error = thrown(() => rememberLink(browser, 'a', pending()))
    expect(error).toMatchObject({
      code: 'storage_unavailable',
      message: expect.stringContaining('SecurityError'),
    })
    expect(String(error)).not.toContain('canary')
    expect(recallLink(browser, 'a')).toBeUndefined()
  })
})
