import { createMemoryBrowser } from 'react-linked-accounts/testing'
import { describe, expect, it, vi } from 'vitest'

const PAGE = 'https://app.example/account'

describe('the memory browser', () => {
  it('returns each departure once, the oldest first, and waits for the next', async () => {
    const browser = createMemoryBrowser(PAGE)
    void browser.redirect('https://a.example/')
    void browser.redirect('https://b.example/', { field: 'value' })
    expect(await browser.departure()).toBe('https://a.example/')
    expect(await browser.departure()).toBe('https://b.example/?field=value')

    const waiting = [browser.departure(), browser.departure()]
    void browser.redirect('https://c.example/')
    void browser.redirect('https://d.example/')
    expect(await Promise.all(waiting)).toEqual(['https://c.example/', 'https://d.example/'])
    expect(browser.departures).toHaveLength(4)
  })

  it('records a redirect without leaving, until the back button restores the page', async () => {
    const browser = createMemoryBrowser(PAGE)
    const redirected = browser.redirect('https://a.example/')
    expect(browser.href()).toBe(PAGE)
    browser.back()
    await expect(redirected).resolves.toBeUndefined()
  })

  it('accepts URLs relative to its page', () => {
    const browser = createMemoryBrowser(PAGE)
    browser.arrive('?code=1')
    expect(browser.href()).toBe(`${PAGE}?code=1`)
    browser.replaceUrl('/home')
    expect(browser.href()).toBe('https://app.example/home')
  })

  it('keeps storage per tab, across reloads', () => {
    const tab = createMemoryBrowser(PAGE)
    const otherTab = tab.openTab(PAGE)
    tab.storage().setItem('name', 'value')
    expect(tab.storage().key(0)).toBe('name')
    expect(tab.storage().key(1)).toBeNull()
    expect(otherTab.storage().length).toBe(0)
    const reloaded = tab.reload()
    expect(reloaded.href()).toBe(PAGE)
    expect(reloaded.storage().getItem('name')).toBe('value')
    reloaded.storage().removeItem('name')
    expect(tab.storage().getItem('name')).toBeNull()
  })

  it('delivers messages to the other pages of the browser, but not to the sender', async () => {
    const page = createMemoryBrowser(PAGE)
    const tab = page.openTab('https://app.example/other')
    const stranger = createMemoryBrowser(PAGE)
    const received: unknown[] = []
    page.onMessage((message) => received.push(['page', message]))
    const stop = tab.onMessage((message) => received.push(['tab', message]))
    stranger.onMessage((message) => received.push(['stranger', message]))
    page.postMessage('one')
    tab.postMessage('two')
    await Promise.resolve()
    stop()
    page.postMessage('three')
    await Promise.resolve()
    expect(received).toEqual([
      ['tab', 'one'],
      ['page', 'two'],
    ])
  })

  it('blocks popups unless they are allowed, and gives a popup a copy of the storage', async () => {
    const browser = createMemoryBrowser(PAGE)
    expect(browser.openPopup()).toBeNull()
    browser.allowPopups()
    browser.storage().setItem('name', 'value')
    const popup = browser.openPopup()
    browser.storage().removeItem('name')
    popup?.redirect('https://a.example/')

    expect(await browser.departure()).toBe('https://a.example/')
    expect(browser.popup?.page.storage().getItem('name')).toBe('value')
    expect(popup?.isClosed()).toBe(false)
    browser.popup?.page.close()
    expect(popup?.isClosed()).toBe(true)
  })

  it('fires page events, and knows when there is no network', () => {
    const browser = createMemoryBrowser(PAGE)
    const onOnline = vi.fn()
    const onHide = vi.fn()
    browser.on('online', onOnline)
    browser.on('pagehide', onHide)()
    browser.setOffline(true)
    expect(browser.isOffline()).toBe(true)
    browser.setOffline(false)
    browser.fire('pagehide')
    expect(onOnline).toHaveBeenCalledTimes(1)
    expect(onHide).not.toHaveBeenCalled()
  })
})
