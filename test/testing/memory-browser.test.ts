import { createMemoryBrowser } from 'react-linked-accounts/testing'
import { describe, expect, it } from 'vitest'

describe('the memory browser', () => {
  it('gives each departure once, the oldest first, and waits for the next', async () => {
    const browser = createMemoryBrowser('https://app.example/')
    void browser.leave('https://a.example/')
    void browser.leave('https://b.example/')
    expect(await browser.departure()).toBe('https://a.example/')
    expect(await browser.departure()).toBe('https://b.example/')

    const waiting = [browser.departure(), browser.departure()]
    void browser.leave('https://c.example/')
    void browser.leave('https://d.example/')
    expect(await Promise.all(waiting)).toEqual(['https://c.example/', 'https://d.example/'])
    expect(browser.departures).toHaveLength(4)
  })

  it('stays where it is when it leaves, until the back button brings the page up again', async () => {
    const browser = createMemoryBrowser('https://app.example/account')
    const leaving = browser.leave('https://a.example/')
    expect(browser.href()).toBe('https://app.example/account')
    browser.back()
    await expect(leaving).resolves.toBeUndefined()
  })

  it('takes addresses relative to its page', () => {
    const browser = createMemoryBrowser('https://app.example/account')
    browser.arrive('?code=1')
    expect(browser.href()).toBe('https://app.example/account?code=1')
    browser.replaceUrl('/home')
    expect(browser.href()).toBe('https://app.example/home')
  })

  it('keeps what it stores to itself', () => {
    const [one, other] = [
      createMemoryBrowser('https://app.example/'),
      createMemoryBrowser('https://app.example/'),
    ]
    one.storage().setItem('name', 'value')
    expect(one.storage().getItem('name')).toBe('value')
    expect(one.storage().key(0)).toBe('name')
    expect(one.storage().key(1)).toBeNull()
    expect(other.storage().length).toBe(0)
    one.storage().removeItem('name')
    expect(one.storage().getItem('name')).toBeNull()
  })

  it('lets the pages of one browser hear each other, and no page itself', async () => {
    const page = createMemoryBrowser('https://app.example/')
    const tab = page.openTab('https://app.example/other')
    const stranger = createMemoryBrowser('https://app.example/')
    const heard: unknown[] = []
    page.hear((message) => heard.push(['page', message]))
    const stop = tab.hear((message) => heard.push(['tab', message]))
    stranger.hear((message) => heard.push(['stranger', message]))
    page.tell('one')
    tab.tell('two')
    await Promise.resolve()
    stop()
    page.tell('three')
    await Promise.resolve()
    expect(heard).toEqual([
      ['tab', 'one'],
      ['page', 'two'],
    ])
    expect(tab.storage()).not.toBe(page.storage())
  })
})
