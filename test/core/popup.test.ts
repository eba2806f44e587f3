import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { captureLinkReturn } from '../../src/core/callback'
import type { AccountLinkingClient } from '../../src/core/client'
import { AccountLinkingError } from '../../src/core/errors'
import { whenNotReporting } from '../../src/core/popup'
import { loadAll } from '../../src/core/records'
import { createMemoryBrowser } from '../../src/testing/memory-browser'
import { callbackOf, clientOf, listOf, listOfBob, load, openPage, PAGE, stored } from './links'
import { surface } from './surface'

const MINUTES = 60_000
const request = { connection: 'github', display: 'popup' } as const

beforeEach(() => {
  vi.useFakeTimers({ now: 100 * MINUTES })
})

afterEach(() => {
  vi.useRealTimers()
})

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

/** A page that has opened a window for a link, and the window. */
async function opened(overrides: Partial<AccountLinkingClient> = {}) {
  const browser = createMemoryBrowser(PAGE)
  browser.allowPopups()
  const list = vi.fn(async () => listOf())
  const client = clientOf({ listIdentities: list, ...overrides })
  const page = openPage(client, { browser })
  await page.link(request)
  list.mockClear()
  const popup = browser.popup
  if (!popup) throw new Error('There is no popup.')
  /** The window comes back with these parameters. */
  const report = (parameters?: string) => {
    const inside = popup.page.reload(callbackOf(page, parameters))
    return { inside, captured: captureLinkReturn(inside) }
  }
  return { page, browser, client, list, popup, report, waiting: () => page.links.getSnapshot().waiting }
}

/** A page that the window of a link went on as, or that was reloaded. */
const reopen = (browser: ReturnType<typeof createMemoryBrowser>, client: AccountLinkingClient) =>
  load({ browser }, client)

describe('a link in a window of its own', () => {
  it('reports how it came back, and closes; its page has the result', async () => {
    const { page, list, report, waiting } = await opened()
    list.mockResolvedValue(listOf('github|1'))
    const { inside, captured } = report()
    expect(captured).toBe('popup')
    expect(inside.href()).toBe(PAGE)
    await pass(0)
    expect(inside.isClosed).toBe(true)
    expect(page.result()).toMatchObject({ status: 'linked', request, identity: { id: 'github|1' } })
    expect(waiting()).toBeNull()
    expect([stored(page.browser), stored(inside)]).toEqual([{}, {}])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('reports an error, which its page tells', async () => {
    const { page, report } = await opened()
    report('error=access_denied&error_description=No.')
    await pass(0)
    expect(page.result()).toMatchObject({ status: 'cancelled', error: { description: 'No.' } })
  })

  it('reports a code to the page that completes the link', async () => {
    const finishLink = vi.fn(async () => {})
    const { report } = await opened({ finishLink })
    report('code=c0de&iss=https%3A%2F%2Ftenant.example')
    await pass(0)
    const [callback] = finishLink.mock.calls[0] as unknown as [Map<string, string>]
    expect(Object.fromEntries(callback)).toEqual({ code: 'c0de', iss: 'https://tenant.example' })
  })

  it('tells neither its state nor a token, nor a code that nobody exchanges', async () => {
    const { browser, report } = await opened()
    const told: unknown[] = []
    browser.openTab(PAGE).onMessage((message) => told.push(message))
    report('code=canary&access_token=canary')
    await pass(0)
    expect(told).toHaveLength(2)
    expect(surface(told)).not.toMatch(/canary|rla_/)
  })

  it('is brought to the front, and given up, by its page', async () => {
    const { popup, waiting } = await opened()
    const focus = vi.spyOn(popup, 'focus')
    waiting()?.focus()
    expect(focus).toHaveBeenCalledOnce()
    waiting()?.cancel()
    expect(popup.isOpen).toBe(false)
  })

  it('is not ended by another link, nor by what is no report', async () => {
    const { browser, report, waiting } = await opened()
    const other = browser.openTab(PAGE)
    const [, { channel } = { channel: '' }] = loadAll(browser, 'transaction')[0] ?? []
    for (const message of [
      null,
      'callback',
      { type: 'callback' },
      { type: 'callback', channel: 'another', params: {} },
      { type: 'callback', channel, params: { code: 1 } },
      { type: 'callback', channel, params: 'code' },
      { type: 'taken', channel },
    ]) {
      other.postMessage(message)
    }
    await pass(0)
    expect(waiting()).not.toBeNull()
    report()
    await pass(0)
    expect(waiting()).toBeNull()
  })

  it('T15: has all that was asked for in its result', async () => {
    const browser = createMemoryBrowser(PAGE)
    browser.allowPopups()
    const page = openPage(clientOf(), { browser })
    const full = { ...request, scopes: ['repo'], prompt: 'consent', returnTo: '/x' }
    await page.link(full)
    captureLinkReturn((browser.popup?.page ?? browser).reload(callbackOf(page, 'error=access_denied')))
    await pass(0)
    expect(page.result()?.request).toEqual(full)
  })
})

describe('T21: the page in the window', () => {
  it('does not start while it reports', async () => {
    const { report } = await opened()
    const started = vi.fn()
    void whenNotReporting(report().inside).then(started)
    await pass(10_000)
    expect(started).not.toHaveBeenCalled()
  })

  it('starts if it is no such window', async () => {
    await expect(whenNotReporting(createMemoryBrowser(PAGE))).resolves.toBeUndefined()
  })
})

describe('T4: a window that looks closed', () => {
  it('is not called cancelled: its page keeps waiting', async () => {
    const { page, popup, waiting } = await opened()
    popup.isOpen = false
    await pass(9 * MINUTES)
    expect(page.result()).toBeNull()
    expect(waiting()).not.toBeNull()
  })

  it('is heard when it reports later', async () => {
    const { page, list, popup, report } = await opened()
    popup.isOpen = false
    await pass(5 * MINUTES)
    list.mockResolvedValue(listOf('github|1'))
    report()
    await pass(0)
    expect(page.result()).toMatchObject({ status: 'linked' })
  })

  it('has its list asked at once and at each focus, and not in between', async () => {
    const { browser, list, popup } = await opened()
    await pass(5_000)
    browser.fire('focus')
    expect(list).not.toHaveBeenCalled()
    popup.isOpen = false
    await pass(5 * MINUTES)
    expect(list).toHaveBeenCalledOnce()
    browser.fire('focus')
    await pass(MINUTES)
    expect(list).toHaveBeenCalledTimes(2)
  })

  it('T5: closed right after the server has linked is linked', async () => {
    const { page, list, popup, waiting } = await opened()
    list.mockResolvedValue(listOf('github|1'))
    popup.isOpen = false
    await pass(500)
    expect(page.result()).toMatchObject({ status: 'linked' })
    expect(waiting()).toBeNull()
  })

  it('is settled once, though its report and the list come together', async () => {
    const { page, list, popup, report } = await opened()
    let answer = () => {}
    list.mockImplementation(
      () =>
        new Promise((resolve) => {
          answer = () => resolve(listOf('github|1'))
        }),
    )
    popup.isOpen = false
    await pass(500)
    const first = answer
    report()
    await pass(0)
    first()
    answer()
    await pass(0)
    expect(page.links.takeResults()).toMatchObject([{ status: 'linked' }])
  })

  it('keeps waiting if the list cannot be read or is that of another user', async () => {
    const { page, browser, list, popup, waiting } = await opened()
    list.mockRejectedValueOnce(new AccountLinkingError('network', 'Lost.'))
    popup.isOpen = false
    await pass(500)
    list.mockResolvedValueOnce(listOfBob('github|1'))
    browser.fire('focus')
    await pass(0)
    expect(list).toHaveBeenCalledTimes(2)
    expect(waiting()).not.toBeNull()
    expect(page.result()).toBeNull()
  })

  it('ends when the link expires, by the list', async () => {
    const { page, list, popup, waiting } = await opened()
    popup.isOpen = false
    await pass(500)
    list.mockRejectedValueOnce(new AccountLinkingError('network', 'Lost.'))
    await pass(10 * MINUTES + 2_000)
    expect(page.result()).toMatchObject({ status: 'unverified' })
    expect(waiting()).toBeNull()
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('T4: a link that the user gives up', () => {
  it('is cancelled, by a fresh list', async () => {
    const { page, list, waiting } = await opened()
    waiting()?.cancel()
    expect(waiting()).toBeNull()
    await pass(0)
    expect(list).toHaveBeenCalledOnce()
    expect(page.result()).toMatchObject({ status: 'cancelled', request })
    expect(stored(page.browser)).toEqual({})
  })

  it('is linked if the server had linked it already', async () => {
    const { page, list, waiting } = await opened()
    list.mockResolvedValue(listOf('github|1'))
    waiting()?.cancel()
    await pass(0)
    expect(page.result()).toMatchObject({ status: 'linked' })
    page.links.onList(listOf())
    expect(page.result()).toMatchObject({ status: 'linked' })
  })

  it('is cancelled without a list as well', async () => {
    const { page, list, waiting } = await opened()
    list.mockRejectedValue(new AccountLinkingError('network', 'Lost.'))
    waiting()?.cancel()
    await pass(0)
    expect(page.result()).toMatchObject({ status: 'cancelled' })
  })

  it('is linked after all if the window was still open and a later list shows it', async () => {
    const { page, waiting } = await opened()
    waiting()?.cancel()
    await pass(0)
    page.links.onList(listOf('github|1'))
    expect(page.result()).toMatchObject({ status: 'linked' })
    expect(page.links.takeResults()).toMatchObject([{ status: 'cancelled' }, { status: 'linked' }])
  })
})

describe('a page that was reloaded while its window is open', () => {
  it('waits again, and is told of the callback', async () => {
    const { browser, client, list, report } = await opened()
    const page = await reopen(browser, client)
    expect(page.links.getSnapshot().waiting?.request).toEqual(request)
    list.mockResolvedValue(listOf('github|1'))
    const { inside } = report()
    await pass(0)
    expect(page.result()).toMatchObject({ status: 'linked' })
    expect(inside.isClosed).toBe(true)
  })

  it('T12: knows the callback that it had taken before', async () => {
    const { browser, client, list, report } = await opened()
    list.mockReturnValueOnce(new Promise(() => {}))
    report('error=server_error')
    await pass(0)
    list.mockResolvedValue(listOf('github|1'))
    const page = await reopen(browser, client)
    expect(page.result()).toMatchObject({ status: 'linked' })
  })

  it('T1: does not wait for the window of another user, and compares no list of theirs', async () => {
    const { browser } = await opened()
    const bob = clientOf({ userId: 'auth0|bob', listIdentities: async () => listOfBob('github|1') })
    const page = await reopen(browser, bob)
    page.browser.fire('focus')
    await pass(MINUTES)
    expect(page.links.getSnapshot()).toMatchObject({ waiting: null, result: null })
  })
})

describe('T4: a window that reports to nobody, because the page that opened it is gone', () => {
  it('goes on as a page, and finishes the link itself', async () => {
    const { page, popup, client, list } = await opened()
    const alone = createMemoryBrowser(PAGE)
    for (const [key, value] of Object.entries(stored(popup.page))) alone.storage().setItem(key, value)
    const inside = alone.reload(callbackOf(page))
    const reload = vi.spyOn(inside, 'load')
    expect(captureLinkReturn(inside)).toBe('popup')
    await pass(2_000)
    expect(reload).toHaveBeenCalledExactlyOnceWith(PAGE)
    list.mockResolvedValue(listOf('github|1'))
    const next = await reopen(inside, client)
    expect(next.captured).toBeNull()
    expect(next.result()).toMatchObject({ status: 'linked', identity: { id: 'github|1' } })
    expect(inside.isClosed).toBe(false)
  })
})
