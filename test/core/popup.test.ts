import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Popup } from '../../src/core/browser'
import { captureLinkReturn } from '../../src/core/link-return'
import { awaitPopup, reportToOpener } from '../../src/core/popup'
import { createMemoryBrowser } from '../../src/testing/memory-browser'
import { surface } from './surface'

const PAGE = 'https://app.example/account'
const STATE = 'rlap_c2VjcmV0IHN0YXRl'

/** The page, a page in a window that it opened, and the window as the page sees it. */
function opened() {
  const page = createMemoryBrowser(PAGE)
  let notice = () => {}
  const gone = new Promise<void>((resolve) => {
    notice = resolve
  })
  const popup: Popup = { go: () => {}, closed: () => gone, close: notice }
  const inside = { ...page.openTab(PAGE), close: vi.fn(notice) }
  const told: unknown[] = []
  page.hear((message) => told.push(message))
  return { page, popup, inside, told }
}

/** The page waits for its window: by then it hears what is told. */
async function waiting({ page, popup }: Pick<ReturnType<typeof opened>, 'page' | 'popup'>, state: string) {
  const hear = vi.spyOn(page, 'hear')
  const returned = awaitPopup(page, popup, state)
  await vi.waitFor(() => expect(hear).toHaveBeenCalled())
  return { returned }
}

/** Whether a promise has settled, once all that is ready has run. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const settled = vi.fn()
  void promise.then(settled, settled)
  await vi.advanceTimersByTimeAsync(0)
  return settled.mock.calls.length > 0
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('a link in a window of its own', () => {
  it('tells the page how it came back, and closes', async () => {
    const { page, popup, inside } = opened()
    const returned = awaitPopup(page, popup, STATE)
    await vi.waitFor(async () => {
      await reportToOpener(inside, { state: STATE, error: 'access_denied', description: 'No.' })
      expect(await isSettled(returned)).toBe(true)
    })
    expect(await returned).toEqual({ state: STATE, error: 'access_denied', description: 'No.' })
    expect(inside.close).toHaveBeenCalled()
  })

  it('is captured in the window, whose address is cleaned', async () => {
    const { page, popup, inside } = opened()
    const { returned } = await waiting({ page, popup }, STATE)
    inside.arrive(`?code=canary&state=${STATE}`)
    captureLinkReturn(inside)
    expect(inside.href()).toBe(PAGE)
    expect(await returned).toMatchObject({ state: STATE, error: undefined })
  })

  it('tells neither state nor code', async () => {
    const { inside, told } = opened()
    await reportToOpener(inside, { state: STATE })
    await vi.waitFor(() => expect(told).toHaveLength(1))
    expect(surface(told)).not.toContain(STATE)
    expect(Object.keys(told[0] as object).sort()).toEqual(['description', 'error', 'flow', 'type'])
  })

  it('seals the code of a link that its page exchanges', async () => {
    const { page, popup, inside, told } = opened()
    const state = STATE.replace('rlap_', 'rlapx_')
    const { returned } = await waiting({ page, popup }, state)
    inside.arrive(`?code=canary&iss=https%3A%2F%2Ftenant.example&state=${state}`)
    captureLinkReturn(inside)
    expect(await returned).toMatchObject({ state, answer: { code: 'canary', iss: 'https://tenant.example' } })
    expect(told).toHaveLength(1)
    expect(surface(told)).not.toMatch(/canary|tenant/)
  })

  it('takes a sealed code that was tampered with for none', async () => {
    const { page, popup, inside } = opened()
    const state = STATE.replace('rlap_', 'rlapx_')
    const { returned } = await waiting({ page, popup }, state)
    const tell = inside.tell
    inside.tell = (message) => tell({ ...Object(message), answer: { iv: 'AAAA', text: '!' } })
    inside.arrive(`?code=canary&state=${state}`)
    captureLinkReturn(inside)
    expect(await returned).toEqual({ state, error: undefined, description: undefined, answer: undefined })
  })

  it('is not answered by another link, nor by what is no report', async () => {
    const { page, popup, inside } = opened()
    const returned = awaitPopup(page, popup, STATE)
    await reportToOpener({ ...inside, close: () => {} }, { state: 'rlap_b3RoZXI' })
    for (const message of [null, 'returned', { type: 'returned' }, { type: 'changed', client: '[]' }]) {
      inside.tell(message)
    }
    expect(await isSettled(returned)).toBe(false)
  })

  it('is closed if the person closes the window', async () => {
    const { page, popup } = opened()
    const returned = awaitPopup(page, popup, STATE)
    popup.close()
    await vi.waitFor(async () => {
      await vi.advanceTimersByTimeAsync(500)
      expect(await isSettled(returned)).toBe(true)
    })
    expect(await returned).toEqual({ state: STATE, isClosed: true })
  })

  it('came back if its report is heard shortly after the window was seen closed', async () => {
    const { page, popup, inside } = opened()
    const returned = awaitPopup(page, popup, STATE)
    popup.close()
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1))
    await reportToOpener(inside, { state: STATE })
    expect(await returned).not.toHaveProperty('isClosed')
  })
})
