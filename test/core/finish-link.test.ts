import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { captureLinkReturn } from '../../src/core/callback'
import type { AccountLinkingClient } from '../../src/core/client'
import { AccountLinkingError, type AccountLinkingErrorCode } from '../../src/core/errors'
import { callbackOf, clientOf, inTurn, listOf, listOfBob, load, openPage, PAGE, stored } from './links'
import { surface } from './surface'

const MINUTES = 60_000
const request = { connection: 'github' }

beforeEach(() => {
  vi.useFakeTimers({ now: 100 * MINUTES })
})

afterEach(() => {
  vi.useRealTimers()
})

/** A page that was left for a link. */
async function away(overrides: Partial<AccountLinkingClient> = {}, link = request) {
  const page = openPage(clientOf(overrides))
  void page.link(link)
  await page.browser.departure()
  await vi.advanceTimersByTimeAsync(0)
  return page
}

/** Comes back from there, after the time that a list may lag. */
async function comeBack(
  page: Awaited<ReturnType<typeof away>>,
  overrides: Partial<AccountLinkingClient> = {},
  parameters?: string,
) {
  const client = { ...page.context.client, ...overrides }
  const loading = load(page, client, callbackOf(page, parameters))
  await vi.advanceTimersByTimeAsync(1_000)
  return loading
}

const listing = (...ids: string[]) => ({ listIdentities: vi.fn(async () => listOf(...ids)) })
const failing = (code: AccountLinkingErrorCode) => () =>
  Promise.reject(new AccountLinkingError(code, 'It did not work.'))

describe('a link that came back', () => {
  it('is linked if a fresh list shows it, and leaves nothing behind', async () => {
    const page = await comeBack(await away(), listing('github|1'))
    expect(page.result()).toMatchObject({ status: 'linked', request, identity: { id: 'github|1' } })
    expect(page.browser.href()).toBe(PAGE)
    expect(stored(page.browser)).toEqual({})
    expect(surface([page.links.getSnapshot(), page.links.takeResults()])).not.toMatch(/c0de|rla_/)
  })

  it('is unchanged if the list shows nothing new, asked twice a second apart', async () => {
    const list = listing()
    const page = await comeBack(await away(), list)
    expect(page.result()).toEqual({ status: 'unchanged', request })
    expect(list.listIdentities).toHaveBeenCalledTimes(2)
  })

  it('T5: is linked if the list shows it one request later', async () => {
    const lagging = { listIdentities: inTurn(listOf(), listOf('github|1')) }
    const page = await comeBack(await away(), lagging)
    expect(page.result()).toMatchObject({ status: 'linked' })
  })

  it('T5: is linked if a list that comes later shows it, and the host is told of it once', async () => {
    const page = await comeBack(await away(), listing())
    expect(page.links.takeResults()).toMatchObject([{ status: 'unchanged' }])
    page.links.onList(listOf())
    page.links.onList(listOf('github|1'))
    page.links.onList(listOf())
    expect(page.result()).toMatchObject({ status: 'linked' })
    expect(page.links.takeResults()).toMatchObject([{ status: 'linked' }])
  })

  it('T5: is unverified if no list can be had, and judged again when one comes', async () => {
    const error = new AccountLinkingError('rate_limited', 'The server answered 429.', { retryAfter: 12 })
    const page = await comeBack(await away(), { listIdentities: () => Promise.reject(error) })
    expect(page.result()).toEqual({ status: 'unverified', request, error })
    page.links.onList(listOf('github|1'))
    expect(page.result()).toMatchObject({ status: 'linked' })
  })

  it('T5: is linked although it came back after ten minutes', async () => {
    const page = await away()
    vi.setSystemTime(Date.now() + 11 * MINUTES)
    expect((await comeBack(page, listing('github|1'))).result()).toMatchObject({ status: 'linked' })
  })

  it('T5: is expired, not unchanged, if it came back after ten minutes and the list shows nothing new', async () => {
    const page = await away()
    vi.setSystemTime(Date.now() + 11 * MINUTES)
    const late = await comeBack(page, listing())
    expect(late.result()).toEqual({ status: 'expired', request })
    late.links.onList(listOf('github|1'))
    expect(late.result()).toMatchObject({ status: 'linked' })
  })

  it('T5: in a tab without the record says nothing about the outcome, and has the list asked again', async () => {
    const page = await away()
    const list = listing('github|1')
    const other = { browser: page.browser.openTab(PAGE) }
    const { result, links } = await load(other, clientOf(list), callbackOf(page))
    expect(result()).toEqual({ status: 'missing_transaction', request: null })
    expect(list.listIdentities).toHaveBeenCalledOnce()
    expect(links.takeResults()).toEqual([{ status: 'missing_transaction', request: null }])
  })

  it('is finished once, however often the page is loaded with its address', async () => {
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

  it('T1: to another user is told, and nothing is called', async () => {
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

  it('T1: is not compared with a list of another user', async () => {
    const page = await comeBack(await away(), { listIdentities: async () => listOfBob('github|1') })
    expect(page.result()).toMatchObject({ status: 'wrong_user', error: { code: 'wrong_user' } })
  })

  it('does not pass on what a list function of the host throws', async () => {
    const page = await comeBack(await away(), {
      listIdentities: () => Promise.reject(new TypeError('canary')),
    })
    expect(page.result()).toMatchObject({ status: 'unverified', error: { code: 'invalid_response' } })
    expect(surface(page.result())).not.toContain('canary')
  })
})

describe('a link that came back with an error', () => {
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

  it('is no failure if its client says so: the list decides', async () => {
    const errorCodes = { already_yours: null }
    const { result } = await comeBack(await away({ errorCodes }), listing(), 'error=already_yours')
    expect(result()).toEqual({ status: 'unchanged', request })
  })

  it('says it in the parameter that its client names, the first one present', async () => {
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

  it('is failed if it says one thing and another', async () => {
    const { result } = await comeBack(await away(), listing('github|1'), 'code=a&code=b')
    expect(result()).toMatchObject({ status: 'failed', error: { serverCode: 'invalid_request' } })
  })

  it('tells neither code nor state in its result', async () => {
    const page = await away()
    const parameters = 'code=canary&error=bad-canary&error_description=canary'
    const { result } = await comeBack(page, {}, parameters)
    expect(surface(result())).not.toMatch(/canary|rla_/)
  })
})

describe('a link that its client completes', () => {
  const data = { codeVerifier: 'verifier', nonce: 'nonce' }

  const awayFor = (finishLink: AccountLinkingClient['finishLink']) =>
    away({
      finishLink,
      startLink: async (_request, { state }) => ({ url: `https://tenant.example/?state=${state}`, data }),
    })

  it('is completed by the callback and by what was kept, and then by the list', async () => {
    const finishLink = vi.fn(async () => {})
    const list = listing('github|1')
    const page = await awayFor(finishLink)
    const parameters = 'code=c0de&iss=https%3A%2F%2Ftenant.example'
    expect((await comeBack(page, list, parameters)).result()).toMatchObject({ status: 'linked' })
    const [callback, transaction] = finishLink.mock.calls[0] as unknown as [Map<string, string>, object]
    expect(Object.fromEntries(callback)).toEqual({ code: 'c0de', iss: 'https://tenant.example' })
    expect(transaction).toMatchObject({ redirectUri: PAGE, data, state: expect.stringMatching(/^rla_/) })
    expect(finishLink.mock.invocationCallOrder[0]).toBeLessThan(
      list.listIdentities.mock.invocationCallOrder[0] ?? 0,
    )
  })

  it('keeps lists waiting meanwhile', async () => {
    let end = () => {}
    const page = await awayFor(
      () =>
        new Promise((resolve) => {
          end = resolve
        }),
    )
    const waits = vi.fn()
    const whileFinishing = <T>(finished: Promise<T>) => finished.finally(waits)
    const loading = load(page, { ...page.context.client, ...listing('github|1') }, callbackOf(page), {
      whileFinishing,
    })
    await vi.advanceTimersByTimeAsync(0)
    expect(waits).not.toHaveBeenCalled()
    end()
    await loading
    expect(waits).toHaveBeenCalledOnce()
  })

  it('leaves neither code, nor state, nor what was kept', async () => {
    const page = await comeBack(await awayFor(async () => {}), listing('github|1'))
    expect(stored(page.browser)).toEqual({})
    expect(surface([page.links.getSnapshot(), page.links.takeResults()])).not.toMatch(
      /c0de|rla_|verifier|nonce/,
    )
  })

  it.each([
    ['already_linked', 'already_linked'],
    ['denied', 'denied'],
    ['forbidden', 'denied'],
    ['wrong_user', 'wrong_user'],
    ['conflict', 'failed'],
    ['unauthorized', 'failed'],
    ['missing_token', 'failed'],
    ['rejected', 'failed'],
    ['invalid_response', 'failed'],
    ['rate_limited', 'failed'],
  ] as const)('that is refused with %s is %s, and the list is not asked', async (code, status) => {
    const list = listing('github|1')
    const { result } = await comeBack(await awayFor(failing(code)), list)
    expect(result()).toMatchObject({ status, error: { code } })
    expect(list.listIdentities).not.toHaveBeenCalled()
  })

  it.each(['network', 'offline', 'timeout', 'server_error'] as const)(
    'whose answer is lost (%s) is what the list says',
    async (code) => {
      const there = await comeBack(await awayFor(failing(code)), listing('github|1'))
      expect(there.result()).toMatchObject({ status: 'linked' })
      const missing = await comeBack(await awayFor(failing(code)), listing())
      expect(missing.result()).toMatchObject({ status: 'failed', error: { code } })
      missing.links.onList(listOf('github|1'))
      expect(missing.result()).toMatchObject({ status: 'linked' })
    },
  )

  it('T10: whose request was never sent for want of a token is failed, and the list is not asked', async () => {
    const unsent = new AccountLinkingError('offline', 'There is no network.', { unsent: true })
    const list = listing('github|1')
    const { result } = await comeBack(await awayFor(() => Promise.reject(unsent)), list)
    expect(result()).toMatchObject({ status: 'failed', error: unsent })
    expect(list.listIdentities).not.toHaveBeenCalled()
  })

  it('is not called linked because another identity has come from elsewhere', async () => {
    const { result } = await comeBack(await awayFor(failing('network')), listing('google|5'))
    expect(result()).toMatchObject({ status: 'failed', error: { code: 'network' } })
  })

  it('fails by the words of the kit, whatever its client throws', async () => {
    const { result } = await comeBack(await awayFor(() => Promise.reject(new Error('bad c0de'))))
    expect(result()).toMatchObject({ status: 'failed', error: { code: 'invalid_response' } })
    expect(surface(result())).not.toContain('c0de')
  })

  it('is not completed when the server reported an error', async () => {
    const finishLink = vi.fn(async () => {})
    const { result } = await comeBack(await awayFor(finishLink), {}, 'error=access_denied')
    expect(result()).toMatchObject({ status: 'cancelled' })
    expect(finishLink).not.toHaveBeenCalled()
  })

  it('T5: is not completed after ten minutes; the list decides', async () => {
    const finishLink = vi.fn(async () => {})
    const page = await awayFor(finishLink)
    vi.setSystemTime(Date.now() + 11 * MINUTES)
    expect((await comeBack(page, listing())).result()).toEqual({ status: 'expired', request })
    expect(finishLink).not.toHaveBeenCalled()
  })

  it('T12: is finished by the next page if this one is reloaded before its user is known', async () => {
    const finishLink = vi.fn(async () => {})
    const page = await awayFor(finishLink)
    const stranger = clientOf({ key: ['test', 'another'] })
    const first = await load(page, stranger, callbackOf(page))
    const second = await load(first, { ...page.context.client, ...listing('github|1') })
    expect(second.captured).toBeNull()
    expect(second.result()).toMatchObject({ status: 'linked' })
    expect(finishLink).toHaveBeenCalledOnce()
  })

  it('V4: is finished after the host has signed in again, whose own callback is left alone', async () => {
    const finishLink = vi.fn(async () => {})
    const page = await awayFor(finishLink)
    const stranger = clientOf({ key: ['test', 'another'] })
    const signedOut = await load(page, stranger, callbackOf(page))
    const signIn = `${PAGE}?code=theirs&state=of-the-sign-in-library`
    const back = await load(signedOut, { ...page.context.client, ...listing('github|1') }, signIn)
    expect(back.browser.href()).toBe(signIn)
    expect(back.result()).toMatchObject({ status: 'linked' })
    const [callback] = finishLink.mock.calls[0] as unknown as [Map<string, string>]
    expect(callback.get('code')).toBe('c0de')
  })

  it('V4: whose code waited for more than two minutes is not completed, and nothing is claimed', async () => {
    const finishLink = vi.fn(async () => {})
    const page = await awayFor(finishLink)
    const first = await load(page, clientOf({ key: ['test', 'another'] }), callbackOf(page))
    vi.setSystemTime(Date.now() + 3 * MINUTES)
    const loading = load(first, { ...page.context.client, ...listing() })
    await vi.advanceTimersByTimeAsync(1_000)
    expect((await loading).result()).toEqual({ status: 'unchanged', request })
    expect(finishLink).not.toHaveBeenCalled()
  })

  it('T12: reloaded while it is completed is not completed twice: the list decides', async () => {
    const finishLink = vi.fn(() => new Promise<never>(() => {}))
    const page = await awayFor(finishLink)
    void load(page, page.context.client, callbackOf(page))
    await vi.advanceTimersByTimeAsync(0)
    expect(JSON.stringify(stored(page.browser))).not.toContain('c0de')
    const next = await load(page, { ...page.context.client, ...listing('github|1') })
    expect(next.result()).toMatchObject({ status: 'linked' })
    expect(finishLink).toHaveBeenCalledOnce()
  })

  it('T12: keeps its record until the list has judged it, and not longer', async () => {
    const page = await awayFor(async () => {})
    let answer = () => {}
    const listIdentities = () =>
      new Promise<ReturnType<typeof listOf>>((resolve) => {
        answer = () => resolve(listOf('github|1'))
      })
    const loading = load(page, { ...page.context.client, listIdentities }, callbackOf(page))
    await vi.advanceTimersByTimeAsync(0)
    expect(Object.keys(stored(page.browser))).toHaveLength(1)
    answer()
    await loading
    expect(stored(page.browser)).toEqual({})
  })

  it('is completed once, though the page looks for it twice at once', async () => {
    const finishLink = vi.fn(async () => {})
    const page = await awayFor(finishLink)
    const next = openPage(
      { ...page.context.client, ...listing('github|1') },
      { browser: page.browser.reload(callbackOf(page)) },
    )
    captureLinkReturn(next.browser)
    await Promise.all([next.resume(), next.resume()])
    expect(finishLink).toHaveBeenCalledOnce()
    expect(next.links.takeResults()).toHaveLength(1)
  })

  it('is completed after the step-up that the server asks for, with what came back', async () => {
    const required = new AccountLinkingError('step_up_required', '403')
    const finishLink = vi.fn(async () => {}).mockRejectedValueOnce(required)
    const page = await awayFor(finishLink)
    const reauthenticate = vi.fn(async () => {})
    const client = { ...page.context.client, ...listing('github|1') }
    const loading = load(page, client, callbackOf(page), { reauthenticate })
    await vi.advanceTimersByTimeAsync(10)
    expect((await loading).result()).toMatchObject({ status: 'linked' })
    expect(reauthenticate).toHaveBeenCalledExactlyOnceWith({
      action: 'link',
      request: expect.objectContaining(request),
      required: true,
    })
    expect(finishLink.mock.calls[1]).toEqual(finishLink.mock.calls[0])
  })
})

describe('T15: the result of a link', () => {
  it('has all that was asked for, to try it again', async () => {
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
