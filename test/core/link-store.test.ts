import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { captureLinkReturn } from '../../src/core/callback'
import { AccountLinkingError } from '../../src/core/errors'
import { createMemoryBrowser } from '../../src/testing/memory-browser'
import { callbackOf, clientOf, identityOf, listOf, load, openPage, PAGE } from './links'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

const cancelled = () =>
  clientOf({ startLink: () => Promise.reject(new AccountLinkingError('cancelled', 'No.')) })

describe('what components show', () => {
  it('is reported to subscribers until they unsubscribe, and is the same object in between', async () => {
    const page = openPage(cancelled())
    const listener = vi.fn()
    const stop = page.links.subscribe(listener)
    await page.link({ connection: 'github' })
    expect(listener).toHaveBeenCalled()
    expect(page.links.getSnapshot()).toBe(page.links.getSnapshot())
    listener.mockClear()
    stop()
    page.links.dismiss()
    expect(listener).not.toHaveBeenCalled()
  })

  it('is a result until it is dismissed; a later list does not bring it back', async () => {
    const page = openPage(clientOf())
    void page.link({ connection: 'github' })
    await page.browser.departure()
    await vi.advanceTimersByTimeAsync(0)
    const loading = load(page, page.context.client, callbackOf(page))
    await vi.advanceTimersByTimeAsync(1_000)
    const { result, links } = await loading
    expect(result()).toMatchObject({ status: 'unchanged' })
    links.dismiss()
    links.onList(listOf('github|1'))
    expect(result()).toBeNull()
  })

  it('is cleared by the next click', async () => {
    const page = openPage(cancelled())
    await page.link({ connection: 'github' })
    expect(page.result()).not.toBeNull()
    void page.link({ connection: 'google' })
    expect(page.result()).toBeNull()
  })

  it('T15: is an action that a step-up interrupted, unchanged, until it is dismissed', async () => {
    const request = {
      connection: 'github',
      reconnect: identityOf('github|1'),
      scopes: ['repo'],
      returnTo: '/x',
    }
    const page = openPage(clientOf(), { reauthenticate: () => new Promise(() => {}) })
    await page.links.preload()
    void page.link(request)
    const next = await load(page, clientOf())
    expect(next.links.getSnapshot().action).toEqual({ action: 'link', request })
    next.links.dismissAction()
    expect(next.links.getSnapshot().action).toBeNull()
    expect((await load(next, clientOf())).links.getSnapshot().action).toBeNull()
  })

  it('reports each result to the host once', async () => {
    const page = openPage(cancelled())
    await page.link({ connection: 'github' })
    await page.link({ connection: 'google' })
    expect(page.links.takeResults().map(({ request }) => request?.connection)).toEqual(['github', 'google'])
    expect(page.links.takeResults()).toEqual([])
  })
})

describe('a result that is not shown', () => {
  /** A page that has returned from a link, and shows something else in the meantime. */
  async function hidden() {
    const page = openPage(clientOf())
    void page.link({ connection: 'github' })
    await page.browser.departure()
    await vi.advanceTimersByTimeAsync(0)
    const client = clientOf({ listIdentities: async () => listOf('github|1') })
    const next = openPage(client, { browser: page.browser.reload(callbackOf(page)) })
    captureLinkReturn(next.browser)
    next.hide()
    await next.resume()
    expect(next.result()).toMatchObject({ status: 'linked' })
    return next
  }

  it('is shown by the next page', async () => {
    const page = await hidden()
    expect((await load(page, page.context.client)).result()).toMatchObject({ status: 'linked' })
  })

  it('is not shown by the next page once it has been shown', async () => {
    const page = await hidden()
    page.links.subscribe(() => {})
    expect((await load(page, page.context.client)).result()).toBeNull()
  })
})

describe('two popups at the same time', () => {
  it('are both listened for, and the newer one is shown', async () => {
    const browser = createMemoryBrowser(PAGE)
    browser.allowPopups()
    const page = openPage(clientOf(), { browser })
    await page.link({ connection: 'github', display: 'popup' })
    const first = page.links.getSnapshot().waiting
    await page.link({ connection: 'google', display: 'popup' })
    const second = page.links.getSnapshot().waiting
    expect(second?.request.connection).toBe('google')
    first?.cancel()
    await vi.advanceTimersByTimeAsync(0)
    expect(page.links.getSnapshot().waiting).toBe(second)
    expect(page.result()).toMatchObject({ status: 'cancelled', request: { connection: 'github' } })
    second?.cancel()
    await vi.advanceTimersByTimeAsync(0)
    expect(page.links.getSnapshot().waiting).toBeNull()
  })
})
