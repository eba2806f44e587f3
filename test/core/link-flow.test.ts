import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Browser } from '../../src/core/browser'
import { parseUser } from '../../src/core/identity'
import { createLinkFlow } from '../../src/core/link-flow'
import { createMemoryBrowser } from '../../src/testing/memory-browser'
import { surface, thrown } from './surface'

const PAGE = 'https://app.example.com/account'
const MINUTES = 60_000

const ann = { provider: 'auth0', user_id: 'ann' }
const github = { provider: 'github', user_id: '1' }
const before = parseUser({ identities: [ann] })
const after = async () => parseUser({ identities: [ann, github] })

const flowOn = (browser: Browser, clientKey: string[] = ['classic', 'https://tenant.example.com', 'app']) =>
  createLinkFlow({ browser, clientKey, statuses: {} })
const returnWith = (state: string) => `${PAGE}?code=c0de&state=${state}`
const recordsIn = (browser: Browser) =>
  Array.from({ length: browser.storage().length }, (_, index) => browser.storage().key(index) ?? '')

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-01-31T12:00:00Z') })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('a started link', () => {
  it('has a state of its own, too long to guess and fit for an address', () => {
    const flow = flowOn(createMemoryBrowser(PAGE))
    const states = Array.from({ length: 500 }, () => flow.begin({ connection: 'github' }, before))
    expect(new Set(states).size).toBe(500)
    for (const state of states) expect(state).toMatch(/^rla_[A-Za-z0-9_-]{32}$/)
    // 32 characters of 6 bits: each of the 64 turns up somewhere, so that none is fixed.
    expect(new Set(states.map((state) => state.slice(4)).join('')).size).toBe(64)
  })

  it('is remembered by what judges it, and by nothing else', () => {
    const browser = createMemoryBrowser(PAGE)
    const state = flowOn(browser).begin({ connection: 'github' }, before)
    expect(recordsIn(browser)).toEqual([`react-linked-accounts:link:${state}`])
    expect(JSON.parse(browser.storage().getItem(`react-linked-accounts:link:${state}`) ?? '')).toEqual({
      client: '["classic","https://tenant.example.com","app"]',
      connection: 'github',
      userId: 'auth0|ann',
      before: ['auth0|ann'],
      renews: null,
      keepsake: null,
      returnTo: null,
      startedAt: Date.now(),
    })
  })

  it('is used once: on another page the same return is unknown', async () => {
    const browser = createMemoryBrowser(PAGE)
    const state = flowOn(browser).begin({ connection: 'github' }, before)
    const nextPage: Browser = { ...createMemoryBrowser(PAGE), storage: browser.storage }

    expect(await flowOn(browser).finish(returnWith(state), after)).toMatchObject({ status: 'linked' })
    expect(recordsIn(browser)).toEqual([])
    expect(await flowOn(nextPage).finish(returnWith(state), after)).toEqual({
      status: 'missing_transaction',
      connection: null,
    })
  })

  it('is used up at the first look, even if the list is not there yet', () => {
    const browser = createMemoryBrowser(PAGE)
    const state = flowOn(browser).begin({ connection: 'github' }, before)
    void flowOn(browser).finish(returnWith(state), () => new Promise(() => {}))
    expect(recordsIn(browser)).toEqual([])
  })

  it('does not disturb another that is under way', async () => {
    const browser = createMemoryBrowser(PAGE)
    const first = flowOn(browser).begin({ connection: 'github' }, before)
    const second = flowOn(browser).begin({ connection: 'google-oauth2' }, before)
    expect(await flowOn(browser).finish(returnWith(second), after)).toMatchObject({
      connection: 'google-oauth2',
    })
    expect(await flowOn(browser).finish(returnWith(first), after)).toMatchObject({ connection: 'github' })
  })

  it('may take ten minutes', async () => {
    const browser = createMemoryBrowser(PAGE)
    const state = flowOn(browser).begin({ connection: 'github' }, before)
    vi.setSystemTime(Date.now() + 10 * MINUTES)
    expect(await flowOn(browser).finish(returnWith(state), after)).toMatchObject({ status: 'linked' })
  })

  it('has expired after that, and the list is not asked for', async () => {
    const browser = createMemoryBrowser(PAGE)
    const state = flowOn(browser).begin({ connection: 'github' }, before)
    vi.setSystemTime(Date.now() + 10 * MINUTES + 1)
    const list = vi.fn(after)
    expect(await flowOn(browser).finish(returnWith(state), list)).toEqual({
      status: 'expired',
      connection: 'github',
    })
    expect(list).not.toHaveBeenCalled()
    expect(recordsIn(browser)).toEqual([])
  })
})

describe('the next start', () => {
  it('clears away what has expired or cannot be read, and nothing else', () => {
    const browser = createMemoryBrowser(PAGE)
    const storage = browser.storage()
    const expired = flowOn(browser).begin({ connection: 'github' }, before)
    vi.setSystemTime(Date.now() + 5 * MINUTES)
    const alive = flowOn(browser).begin({ connection: 'github' }, before)
    const theirs = flowOn(browser, ['another']).begin({ connection: 'github' }, before)
    storage.setItem('react-linked-accounts:link:rla_broken', '{"startedAt":')
    storage.setItem('react-linked-accounts:link:rla_odd', '{"startedAt":"never"}')
    storage.setItem('oidc.state', '{"startedAt":0}')
    storage.setItem('react-linked-accounts:theme', 'dark')
    vi.setSystemTime(Date.now() + 5 * MINUTES + 1)

    const next = flowOn(browser).begin({ connection: 'github' }, before)

    expect(recordsIn(browser)).not.toContain(`react-linked-accounts:link:${expired}`)
    expect(recordsIn(browser).toSorted()).toEqual(
      [
        'oidc.state',
        'react-linked-accounts:theme',
        ...[alive, theirs, next].map((state) => `react-linked-accounts:link:${state}`),
      ].toSorted(),
    )
  })
})

describe('a record that cannot be read', () => {
  it.each([
    '',
    'x',
    'null',
    '7',
    '"text"',
    '[]',
    '{}',
    '{"client":"[\\"classic\\",\\"https://tenant.example.com\\",\\"app\\"]"}',
    '{"client":"[\\"classic\\",\\"https://tenant.example.com\\",\\"app\\"]","connection":null,"userId":"auth0|ann","before":7,"startedAt":1769860800000}',
    '{"client":"[\\"classic\\",\\"https://tenant.example.com\\",\\"app\\"]","connection":null,"userId":"auth0|ann","before":[],"startedAt":"now"}',
    '{"client":"[\\"classic\\",\\"https://tenant.example.com\\",\\"app\\"]","connection":null,"before":[],"startedAt":1769860800000}',
    '{"__proto__":{"client":"[\\"classic\\",\\"https://tenant.example.com\\",\\"app\\"]","userId":"auth0|ann","before":[],"startedAt":1769860800000}}',
  ])('counts as none: %s', async (record) => {
    const browser = createMemoryBrowser(PAGE)
    browser.storage().setItem('react-linked-accounts:link:rla_x', record)
    expect(await flowOn(browser).finish(returnWith('rla_x'), after)).toEqual({
      status: 'missing_transaction',
      connection: null,
    })
  })
})

describe('a browser that forbids sessionStorage', () => {
  const forbidding = (): Browser => ({
    ...createMemoryBrowser(PAGE),
    storage: () => {
      throw new DOMException('Access is denied for this document, canary.', 'SecurityError')
    },
  })
  const full = (): Browser => {
    const browser = createMemoryBrowser(PAGE)
    return {
      ...browser,
      storage: () => ({
        ...browser.storage(),
        setItem: () => {
          throw new DOMException('canary', 'QuotaExceededError')
        },
      }),
    }
  }

  it.each([
    ['SecurityError', forbidding],
    ['QuotaExceededError', full],
  ])('ends the start with a typed error: %s', (name, browser) => {
    const error = thrown(() => flowOn(browser()).begin({ connection: 'github' }, before))
    expect(error).toMatchObject({
      name: 'AccountLinkingError',
      code: 'storage_unavailable',
      message: expect.stringMatching(new RegExp(`^[^.]+ \\(${name}\\)\\. [^.]+\\. [^.]+\\.$`)),
    })
    expect(surface(error)).not.toContain('canary')
  })

  it('knows of no link that comes back', async () => {
    expect(await flowOn(forbidding()).finish(returnWith('rla_x'), after)).toEqual({
      status: 'missing_transaction',
      connection: null,
    })
  })

  it('is not touched while nothing comes back', async () => {
    expect(await flowOn(forbidding()).finish(undefined, after)).toBeNull()
  })
})
