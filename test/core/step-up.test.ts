import { fakeIdentity } from 'react-linked-accounts/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AccountLinkingError } from '../../src/core/errors'
import { type Intent, type Reauthenticate, takeInterrupted, withStepUp } from '../../src/core/step-up'
import { stubPage } from './page'
import { rejection, surface } from './surface'

const KEY = ['classic', 'tenant', 'app']
const unlink: Intent = { action: 'unlink', identity: fakeIdentity() }
const required = new AccountLinkingError('step_up_required', 'The server answered 403.', { status: 403 })

let page: ReturnType<typeof stubPage>

beforeEach(() => {
  page = stubPage()
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('an act', () => {
  it('is done at once if the host asks for no step-up, and its refusal is final', async () => {
    const act = vi.fn(async () => 'done')
    expect(await withStepUp(KEY, undefined, unlink, act)).toBe('done')
    act.mockRejectedValueOnce(required)
    await expect(withStepUp(KEY, undefined, unlink, act)).rejects.toBe(required)
    expect(act).toHaveBeenCalledTimes(2)
  })

  it('waits for the step-up', async () => {
    const order: string[] = []
    const reauthenticate = vi.fn<Reauthenticate>(async () => {
      await Promise.resolve()
      order.push('step-up')
    })
    await withStepUp(KEY, reauthenticate, unlink, async () => order.push('act'))
    expect(order).toEqual(['step-up', 'act'])
    expect(reauthenticate).toHaveBeenCalledExactlyOnceWith({ ...unlink, required: false })
  })

  it('is repeated once after the step-up that the server asks for', async () => {
    const reauthenticate = vi.fn<Reauthenticate>()
    const act = vi.fn(async () => 'done').mockRejectedValueOnce(required)
    expect(await withStepUp(KEY, reauthenticate, unlink, act)).toBe('done')
    expect(reauthenticate.mock.calls.map(([request]) => request.required)).toEqual([false, true])

    act.mockClear().mockRejectedValueOnce(required).mockRejectedValueOnce(required)
    await expect(withStepUp(KEY, reauthenticate, unlink, act)).rejects.toBe(required)
    expect(act).toHaveBeenCalledTimes(2)
  })

  it('is not repeated after any other refusal', async () => {
    const conflict = new AccountLinkingError('conflict', 'The server answered 409.')
    const act = vi.fn(() => Promise.reject(conflict))
    await expect(withStepUp(KEY, () => {}, unlink, act)).rejects.toBe(conflict)
    expect(act).toHaveBeenCalledOnce()
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error('canary')
      },
    ],
    ['rejects', () => Promise.reject(new Error('canary'))],
  ])('is dropped if the step-up %s, and its reason is not passed on', async (_how, reauthenticate) => {
    const act = vi.fn()
    const error = await rejection(withStepUp(KEY, reauthenticate, unlink, act))
    expect(error).toMatchObject({ code: 'step_up_failed' })
    expect(surface(error)).not.toContain('canary')
    expect(act).not.toHaveBeenCalled()
    expect(takeInterrupted(KEY)).toBeUndefined()
  })

  it('is done without any storage as well', async () => {
    Object.defineProperty(page, 'sessionStorage', {
      get: () => {
        throw new DOMException('', 'SecurityError')
      },
    })
    expect(
      await withStepUp(
        KEY,
        () => {},
        unlink,
        async () => 'done',
      ),
    ).toBe('done')
    vi.unstubAllGlobals()
    expect(
      await withStepUp(
        KEY,
        () => {},
        unlink,
        async () => 'done',
      ),
    ).toBe('done')
  })
})

describe('an act whose step-up leaves the page', () => {
  const leave = () =>
    void withStepUp(
      KEY,
      () => new Promise(() => {}),
      unlink,
      async () => {},
    )

  it('is known to the next page, once', () => {
    leave()
    expect(takeInterrupted(KEY)).toEqual(unlink)
    expect(takeInterrupted(KEY)).toBeUndefined()
  })

  it('is known to its own client alone', () => {
    leave()
    expect(takeInterrupted(['classic', 'tenant', 'other'])).toBeUndefined()
    expect(takeInterrupted(KEY)).toEqual(unlink)
  })

  it('is forgotten after ten minutes', () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 0 })
    leave()
    vi.setSystemTime(10 * 60_000)
    expect(takeInterrupted(KEY)).toEqual(unlink)
    leave()
    vi.setSystemTime(20 * 60_000 + 1)
    expect(takeInterrupted(KEY)).toBeUndefined()
  })

  it.each([
    '{',
    'null',
    '[]',
    '"x"',
    '{"at":1e99}',
    '{"at":"now","intent":{}}',
    '{"at":1e99,"intent":{"action":"unlink"}}',
    '{"at":1e99,"intent":{"action":"unlink","identity":{"id":1}}}',
    '{"at":1e99,"intent":{"action":"format"}}',
    '{"at":1e99,"intent":"unlink"}',
  ])('is none if its record is damaged: %s', (stored) => {
    page.sessionStorage.setItem(`react-linked-accounts:intent:${JSON.stringify(KEY)}`, stored)
    expect(takeInterrupted(KEY)).toBeUndefined()
  })
})
