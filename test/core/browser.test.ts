import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { currentPage, isOffline, pageBrowser } from '../../src/core/browser'
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

it('throws if there is no page', () => {
  vi.unstubAllGlobals()
  expect(currentPage()).toBeUndefined()
  expect(() => pageBrowser()).toThrow(
    'There is no browser page here. A link leaves the page and comes back to it. ' +
      'Start links in the browser, or pass a `browser` of your own.',
  )
  expect(isOffline()).toBe(false)
})

it('is the same object each time, because its memory depends on it', () => {
  expect(currentPage()).toBe(pageBrowser())
})

describe('leaving', () => {
  it('ends when the back button brings the page back, and not when it is shown for the first time', async () => {
    const back = vi.fn()
    void pageBrowser().redirect('https://tenant.example/').then(back)
    expect(page.location.assign).toHaveBeenCalledExactlyOnceWith('https://tenant.example/')
    page.dispatchEvent(pageTransition('pageshow', false))
    await Promise.resolve()
    expect(back).not.toHaveBeenCalled()
    page.dispatchEvent(pageTransition('pageshow', true))
    await vi.waitFor(() => expect(back).toHaveBeenCalledOnce())
  })

  it('T9: ends when the page is still visible a few seconds later: the user stayed, or the URL was not a page', async () => {
    vi.useFakeTimers()
    const returned = vi.fn()
    void pageBrowser().redirect('https://tenant.example/').then(returned)
    await vi.advanceTimersByTimeAsync(4_000)
    expect(returned).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(returned).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('T9: continues while another app covers the page, and ends when the user is back', async () => {
    vi.useFakeTimers()
    page.document.visibilityState = 'hidden'
    const returned = vi.fn()
    void pageBrowser().returned().then(returned)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(returned).not.toHaveBeenCalled()
    page.document.visibilityState = 'visible'
    await vi.advanceTimersByTimeAsync(5_000)
    expect(returned).toHaveBeenCalledOnce()
  })

  it.each(['beforeunload', 'pagehide', 'focus', 'online'] as const)(
    'is told with %s, until nobody listens',
    (event) => {
      const listener = vi.fn()
      const stop = pageBrowser().on(event, listener)
      page.dispatchEvent(new Event(event))
      stop()
      page.dispatchEvent(new Event(event))
      expect(listener).toHaveBeenCalledOnce()
    },
  )

  it('with a form post leaves no form behind, and no field can change its target', async () => {
    vi.useFakeTimers()
    const submit = vi.fn()
    vi.stubGlobal('HTMLFormElement', { prototype: { submit } })
    const [form, ...inputs] = page.makeElements(3)
    void pageBrowser().redirect('https://tenant.example/', { submit: '1', access_token: 't0ken' })
    expect(submit.mock.contexts).toEqual([form])
    expect(form).toMatchObject({ method: 'post', action: 'https://tenant.example/', target: '_self' })
    expect(inputs).toMatchObject([
      { type: 'hidden', name: 'submit', value: '1' },
      { type: 'hidden', name: 'access_token', value: 't0ken' },
    ])
    expect(form?.children).toEqual(inputs)
    expect(form?.remove).toHaveBeenCalledOnce()
  })
})

it("changes the URL and keeps the router's state", () => {
  pageBrowser().replaceUrl('https://app.example/clean')
  expect(page.history.replaceState).toHaveBeenCalledExactlyOnceWith(
    { key: 'router' },
    '',
    'https://app.example/clean',
  )
})

it('knows whether it is offline, and whether a click is recent enough to open a window', () => {
  vi.stubGlobal('navigator', { onLine: false, userActivation: { isActive: false } })
  expect([pageBrowser().isOffline(), pageBrowser().hasActivation()]).toEqual([true, false])
  vi.stubGlobal('navigator', { onLine: true })
  expect([pageBrowser().isOffline(), pageBrowser().hasActivation()]).toEqual([false, true])
})

describe('a window', () => {
  const openWindow = () => {
    const opened = {
      closed: false,
      opener: page as unknown,
      close: vi.fn(),
      focus: vi.fn(),
      location: { replace: vi.fn() },
      sessionStorage: {},
    }
    page.open.mockReturnValue(opened)
    return { opened, popup: pageBrowser().openPopup() }
  }

  it('is none if the browser blocks it', () => {
    expect(pageBrowser().openPopup()).toBeNull()
  })

  it('leaves no entry in its history, can be focused and closed, and reports when it is closed', () => {
    const { opened, popup } = openWindow()
    popup?.redirect('https://tenant.example/')
    expect(opened.location.replace).toHaveBeenCalledExactlyOnceWith('https://tenant.example/')
    popup?.focus()
    popup?.close()
    expect([opened.focus, opened.close].map(({ mock }) => mock.calls.length)).toEqual([1, 1])
    expect(popup?.isClosed()).toBe(false)
    opened.closed = true
    expect(popup?.isClosed()).toBe(true)
    expect(popup?.storage()).toBe(opened.sessionStorage)
  })

  it('T21: cannot navigate the page that opened it', () => {
    expect(openWindow().opened.opener).toBeNull()
  })
})

describe('the channel', () => {
  const fromAnotherPage = (message: unknown, origin?: string) =>
    new Channel('react-linked-accounts').postMessage({ from: 'another page', message }, origin)

  it('delivers messages from other pages of this origin', () => {
    const listener = vi.fn()
    pageBrowser().onMessage(listener)
    fromAnotherPage('hello')
    fromAnotherPage('evil', 'https://evil.example')
    new Channel('react-linked-accounts').postMessage(null)
    expect(listener.mock.calls).toEqual([['hello'], [undefined]])
  })

  it('does not deliver a page its own messages', () => {
    const listener = vi.fn()
    pageBrowser().onMessage(listener)
    pageBrowser().postMessage('hello')
    expect(listener).not.toHaveBeenCalled()
  })

  it('is closed while the page is away, so that the back/forward cache can keep the page', () => {
    const listener = vi.fn()
    const stop = pageBrowser().onMessage(listener)
    page.dispatchEvent(pageTransition('pagehide', true))
    expect(Channel.open.size).toBe(0)
    page.dispatchEvent(pageTransition('pageshow', true))
    page.dispatchEvent(pageTransition('pageshow', true))
    expect(Channel.open.size).toBe(1)
    fromAnotherPage('hello')
    expect(listener).toHaveBeenCalledOnce()
    stop()
    page.dispatchEvent(pageTransition('pageshow', true))
    fromAnotherPage('hello')
    expect(listener).toHaveBeenCalledOnce()
  })

  it('does nothing if there is none, as in some test environments', () => {
    vi.stubGlobal('BroadcastChannel', undefined)
    const listener = vi.fn()
    pageBrowser().onMessage(listener)()
    pageBrowser().postMessage('hello')
    expect(listener).not.toHaveBeenCalled()
  })

  it('is open only while sending', () => {
    pageBrowser().postMessage('hello')
    expect(Channel.open.size).toBe(0)
  })
})
