import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AccountLinkingError } from '../../src/core/errors'
import type { PendingAction } from '../../src/core/link'
import { consumePendingAction, type Reauthenticate, stepUp, withStepUp } from '../../src/core/step-up'
import { createMemoryBrowser } from '../../src/testing/memory-browser'
import { ANN, identityOf, PAGE, stored } from './links'
import { rejection, surface } from './surface'

const client = { key: ['classic', 'tenant', 'app'], userId: ANN }
const unlink: PendingAction = { action: 'unlink', identity: identityOf('github|1') }
const link: PendingAction = {
  action: 'link',
  request: {
    connection: 'github',
    reconnect: identityOf('github|1'),
    scopes: ['repo'],
    prompt: 'consent',
    loginHint: 'ada',
    returnTo: '/settings',
    display: 'popup',
  },
}
const required = new AccountLinkingError('step_up_required', 'The server answered 403.', { status: 403 })
const leaving = () => new Promise<void>(() => {})

const contextOf = (reauthenticate?: Reauthenticate, browser = createMemoryBrowser(PAGE)) => ({
  browser,
  client,
  reauthenticate,
})

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

/** Ends a step-up that does not leave the page. */
async function ended<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {})
  await vi.advanceTimersByTimeAsync(10)
  return promise
}

describe('an action', () => {
  it('runs immediately if the host has no step-up, and a refusal is final', async () => {
    await stepUp(contextOf(), unlink)
    const act = vi.fn(async () => 'done')
    expect(await withStepUp(contextOf(), unlink, act)).toBe('done')
    act.mockRejectedValueOnce(required)
    await expect(withStepUp(contextOf(), unlink, act)).rejects.toBe(required)
    expect(act).toHaveBeenCalledTimes(2)
  })

  it('waits for the step-up', async () => {
    const reauthenticate = vi.fn<Reauthenticate>(async () => {})
    await ended(stepUp(contextOf(reauthenticate), unlink))
    expect(reauthenticate).toHaveBeenCalledExactlyOnceWith({ ...unlink, required: false })
  })

  it('is repeated once after the step-up that the server requires', async () => {
    const reauthenticate = vi.fn<Reauthenticate>()
    const act = vi.fn(async () => 'done').mockRejectedValueOnce(required)
    expect(await ended(withStepUp(contextOf(reauthenticate), unlink, act))).toBe('done')
    expect(reauthenticate).toHaveBeenCalledExactlyOnceWith({ ...unlink, required: true })

    act.mockClear().mockRejectedValueOnce(required).mockRejectedValueOnce(required)
    await expect(ended(withStepUp(contextOf(reauthenticate), unlink, act))).rejects.toBe(required)
    expect(act).toHaveBeenCalledTimes(2)
  })

  it('is not repeated after any other refusal', async () => {
    const conflict = new AccountLinkingError('conflict', 'The server answered 409.')
    const act = vi.fn(() => Promise.reject(conflict))
    await expect(
      withStepUp(
        contextOf(() => {}),
        unlink,
        act,
      ),
    ).rejects.toBe(conflict)
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
    const context = contextOf(reauthenticate)
    const error = await rejection(ended(stepUp(context, unlink)))
    expect(error).toMatchObject({ code: 'step_up_failed', unsent: true })
    expect(surface(error)).not.toContain('canary')
    expect(stored(context.browser)).toEqual({})
  })

  it('runs even without storage', async () => {
    const browser = {
      ...createMemoryBrowser(PAGE),
      storage: () => {
        throw new DOMException('canary', 'SecurityError')
      },
    }
    await expect(
      ended(
        stepUp(
          contextOf(() => {}, browser),
          unlink,
        ),
      ),
    ).resolves.toBeUndefined()
  })
})

describe('an action whose step-up leaves the page', () => {
  it.each([unlink, link])(
    'T15: is offered by the next page once, with all that was asked for: $action',
    (action) => {
      const context = contextOf(leaving)
      void stepUp(context, action)
      const next = { ...context, browser: context.browser.reload() }
      expect(consumePendingAction(next)).toEqual(action)
      expect(consumePendingAction(next)).toBeNull()
    },
  )

  it('is offered only to its own client and user', () => {
    const context = contextOf(leaving)
    void stepUp(context, unlink)
    const next = { ...context, browser: context.browser.reload() }
    const others = [
      { ...client, userId: 'auth0|bob' },
      { ...client, key: ['classic', 'tenant', 'other'] },
    ]
    for (const other of others) expect(consumePendingAction({ ...next, client: other })).toBeNull()
    expect(consumePendingAction(next)).toEqual(unlink)
  })

  it('is forgotten after an hour', () => {
    const context = contextOf(leaving)
    void stepUp(context, unlink)
    vi.setSystemTime(Date.now() + 60 * 60_000 + 1)
    void stepUp(context, link)
    expect(consumePendingAction({ ...context, browser: context.browser.reload() })).toEqual(link)
    expect(stored(context.browser)).toEqual({})
  })

  it('T16: does not overwrite another action, and each is offered', () => {
    const context = contextOf(leaving)
    void stepUp(context, unlink)
    vi.setSystemTime(Date.now() + 1)
    void stepUp(context, link)
    const next = { ...context, browser: context.browser.reload() }
    expect([consumePendingAction(next), consumePendingAction(next)]).toEqual([link, unlink])
  })

  it('T16: is not taken by a component that mounts while the step-up runs', async () => {
    let end = () => {}
    const waiting = () =>
      new Promise<void>((resolve) => {
        end = resolve
      })
    const context = contextOf(waiting)
    const step = stepUp(context, unlink)
    expect(consumePendingAction(context)).toBeNull()
    expect(Object.keys(stored(context.browser))).toHaveLength(1)
    end()
    await ended(step)
    expect(stored(context.browser)).toEqual({})
  })

  it('fails if the back button brings the page back without it', async () => {
    const context = contextOf(leaving)
    const step = stepUp(context, unlink)
    context.browser.back()
    await expect(ended(step)).rejects.toMatchObject({ code: 'step_up_failed' })
  })

  it('V7: is not sent, although the step-up resolves before the page has left', async () => {
    const context = contextOf(async () => context.browser.fire('beforeunload'))
    const step = stepUp(context, unlink)
    const over = vi.fn()
    step.then(over, over)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(over).not.toHaveBeenCalled()
    expect(consumePendingAction({ ...context, browser: context.browser.reload() })).toEqual(unlink)
  })

  it('V7: fails if the page is in use again afterwards', async () => {
    const context = contextOf(async () => context.browser.fire('beforeunload'))
    const step = stepUp(context, unlink)
    step.catch(() => {})
    await vi.advanceTimersByTimeAsync(10)
    context.browser.back()
    await expect(ended(step)).rejects.toMatchObject({ code: 'step_up_failed', unsent: true })
    expect(stored(context.browser)).toEqual({})
  })
})
