import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { hasPage, onLeavingPage, pageBrowser } from '../../src/core/browser'
import { Channel, pageTransition, stubPage } from './page'

let page: ReturnType<typeof stubPage>

beforeEach(() => {
  page = stubPage()
})

afterEach(() => {
  Channel.open.clear()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('says where there is no page', () => {
  vi.unstubAllGlobals()
  expect(hasPage()).toBe(false)
  expect(() => pageBrowser()).toThrow('There is no browser page here.')
  expect(() => onLeavingPage(() => {})()).not.toThrow()
})

describe('leaving', () => {
  it('ends when the back button brings the very page back, and not when it is shown for the first time', async () => {
    const back = vi.fn()
    void pageBrowser().leave('https://tenant.example/').then(back)
    expect(page.location.assign).toHaveBeenCalledExactlyOnceWith('https://tenant.example/')
    page.dispatchEvent(pageTransition('pageshow', false))
    await Promise.resolve()
    expect(back).not.toHaveBeenCalled()
    page.dispatchEvent(pageTransition('pageshow', true))
    await vi.waitFor(() => expect(back).toHaveBeenCalledOnce())
  })

  it('is told beforehand, until nobody listens', () => {
    const leaving = vi.fn()
    const stop = onLeavingPage(leaving)
    page.dispatchEvent(pageTransition('pagehide', true))
    stop()
    page.dispatchEvent(pageTransition('pagehide', true))
    expect(leaving).toHaveBeenCalledOnce()
  })
})

it('changes the address and keeps what the router keeps there', () => {
  pageBrowser().replaceUrl('https://app.example/clean')
  expect(page.history.replaceState).toHaveBeenCalledExactlyOnceWith(
    { key: 'router' },
    '',
    'https://app.example/clean',
  )
})

describe('a window', () => {
  it('is none if the browser blocks it', () => {
    expect(pageBrowser().openPopup()).toBeNull()
  })

  it('goes without a trace in its history, and is seen closed', async () => {
    vi.useFakeTimers()
    const opened = { closed: false, close: vi.fn(), location: { replace: vi.fn() } }
    page.open.mockReturnValue(opened)
    const popup = pageBrowser().openPopup()
    popup?.go('https://tenant.example/')
    expect(opened.location.replace).toHaveBeenCalledExactlyOnceWith('https://tenant.example/')
    const closed = vi.fn()
    void popup?.closed().then(closed)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(closed).not.toHaveBeenCalled()
    opened.closed = true
    await vi.advanceTimersByTimeAsync(1000)
    expect(closed).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('the channel', () => {
  const fromAnotherPage = (message: unknown, origin?: string) =>
    new Channel('react-linked-accounts').postMessage({ from: 'another page', message }, origin)

  it('brings what other pages of this origin tell', () => {
    const heard = vi.fn()
    pageBrowser().hear(heard)
    fromAnotherPage('hello')
    fromAnotherPage('evil', 'https://evil.example')
    new Channel('react-linked-accounts').postMessage(null)
    expect(heard.mock.calls).toEqual([['hello'], [undefined]])
  })

  it('does not bring a page its own words', () => {
    const heard = vi.fn()
    pageBrowser().hear(heard)
    pageBrowser().tell('hello')
    expect(heard).not.toHaveBeenCalled()
  })

  it('is closed while the page is away, so that it can be kept for the back button', () => {
    const heard = vi.fn()
    const stop = pageBrowser().hear(heard)
    page.dispatchEvent(pageTransition('pagehide', true))
    expect(Channel.open.size).toBe(0)
    page.dispatchEvent(pageTransition('pageshow', true))
    page.dispatchEvent(pageTransition('pageshow', true))
    expect(Channel.open.size).toBe(1)
    fromAnotherPage('hello')
    expect(heard).toHaveBeenCalledOnce()
    stop()
    page.dispatchEvent(pageTransition('pageshow', true))
    fromAnotherPage('hello')
    expect(heard).toHaveBeenCalledOnce()
  })

  it('is done without where there is none, as in some test environments', () => {
    vi.stubGlobal('BroadcastChannel', undefined)
    const heard = vi.fn()
    pageBrowser().hear(heard)()
    pageBrowser().tell('hello')
    expect(heard).not.toHaveBeenCalled()
  })

  it('is open for as long as it takes to tell', () => {
    pageBrowser().tell('hello')
    expect(Channel.open.size).toBe(0)
  })
})
