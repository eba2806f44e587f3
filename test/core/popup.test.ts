import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { captureLinkReturn } from '../../src/core/callback'
import { whenNotReporting } from '../../src/core/popup'
import { loadAll } from '../../src/core/records'
import { createMemoryBrowser } from '../../src/testing/memory-browser'
import { callbackOf, clientOf, listOf, listOfBob, openPage, PAGE, stored } from './links'
import { surface } from './surface'
import { MINUTES, opened, pass, reopen, request } from './windows'

beforeEach(() => {
  vi.useFakeTimers({ now: 100 * MINUTES })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('a link in a popup', () => {
  it('reports its callback, and closes; its page has the result', async () => {
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

  it('reports an error, which its page shows', async () => {
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

  it('exposes neither its state nor a token, nor a code that is not exchanged', async () => {
    const { browser, report } = await opened()
    const told: unknown[] = []
    browser.openTab(PAGE).onMessage((message) => told.push(message))
    report('code=canary&access_token=canary')
    await pass(0)
    expect(told).toHaveLength(2)
    expect(surface(told)).not.toMatch(/canary|rla_/)
  })

  it('can be brought to the front and canceled by its page', async () => {
    const { popup, waiting } = await opened()
    const focus = vi.spyOn(popup, 'focus')
    waiting()?.focus()
    expect(focus).toHaveBeenCalledOnce()
    waiting()?.cancel()
    expect(popup.isOpen).toBe(false)
  })

  it('is not ended by another link, nor by an invalid report', async () => {
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

  it('T15: has the complete request in its result', async () => {
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

  it('starts if it is not a popup of the kit', async () => {
    await expect(whenNotReporting(createMemoryBrowser(PAGE))).resolves.toBeUndefined()
  })
})

describe('a page that was reloaded while its popup is open', () => {
  it('waits again, and receives the callback', async () => {
    const { browser, client, list, report } = await opened()
    const page = await reopen(browser, client)
    expect(page.links.getSnapshot().waiting?.request).toEqual(request)
    list.mockResolvedValue(listOf('github|1'))
    const { inside } = report()
    await pass(0)
    expect(page.result()).toMatchObject({ status: 'linked' })
    expect(inside.isClosed).toBe(true)
  })

  it('T12: recognizes a callback that it had already taken', async () => {
    const { browser, client, list, report } = await opened()
    list.mockReturnValueOnce(new Promise(() => {}))
    report('error=server_error')
    await pass(0)
    list.mockResolvedValue(listOf('github|1'))
    const page = await reopen(browser, client)
    expect(page.result()).toMatchObject({ status: 'linked' })
  })

  it("T1: does not wait for another user's popup, and does not compare their list", async () => {
    const { browser } = await opened()
    const bob = clientOf({ userId: 'auth0|bob', listIdentities: async () => listOfBob('github|1') })
    const page = await reopen(browser, bob)
    page.browser.fire('focus')
    await pass(MINUTES)
    expect(page.links.getSnapshot()).toMatchObject({ waiting: null, result: null })
  })
})

describe('T4: a popup whose opener is closed', () => {
  it('continues as a page, and finishes the link itself', async () => {
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
