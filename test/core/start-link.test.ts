import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AccountLinkingError, type AccountLinkingErrorCode } from '../../src/core/errors'
import type { LinkOptions } from '../../src/core/link'
import { loadAll } from '../../src/core/records'
import { createMemoryBrowser } from '../../src/testing/memory-browser'
import { ANN, clientOf, identityOf, listOf, listOfBob, load, openPage, PAGE, stored } from './links'
import { rejection, surface } from './surface'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-01-31T12:00:00Z') })
})

afterEach(() => {
  vi.useRealTimers()
})

const settle = () => vi.advanceTimersByTimeAsync(0)
const github = { connection: 'github' }

describe('a click on link', () => {
  it('goes to where the client says, and stays pending while the page is left', async () => {
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

  it('has a state of its own, too long to guess and fit for an address', async () => {
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
    // 32 characters of 6 bits: each of the 64 turns up somewhere, so that none is fixed.
    expect(new Set(states.map((state) => state.slice(4)).join('')).size).toBe(64)
  })

  it('is remembered by what judges it, and by nothing else', async () => {
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

  it('calls the client before it waits for anything, so that an SDK may open a window', () => {
    const startLink = vi.fn(clientOf().startLink)
    void openPage(clientOf({ startLink })).link(github)
    expect(startLink).toHaveBeenCalledOnce()
  })

  it('sends the unlinks that wait first, so that they cannot come after the link', async () => {
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

  it('T5: goes on without a list, whose result is then unverified, and not "nothing was linked"', async () => {
    const recentList = async () => Promise.reject(new AccountLinkingError('rate_limited', '429'))
    const page = openPage(clientOf(), { recentList })
    void page.link(github)
    await page.browser.departure()
    expect(loadAll(page.browser, 'transaction')[0]?.[1].previousIds).toBeNull()
  })

  it('T15: reconnects through the connection of the identity, though only the identity is named', async () => {
    const startLink = vi.fn(clientOf().startLink)
    const reconnect = identityOf('github|1')
    void openPage(clientOf({ startLink, features: {} })).link({ reconnect, scopes: ['repo'] })
    expect(startLink.mock.calls[0]?.[0]).toEqual({ reconnect, connection: 'github', scopes: ['repo'] })
  })

  it('is linked in place if the client has nowhere to go', async () => {
    const client = clientOf({
      startLink: async () => null,
      listIdentities: vi.fn().mockResolvedValueOnce(listOf()).mockResolvedValue(listOf('github|1')),
    })
    const page = openPage(client)
    await page.link(github)
    expect(page.result()).toMatchObject({ status: 'linked', identity: { id: 'github|1' } })
    expect(page.browser.departures).toEqual([])
    expect(stored(page.browser)).toEqual({})
  })

  it('T12: in place, is judged by the list if the page is reloaded before the list has come', async () => {
    const hanging = new Promise<never>(() => {})
    const client = clientOf({ startLink: async () => null })
    const page = openPage(client, { freshList: () => hanging })
    void page.link(github)
    await settle()
    const next = await load(page, clientOf({ listIdentities: async () => listOf('github|1') }))
    expect(next.result()).toMatchObject({ status: 'linked', identity: { id: 'github|1' } })
  })
})

describe('a click on link stays here, and leaves no record, if', () => {
  /** The error of a click that does not get away. */
  async function refused(page: ReturnType<typeof openPage>, request: LinkOptions = github) {
    const error = await rejection(page.link(request))
    expect(page.browser.departures).toEqual([])
    expect(stored(page.browser)).toEqual({})
    return error
  }

  it.each([
    'javascript:alert("canary")',
    'data:text/html,canary',
    'http://tenant.example.com/?canary',
    '/canary',
    '',
  ])('the client names no safe address: %j', async (url) => {
    const error = await refused(openPage(clientOf({ startLink: async () => ({ url }) })))
    expect(error).toMatchObject({ code: 'invalid_response' })
    expect(surface(error)).not.toContain('canary')
  })

  it.each(['https://tenant.example.com/?state=s', 'http://127.0.0.1:4400/', 'http://localhost/'])(
    'not if it names %s',
    async (url) => {
      const page = openPage(clientOf({ startLink: async () => ({ url }) }))
      void page.link(github)
      expect(await page.browser.departure()).toBe(url)
    },
  )

  it.each([undefined, ''])(
    'the connection is %j and the backend has no page to choose one',
    async (connection) => {
      const startLink = vi.fn()
      const error = await refused(openPage(clientOf({ features: {}, startLink })), { connection })
      expect(error).toMatchObject({
        code: 'configuration',
        message: expect.stringMatching(/^No connection was given\. [^\n]+\. [^\n]+\.$/),
      })
      expect(startLink).not.toHaveBeenCalled()
    },
  )

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', 'https://['])(
    'the user is to be at another origin afterwards: %s',
    async (returnTo) => {
      const error = await refused(openPage(clientOf()), { ...github, returnTo })
      expect(error).toMatchObject({ code: 'configuration', unsent: true })
    },
  )

  it.each([
    ['rejects', () => Promise.reject(new TypeError('canary'))],
    [
      'throws',
      () => {
        throw new TypeError('canary')
      },
    ],
  ])('the client %s with a foreign error, of which only the name is told', async (_how, startLink) => {
    const error = await refused(openPage(clientOf({ startLink })))
    expect(error).toMatchObject({ code: 'invalid_response', message: 'startLink() failed with TypeError.' })
    expect(surface(error)).not.toContain('canary')
  })

  it('the page cannot be left, and tells why and not where to', async () => {
    const browser = {
      ...createMemoryBrowser(PAGE),
      redirect: (url: string) => Promise.reject(new DOMException(`No way to ${url}`, 'SecurityError')),
    }
    const error = await refused(openPage(clientOf(), { browser }))
    expect(error).toMatchObject({ code: 'configuration', message: expect.stringContaining('SecurityError') })
    expect(surface(error)).not.toContain('rla_')
  })

  it('the browser blocks its storage', async () => {
    const startLink = vi.fn()
    const browser = {
      ...createMemoryBrowser(PAGE),
      storage: () => {
        throw new DOMException('canary', 'SecurityError')
      },
    }
    const error = await rejection(openPage(clientOf({ startLink }), { browser }).link(github))
    expect(error).toMatchObject({ code: 'storage_unavailable', unsent: true })
    expect(startLink).not.toHaveBeenCalled()
  })

  it('the browser has no network', async () => {
    const offline = new AccountLinkingError('offline', 'There is no network.', { unsent: true })
    const client = clientOf({
      startLink: () => Promise.reject(offline),
      listIdentities: () => Promise.reject(offline),
    })
    expect(await refused(openPage(client))).toBe(offline)
  })

  it.each<AccountLinkingErrorCode>(['cancelled', 'denied', 'already_linked', 'wrong_user', 'expired'])(
    'it ended where it started: %s is its result',
    async (code) => {
      const error = new AccountLinkingError(code, 'Not like this.')
      const page = openPage(clientOf({ startLink: () => Promise.reject(error) }))
      await page.link(github)
      expect(page.result()).toEqual({ status: code, request: github, error })
      expect(stored(page.browser)).toEqual({})
    },
  )
})

describe('T1: a click on link in a page that belongs to another user by now', () => {
  it('goes nowhere and is told, whatever the client answers', async () => {
    const page = openPage(clientOf({ listIdentities: async () => listOfBob() }))
    await page.link(github)
    expect(page.result()).toMatchObject({ status: 'wrong_user', request: github })
    expect(page.browser.departures).toEqual([])
    expect(stored(page.browser)).toEqual({})
  })
})

describe('a click on link that opens a window', () => {
  const popup = { ...github, display: 'popup' } as const

  function allowing() {
    const browser = createMemoryBrowser(PAGE)
    browser.allowPopups()
    return browser
  }

  it('goes there, and not here; the window knows what it is, even without a state', async () => {
    const page = openPage(clientOf(), { browser: allowing() })
    await page.link(popup)
    expect(page.links.getSnapshot().waiting?.request).toMatchObject(popup)
    const inside = page.browser.popup?.page
    const roles = [page.browser, inside].map((one) => one && loadAll(one, 'transaction')[0]?.[1].role)
    expect(roles).toEqual(['opener', 'popup'])
  })

  it('goes here if the window is blocked', async () => {
    const page = openPage(clientOf())
    void page.link(popup)
    await page.browser.departure()
    expect(loadAll(page.browser, 'transaction')[0]?.[1].role).toBe('page')
  })

  it('closes the window if the link cannot start', async () => {
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

  it('T16: closes it before a step-up that the server asks for, and opens it again afterwards', async () => {
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

  it('T3: offers another click if the step-up took too long for the browser to open a window', async () => {
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

  it('V1: closes the window if the list is that of another user', async () => {
    const browser = allowing()
    const page = openPage(clientOf({ listIdentities: async () => listOfBob() }), { browser })
    await page.link(popup)
    expect(page.result()).toMatchObject({ status: 'wrong_user' })
    expect(browser.popup?.isOpen).toBe(false)
    expect(browser.departures).toEqual([])
  })
})
