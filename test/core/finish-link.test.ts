import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AccountLinkingError } from '../../src/core/errors'
import { away, comeBack, listing, MINUTES, request } from './away'
import { callbackOf, clientOf, inTurn, listOf, listOfBob, load, openPage, PAGE, stored } from './links'
import { surface } from './surface'

beforeEach(() => {
  vi.useFakeTimers({ now: 100 * MINUTES })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('a link that has returned', () => {
  it('is linked if a fresh list includes the identity, and leaves nothing behind', async () => {
    const page = await comeBack(await away(), listing('github|1'))
    expect(page.result()).toMatchObject({ status: 'linked', request, identity: { id: 'github|1' } })
    expect(page.browser.href()).toBe(PAGE)
    expect(stored(page.browser)).toEqual({})
    expect(surface([page.links.getSnapshot(), page.links.takeResults()])).not.toMatch(/c0de|rla_/)
  })

  it('is unchanged if the list shows nothing new, requested twice a second apart', async () => {
    const list = listing()
    const page = await comeBack(await away(), list)
    expect(page.result()).toEqual({ status: 'unchanged', request })
    expect(list.listIdentities).toHaveBeenCalledTimes(2)
  })

  it('T5: is linked if the list includes the identity one request later', async () => {
    const lagging = { listIdentities: inTurn(listOf(), listOf('github|1')) }
    const page = await comeBack(await away(), lagging)
    expect(page.result()).toMatchObject({ status: 'linked' })
  })

  it('T5: is linked if a later list includes the identity, and is reported to the host once', async () => {
    const page = await comeBack(await away(), listing())
    expect(page.links.takeResults()).toMatchObject([{ status: 'unchanged' }])
    page.links.onList(listOf())
    page.links.onList(listOf('github|1'))
    page.links.onList(listOf())
    expect(page.result()).toMatchObject({ status: 'linked' })
    expect(page.links.takeResults()).toMatchObject([{ status: 'linked' }])
  })

  it('T5: is unverified if the list cannot be loaded, and is checked again when one arrives', async () => {
    const error = new AccountLinkingError('rate_limited', 'The server answered 429.', { retryAfter: 12 })
    const page = await comeBack(await away(), { listIdentities: () => Promise.reject(error) })
    expect(page.result()).toEqual({ status: 'unverified', request, error })
    page.links.onList(listOf('github|1'))
    expect(page.result()).toMatchObject({ status: 'linked' })
  })

  it('T5: can be linked even if it returned after ten minutes', async () => {
    const page = await away()
    vi.setSystemTime(Date.now() + 11 * MINUTES)
    expect((await comeBack(page, listing('github|1'))).result()).toMatchObject({ status: 'linked' })
  })

  it('T5: is expired, not unchanged, if it returned after ten minutes and the list shows nothing new', async () => {
    const page = await away()
    vi.setSystemTime(Date.now() + 11 * MINUTES)
    const late = await comeBack(page, listing())
    expect(late.result()).toEqual({ status: 'expired', request })
    late.links.onList(listOf('github|1'))
    expect(late.result()).toMatchObject({ status: 'linked' })
  })

  it('T5: in a tab without the record has no known result, and causes a list request', async () => {
    const page = await away()
    const list = listing('github|1')
    const other = { browser: page.browser.openTab(PAGE) }
    const { result, links } = await load(other, clientOf(list), callbackOf(page))
    expect(result()).toEqual({ status: 'missing_transaction', request: null })
    expect(list.listIdentities).toHaveBeenCalledOnce()
    expect(links.takeResults()).toEqual([{ status: 'missing_transaction', request: null }])
  })

  it('is finished once, no matter how often the page is loaded at its URL', async () => {
    const page = await comeBack(await away(), listing('github|1'))
    await page.resume()
    expect(page.links.takeResults()).toHaveLength(1)
  })

  it('does not disturb another link of the same tab', async () => {
    const first = await away()
    const callback = callbackOf(first)
    const second = openPage(clientOf(), { browser: first.browser })
    void second.link({ connection: 'google' })
    await vi.advanceTimersByTimeAsync(0)
    const list = listing('github|1', 'google|2')
    const google = await load(second, clientOf(list), callbackOf(second))
    expect(google.result()).toMatchObject({ status: 'linked', identity: { id: 'google|2' } })
    const github = await load(second, clientOf(list), callback)
    expect(github.result()).toMatchObject({ status: 'linked', identity: { id: 'github|1' } })
  })

  it('is left to the client that it belongs to', async () => {
    const page = await away()
    const stranger = clientOf({ key: ['test', 'another'] })
    expect((await load(page, stranger, callbackOf(page))).result()).toBeNull()
    expect((await load(page, clientOf(listing('github|1')))).result()).toMatchObject({ status: 'linked' })
  })

  it('T1: to another user is reported, and the client is not called', async () => {
    const page = await away()
    const finishLink = vi.fn()
    const list = vi.fn(async () => listOfBob('github|1'))
    const bob = clientOf({ userId: 'auth0|bob', finishLink, listIdentities: list })
    const { result, browser } = await load(page, bob, callbackOf(page))
    expect(result()).toEqual({ status: 'wrong_user', request })
    expect(finishLink).not.toHaveBeenCalled()
    expect(list).not.toHaveBeenCalled()
    expect(stored(browser)).toEqual({})
  })

  it("T1: is not compared with another user's list", async () => {
    const page = await comeBack(await away(), { listIdentities: async () => listOfBob('github|1') })
    expect(page.result()).toMatchObject({ status: 'wrong_user', error: { code: 'wrong_user' } })
  })

  it("does not pass on errors from the host's list function", async () => {
    const page = await comeBack(await away(), {
      listIdentities: () => Promise.reject(new TypeError('canary')),
    })
    expect(page.result()).toMatchObject({ status: 'unverified', error: { code: 'invalid_response' } })
    expect(surface(page.result())).not.toContain('canary')
  })
})

describe('a link that has returned with an error', () => {
  it.each([
    ['access_denied', 'cancelled', 'cancelled'],
    ['unauthorized', 'denied', 'denied'],
    ['taken', 'already_linked', 'already_linked'],
    ['login_required', 'failed', 'rejected'],
    ['constructor', 'failed', 'rejected'],
    ['__proto__', 'failed', 'rejected'],
    ['toString', 'failed', 'rejected'],
  ])('of %s is %s, and the list is not asked', async (serverCode, status, code) => {
    const list = listing('github|1')
    const parameters = `error=${serverCode}&error_description=Because.`
    const { result } = await comeBack(await away(), list, parameters)
    expect(result()).toMatchObject({
      status,
      request,
      error: {
        name: 'AccountLinkingError',
        code,
        message: `The link came back with the error ${serverCode}.`,
        serverCode,
        description: 'Because.',
      },
    })
    expect(list.listIdentities).not.toHaveBeenCalled()
  })

  it.each(['server_error', 'temporarily_unavailable'])(
    'T5: of %s is what the list says, since the server may have linked all the same',
    async (serverCode) => {
      const parameters = `error=${serverCode}`
      const there = await comeBack(await away(), listing('github|1'), parameters)
      expect(there.result()).toMatchObject({ status: 'linked' })
      const missing = await comeBack(await away(), listing(), parameters)
      expect(missing.result()).toMatchObject({
        status: 'failed',
        error: { code: 'server_error', serverCode },
      })
    },
  )

  it('of a server failure is unverified if there is no earlier list to compare with', async () => {
    const forbidden = new AccountLinkingError('forbidden', 'No.')
    const start = () => away({ listIdentities: () => Promise.reject(forbidden) })
    const there = await comeBack(await start(), listing('github|1'), 'error=server_error')
    expect(there.result()).toMatchObject({ status: 'unverified' })
    const missing = await comeBack(await start(), listing(), 'error=server_error')
    expect(missing.result()).toMatchObject({ status: 'failed', error: { code: 'server_error' } })
    const denied = await comeBack(await start(), listing('github|1'), 'error=unauthorized')
    expect(denied.result()).toMatchObject({ status: 'denied' })
  })

  it('is no failure if its client says so: the list determines the result', async () => {
    const errorCodes = { already_yours: null }
    const { result } = await comeBack(await away({ errorCodes }), listing(), 'error=already_yours')
    expect(result()).toEqual({ status: 'unchanged', request })
  })

  it('has it in the first parameter present that its client names', async () => {
    const callback = { errorParams: ['kc_action_status', 'error'] }
    const errorCodes = { success: null, cancelled: 'cancelled' } as const
    const page = () => away({ callback, errorCodes })
    const parameters = 'kc_action_status=cancelled&error=other'
    expect((await comeBack(await page(), listing(), parameters)).result()).toMatchObject({
      status: 'cancelled',
    })
    const success = await comeBack(await page(), listing('github|1'), 'kc_action_status=success')
    expect(success.result()).toMatchObject({ status: 'linked' })
  })

  it('is failed if it has conflicting parameters', async () => {
    const { result } = await comeBack(await away(), listing('github|1'), 'code=a&code=b')
    expect(result()).toMatchObject({ status: 'failed', error: { serverCode: 'invalid_request' } })
  })

  it('has neither code nor state in its result', async () => {
    const page = await away()
    const parameters = 'code=canary&error=bad-canary&error_description=canary'
    const { result } = await comeBack(page, {}, parameters)
    expect(surface(result())).not.toMatch(/canary|rla_/)
  })
})

describe('T15: the result of a link', () => {
  it('has the complete request, for trying again', async () => {
    const full = {
      connection: 'github',
      scopes: ['repo'],
      prompt: 'consent',
      loginHint: 'ada',
      returnTo: '/settings',
    }
    const page = await comeBack(await away({}, full), {}, 'error=access_denied')
    expect(page.result()?.request).toEqual(full)
    expect(page.browser.href()).toBe('https://app.example.com/settings')
  })
})
