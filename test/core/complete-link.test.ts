import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { captureLinkReturn } from '../../src/core/callback'
import type { AccountLinkingClient } from '../../src/core/client'
import { AccountLinkingError } from '../../src/core/errors'
import { away, comeBack, failing, listing, MINUTES, request } from './away'
import { callbackOf, clientOf, listOf, load, openPage, PAGE, stored } from './links'
import { surface } from './surface'

beforeEach(() => {
  vi.useFakeTimers({ now: 100 * MINUTES })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('a link that its client completes', () => {
  const data = { codeVerifier: 'verifier', nonce: 'nonce' }

  const awayFor = (finishLink: AccountLinkingClient['finishLink']) =>
    away({
      finishLink,
      startLink: async (_request, { state }) => ({ url: `https://tenant.example/?state=${state}`, data }),
    })

  it('is completed with the callback and the stored data, and then proven by the list', async () => {
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

  it('keeps list requests waiting in the meantime', async () => {
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
    await vi.waitFor(() => expect(waits).toHaveBeenCalledOnce())
    end()
    await loading
    expect(waits).toHaveBeenCalledTimes(2)
  })

  it('leaves no code, state or stored data', async () => {
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

  it('T10: whose request was never sent because there is no token is failed, without a list request', async () => {
    const unsent = new AccountLinkingError('offline', 'There is no network.', { unsent: true })
    const list = listing('github|1')
    const { result } = await comeBack(await awayFor(() => Promise.reject(unsent)), list)
    expect(result()).toMatchObject({ status: 'failed', error: unsent })
    expect(list.listIdentities).not.toHaveBeenCalled()
  })

  it('is not reported as linked because of an identity from another connection', async () => {
    const { result } = await comeBack(await awayFor(failing('network')), listing('google|5'))
    expect(result()).toMatchObject({ status: 'failed', error: { code: 'network' } })
  })

  it('fails with a message of the kit, whatever its client throws', async () => {
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

  it('T5: is not completed after ten minutes; the list determines the result', async () => {
    const finishLink = vi.fn(async () => {})
    const page = await awayFor(finishLink)
    vi.setSystemTime(Date.now() + 11 * MINUTES)
    expect((await comeBack(page, listing())).result()).toEqual({ status: 'expired', request })
    expect(finishLink).not.toHaveBeenCalled()
  })

  it('T12: is finished by the next page if this one is reloaded before the user is known', async () => {
    const finishLink = vi.fn(async () => {})
    const page = await awayFor(finishLink)
    const stranger = clientOf({ key: ['test', 'another'] })
    const first = await load(page, stranger, callbackOf(page))
    const second = await load(first, { ...page.context.client, ...listing('github|1') })
    expect(second.captured).toBeNull()
    expect(second.result()).toMatchObject({ status: 'linked' })
    expect(finishLink).toHaveBeenCalledOnce()
  })

  it("V4: is finished after the host has signed in again, and the host's own callback is left alone", async () => {
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

  it('V4: whose code waited for more than two minutes is not completed, and no result is claimed', async () => {
    const finishLink = vi.fn(async () => {})
    const page = await awayFor(finishLink)
    const first = await load(page, clientOf({ key: ['test', 'another'] }), callbackOf(page))
    vi.setSystemTime(Date.now() + 3 * MINUTES)
    const loading = load(first, { ...page.context.client, ...listing() })
    await vi.advanceTimersByTimeAsync(1_000)
    expect((await loading).result()).toEqual({ status: 'unchanged', request })
    expect(finishLink).not.toHaveBeenCalled()
  })

  it('T12: reloaded while it is completed is not completed twice: the list determines the result', async () => {
    const finishLink = vi.fn(() => new Promise<never>(() => {}))
    const page = await awayFor(finishLink)
    void load(page, page.context.client, callbackOf(page))
    await vi.advanceTimersByTimeAsync(0)
    expect(JSON.stringify(stored(page.browser))).not.toContain('c0de')
    const next = await load(page, { ...page.context.client, ...listing('github|1') })
    expect(next.result()).toMatchObject({ status: 'linked' })
    expect(finishLink).toHaveBeenCalledOnce()
  })

  it('T12: keeps its record only until the list has determined its result', async () => {
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

  it('is completed once, even if the page resumes twice at the same time', async () => {
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

  it('is completed after the step-up that the server requires, with the same callback', async () => {
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
