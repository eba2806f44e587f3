import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AccountLinkingError } from '../../src/core/errors'
import type { LinkOptions } from '../../src/core/link'
import { loadAll } from '../../src/core/records'
import { createMemoryBrowser } from '../../src/testing/memory-browser'
import { ANN, clientOf, github, identityOf, openPage, PAGE, settle } from './links'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-01-31T12:00:00Z') })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('a click on link', () => {
  it("goes to the client's URL, and stays pending while the page is left", async () => {
    const page = openPage(clientOf())
    const ended = vi.fn()
    const link = page.link(github).then(ended)
    await page.browser.departure()
    await settle()
    expect(ended).not.toHaveBeenCalled()
    page.browser.back()
    await link
    expect(page.result()).toBeNull()
  })

  it('has its own state, which cannot be guessed and is safe in a URL', async () => {
    const states: string[] = []
    const client = clientOf({
      startLink: async (_request, { state }) => {
        states.push(state)
        return null
      },
    })
    for (let click = 0; click < 200; click++) {
      void openPage(client).link(github)
      await settle()
    }
    expect(new Set(states).size).toBe(200)
    for (const state of states) expect(state).toMatch(/^rla_[A-Za-z0-9_-]{32}$/)
    // 32 characters of 6 bits: each of the 64 appears somewhere, so none is fixed.
    expect(new Set(states.map((state) => state.slice(4)).join('')).size).toBe(64)
  })

  it('stores only what is needed to determine the result', async () => {
    const client = clientOf({
      startLink: async () => ({ url: 'https://tenant.example/', data: { verifier: 'v' } }),
    })
    const page = openPage(client)
    const request: LinkOptions = {
      ...github,
      scopes: ['repo'],
      prompt: 'consent',
      loginHint: 'ada',
      returnTo: '/x',
    }
    void page.link(request)
    await page.browser.departure()
    expect(loadAll(page.browser, 'transaction')).toEqual([
      [
        expect.stringMatching(/^rla_/),
        {
          client: '["test","tenant"]',
          userId: ANN,
          request,
          previousIds: [ANN],
          callback: {},
          outcomes: Object.keys(client.errorCodes ?? {}),
          finishes: false,
          redirectUri: PAGE,
          returnTo: 'https://app.example.com/x',
          data: { verifier: 'v' },
          startedAt: Date.now(),
          role: 'page',
          channel: expect.stringMatching(/^[\w-]{32}$/),
          phase: 'started',
        },
      ],
    ])
  })

  it.each([
    [
      'to the letter',
      'https://App.example.com/account?tab=%7Elinked',
      'https://App.example.com/account?tab=%7Elinked',
    ],
    ['from a path', '/account?tab=linked', 'https://app.example.com/account?tab=linked'],
    ['as the page without query and fragment', undefined, 'https://app.example.com/settings'],
  ])('gives its redirect URI %s', async (_what, redirectUri, expected) => {
    const startLink = vi.fn(clientOf().startLink)
    const browser = createMemoryBrowser('https://app.example.com/settings?tab=1#x')
    void openPage(clientOf({ redirectUri, startLink }), { browser }).link(github)
    await browser.departure()
    const transaction = startLink.mock.calls[0]?.[1]
    expect(transaction?.redirectUri).toBe(expected)
    expect(new URL(transaction?.callbackUrl ?? '').searchParams.get('state')).toBe(transaction?.state)
  })

  it('calls the client before it waits for anything, so that an SDK can open a popup', async () => {
    const startLink = vi.fn(clientOf().startLink)
    const page = openPage(clientOf({ startLink }))
    await page.links.preload()
    void page.link(github)
    expect(startLink).toHaveBeenCalledOnce()
  })

  it('sends pending unlinks first, so that they cannot arrive after the link', async () => {
    const startLink = vi.fn(clientOf().startLink)
    let sent = () => {}
    const flushUnlinks = () =>
      new Promise<void>((resolve) => {
        sent = resolve
      })
    void openPage(clientOf({ startLink }), { flushUnlinks }).link(github)
    await settle()
    expect(startLink).not.toHaveBeenCalled()
    sent()
    await settle()
    expect(startLink).toHaveBeenCalledOnce()
  })

  it('T5: continues without a list; the result is then unverified, not "nothing was linked"', async () => {
    const recentList = async () => Promise.reject(new AccountLinkingError('rate_limited', '429'))
    const page = openPage(clientOf(), { recentList })
    void page.link(github)
    await page.browser.departure()
    expect(loadAll(page.browser, 'transaction')[0]?.[1].previousIds).toBeNull()
  })

  it('T15: reconnects through the connection of the identity, although only the identity is passed', async () => {
    const startLink = vi.fn(clientOf().startLink)
    const reconnect = identityOf('github|1')
    const page = openPage(clientOf({ startLink, features: {} }))
    await page.links.preload()
    void page.link({ reconnect, scopes: ['repo'] })
    expect(startLink.mock.calls[0]?.[0]).toEqual({ reconnect, connection: 'github', scopes: ['repo'] })
  })
})
