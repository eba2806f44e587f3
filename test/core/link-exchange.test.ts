import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { AccountLinkingError, type AccountLinkingErrorCode } from '../../src/core/errors'
import { parseUser } from '../../src/core/identity'
import { type CompleteLink, createLinkFlow } from '../../src/core/link-flow'
import { capturedReturn, captureLinkReturn } from '../../src/core/link-return'
import { createMemoryBrowser } from '../../src/testing/memory-browser'
import { surface } from './surface'

const PAGE = 'https://app.example.com/account'
const keepsake = { codeVerifier: 'verifier', nonce: 'nonce' }

const ann = { provider: 'auth0', user_id: 'ann' }

const listOf = (...accounts: string[]) =>
  parseUser({
    identities: [ann, ...accounts.map((user_id) => ({ provider: 'github', user_id }))],
  })

/** A link whose answer is exchanged, and the flow of the page that it comes back to. */
function started(complete: CompleteLink, userId = 'auth0|ann') {
  const browser = createMemoryBrowser(PAGE)
  const options = { browser, clientKey: ['auth0', 'tenant'], statuses: {}, complete }
  const state = createLinkFlow(options).begin({ connection: 'github' }, listOf(), keepsake)
  const finish = (list = async () => listOf('1'), url?: string) =>
    createLinkFlow({ ...options, userId }).finish(url, list)
  return { browser, state, finish }
}

const failing = (code: AccountLinkingErrorCode) => async () => {
  throw new AccountLinkingError(code, 'It did not work.')
}

describe('a link that its client completes', () => {
  it('is completed by the answer and by what was kept, and then by the list', async () => {
    const complete = vi.fn(async () => {})
    const { browser, state, finish } = started(complete)
    browser.arrive(`${PAGE}?code=c0de&iss=https%3A%2F%2Ftenant.example&state=${state}`)
    captureLinkReturn(browser)
    const list = vi.fn(async () => listOf('1'))
    expect(await finish(list)).toMatchObject({ status: 'linked', identity: { id: 'github|1' } })
    expect(complete.mock.calls).toEqual([[{ code: 'c0de', iss: 'https://tenant.example' }, keepsake]])
    expect(complete.mock.invocationCallOrder[0]).toBeLessThan(list.mock.invocationCallOrder[0] ?? 0)
  })

  it('is completed once, however often it is asked for', async () => {
    const complete = vi.fn(async () => {})
    const { browser, state, finish } = started(complete)
    browser.arrive(`${PAGE}?code=c0de&state=${state}`)
    captureLinkReturn(browser)
    const [first, second] = await Promise.all([finish(), finish()])
    expect(second).toBe(first)
    expect(await finish()).toBe(first)
    expect(complete).toHaveBeenCalledTimes(1)
  })

  it('leaves neither code, nor state, nor what was kept', async () => {
    const { browser, state, finish } = started(async () => {})
    browser.arrive(`${PAGE}?code=c0de&state=${state}`)
    captureLinkReturn(browser)
    expect(capturedReturn(browser)).toMatchObject({ answer: { code: 'c0de' } })
    const result = await finish()
    expect(capturedReturn(browser)).not.toHaveProperty('answer.code')
    expect(browser.storage().length).toBe(0)
    expect(surface(result)).not.toMatch(/c0de|rlax_|verifier|nonce/)
  })

  it.each([
    ['conflict', 'already_linked'],
    ['forbidden', 'denied'],
    ['unauthorized', 'failed'],
    ['missing_token', 'failed'],
    ['rejected', 'failed'],
    ['invalid_response', 'failed'],
    ['rate_limited', 'failed'],
  ] as const)('that is refused with %s is %s, without asking for the list', async (code, status) => {
    const { browser, state, finish } = started(failing(code))
    browser.arrive(`${PAGE}?code=c0de&state=${state}`)
    const list = vi.fn(async () => listOf('1'))
    expect(await finish(list)).toMatchObject({ status, error: { code } })
    expect(list).not.toHaveBeenCalled()
  })

  it.each(['network', 'offline', 'timeout', 'server_error'] as const)(
    'whose answer is lost (%s) is what the list says',
    async (code) => {
      const there = started(failing(code))
      there.browser.arrive(`${PAGE}?code=c0de&state=${there.state}`)
      expect(await there.finish(async () => listOf('1'))).toMatchObject({ status: 'linked' })

      const missing = started(failing(code))
      missing.browser.arrive(`${PAGE}?code=c0de&state=${missing.state}`)
      expect(await missing.finish(async () => listOf())).toMatchObject({ status: 'failed', error: { code } })
    },
  )

  it('is not called linked because another identity has come from elsewhere', async () => {
    const { browser, state, finish } = started(failing('network'))
    browser.arrive(`${PAGE}?code=c0de&state=${state}`)
    const elsewhere = parseUser({ identities: [ann, { provider: 'google-oauth2', user_id: '5' }] })
    expect(await finish(async () => elsewhere)).toMatchObject({
      status: 'failed',
      error: { code: 'network' },
    })
  })

  it('fails by the words of the kit, whatever its client throws', async () => {
    const { browser, state, finish } = started(async ({ code }) => {
      throw new Error(`bad ${code}`)
    })
    browser.arrive(`${PAGE}?code=c0de&state=${state}`)
    const result = await finish()
    expect(result).toMatchObject({ status: 'failed', error: { code: 'invalid_response' } })
    expect(surface(result)).not.toContain('c0de')
  })

  it('is not completed for anybody but the one who started it', async () => {
    const complete = vi.fn(async () => {})
    const { browser, state, finish } = started(complete, 'auth0|bob')
    browser.arrive(`${PAGE}?code=c0de&state=${state}`)
    expect(await finish()).toEqual({ status: 'wrong_user', connection: 'github' })
    expect(complete).not.toHaveBeenCalled()
  })

  it('is not completed by a return without an answer', async () => {
    const complete = vi.fn(async () => {})
    const { browser, state, finish } = started(complete)
    browser.arrive(`${PAGE}#access_token=t0ken&state=${state}`)
    expect(await finish()).toMatchObject({ status: 'failed', error: { code: 'invalid_response' } })
    expect(complete).not.toHaveBeenCalled()
  })

  it('is not completed when the server reported an error', async () => {
    const complete = vi.fn(async () => {})
    const { browser, state, finish } = started(complete)
    browser.arrive(`${PAGE}?error=access_denied&state=${state}`)
    expect(await finish()).toMatchObject({ status: 'failed', error: { serverCode: 'access_denied' } })
    expect(complete).not.toHaveBeenCalled()
  })
})

describe('a link that took too long', () => {
  it('is told so, also where the page captures and judges its return at different times', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const { browser, state, finish } = started(async () => {})
    vi.setSystemTime(Date.now() + 11 * 60_000)
    browser.arrive(`${PAGE}?code=c0de&state=${state}`)
    captureLinkReturn(browser)
    expect(await finish()).toEqual({ status: 'expired', connection: 'github' })
  })
})

describe('a link whose client completes nothing', () => {
  it('drops the code at once', () => {
    const browser = createMemoryBrowser(PAGE)
    const flow = createLinkFlow({ browser, clientKey: ['classic'], statuses: {} })
    browser.arrive(`${PAGE}?code=c0de&state=${flow.begin({}, listOf())}`)
    captureLinkReturn(browser)
    expect(capturedReturn(browser)).toBeDefined()
    expect(surface(capturedReturn(browser))).not.toContain('c0de')
  })
})
