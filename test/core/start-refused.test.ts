import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AccountLinkingError, type AccountLinkingErrorCode } from '../../src/core/errors'
import type { LinkOptions } from '../../src/core/link'
import { createMemoryBrowser } from '../../src/testing/memory-browser'
import { clientOf, github, listOfBob, openPage, PAGE, stored } from './links'
import { rejection, surface } from './surface'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-01-31T12:00:00Z') })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('a click on link stays on the page, and leaves no record, if', () => {
  /** The error of a click that stays on the page. */
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
    'http://127.0.0.1:3000/account',
    'http://app.example.com/account',
    'https://www.app.example.com/',
  ])(
    'the user would come back at another origin, where nothing is known of the link: %s',
    async (redirectUri) => {
      const page = openPage(clientOf({ redirectUri }))
      page.browser.allowPopups()
      const expected = {
        code: 'configuration',
        unsent: true,
        message: expect.stringMatching(
          /^The redirectUri is not an address of this page’s origin\. .+\. .+\.$/,
        ),
      }
      expect(await refused(page)).toMatchObject(expected)
      expect(await refused(page, { ...github, display: 'popup' })).toMatchObject(expected)
      expect(page.browser.popup?.isOpen).toBe(false)
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

  it('the page cannot be left, and the error says why but not the URL', async () => {
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

describe('T1: a click on link in a page that now belongs to another user', () => {
  it('goes nowhere and reports an error, whatever the client returns', async () => {
    const page = openPage(clientOf({ listIdentities: async () => listOfBob() }))
    await page.link(github)
    expect(page.result()).toMatchObject({ status: 'wrong_user', request: github })
    expect(page.browser.departures).toEqual([])
    expect(stored(page.browser)).toEqual({})
  })
})
