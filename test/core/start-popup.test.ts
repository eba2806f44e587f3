import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AccountLinkingError } from '../../src/core/errors'
import { loadAll } from '../../src/core/records'
import { createMemoryBrowser } from '../../src/testing/memory-browser'
import { clientOf, github, listOfBob, openPage, PAGE, settle, stored } from './links'
import { rejection } from './surface'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-01-31T12:00:00Z') })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('a click on link that opens a popup', () => {
  const popup = { ...github, display: 'popup' } as const

  function allowing() {
    const browser = createMemoryBrowser(PAGE)
    browser.allowPopups()
    return browser
  }

  it('redirects the popup, not the page, and the popup knows its role even without a state', async () => {
    const page = openPage(clientOf(), { browser: allowing() })
    await page.link(popup)
    expect(page.links.getSnapshot().waiting?.request).toMatchObject(popup)
    const inside = page.browser.popup?.page
    const roles = [page.browser, inside].map((one) => one && loadAll(one, 'transaction')[0]?.[1].role)
    expect(roles).toEqual(['opener', 'popup'])
  })

  it('redirects the page if the popup is blocked', async () => {
    const page = openPage(clientOf())
    void page.link(popup)
    await page.browser.departure()
    expect(loadAll(page.browser, 'transaction')[0]?.[1].role).toBe('page')
  })

  it('closes the popup if the link cannot start', async () => {
    const browser = allowing()
    const startLink = () => Promise.reject(new AccountLinkingError('network', 'Lost.'))
    await rejection(openPage(clientOf({ startLink }), { browser }).link(popup))
    expect(browser.popup?.isOpen).toBe(false)
  })

  it('T16: opens none before a step-up, which may leave the page', async () => {
    const browser = allowing()
    void openPage(clientOf(), { browser, reauthenticate: () => new Promise(() => {}) }).link(popup)
    await settle()
    expect(browser.popup).toBeNull()
  })

  it('T16: closes it before a step-up that the server requires, and opens it again afterwards', async () => {
    const browser = allowing()
    const seen: (boolean | undefined)[] = []
    const reauthenticate = async () => void seen.push(browser.popup?.isOpen)
    const startLink = vi
      .fn(clientOf().startLink)
      .mockRejectedValueOnce(new AccountLinkingError('step_up_required', '403'))
    const page = openPage(clientOf({ startLink }), { browser, reauthenticate })
    const link = page.link(popup)
    await vi.runOnlyPendingTimersAsync()
    await vi.advanceTimersByTimeAsync(10)
    await link
    expect(seen).toEqual([undefined, false])
    expect(browser.popup?.isOpen).toBe(true)
    expect(Object.keys(stored(browser))).toHaveLength(1)
  })

  it('T3: asks for another click if the step-up took too long for the browser to allow a popup', async () => {
    const browser = Object.assign(allowing(), { hasActivation: () => false })
    const startLink = vi.fn()
    const page = openPage(clientOf({ startLink }), { browser, reauthenticate: async () => {} })
    const link = page.link(popup)
    await settle()
    await link
    expect(page.links.getSnapshot().action).toEqual({ action: 'link', request: popup })
    expect(startLink).not.toHaveBeenCalled()
    expect(browser.popup).toBeNull()
  })

  it('V1: closes the popup if the list belongs to another user', async () => {
    const browser = allowing()
    const page = openPage(clientOf({ listIdentities: async () => listOfBob() }), { browser })
    await page.link(popup)
    expect(page.result()).toMatchObject({ status: 'wrong_user' })
    expect(browser.popup?.isOpen).toBe(false)
    expect(browser.departures).toEqual([])
  })
})
