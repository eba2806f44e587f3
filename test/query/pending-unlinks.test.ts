import { QueryClient } from '@tanstack/react-query'
import { createFakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { holdsOf } from '../../src/query/holds'

const github = fakeIdentity()
const google = fakeIdentity({ provider: 'google-oauth2' })

const newHolds = () => holdsOf(new QueryClient(), createFakeClient())

/** How a hold ended, as soon as it has. */
function ending(hold: Promise<string>) {
  const ended = vi.fn()
  void hold.then(ended)
  return ended
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('a removal that waits', () => {
  it('is due when its time is up, and not before', async () => {
    const holds = newHolds()
    const ended = ending(holds.hold(github, 'undo', 6000))
    expect(holds.snapshot()).toEqual([
      { identity: github, reason: 'undo', endsAt: 1_006_000, remainingMs: 6000 },
    ])
    await vi.advanceTimersByTimeAsync(5999)
    expect(ended).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(ended).toHaveBeenCalledExactlyOnceWith('due')
    expect(holds.snapshot()).toEqual([])
  })

  it.each(['called_off', 'leaving', 'due'] as const)('ends once: %s', async (how) => {
    const holds = newHolds()
    const ended = ending(holds.hold(github, 'undo', 6000))
    holds.end(github.id, how)
    holds.end(github.id, 'called_off')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(ended).toHaveBeenCalledExactlyOnceWith(how)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('waits for as long as it takes if it has no time', async () => {
    const holds = newHolds()
    const ended = ending(holds.hold(github, 'offline'))
    await vi.advanceTimersByTimeAsync(24 * 60 * 60 * 1000)
    expect(ended).not.toHaveBeenCalled()
    expect(holds.snapshot()).toEqual([{ identity: github, reason: 'offline', endsAt: null, remainingMs: 0 }])
  })

  it('is called off by a second one of the same identity, whose time then counts', async () => {
    const holds = newHolds()
    const first = ending(holds.hold(github, 'undo', 1000))
    const second = ending(holds.hold(github, 'undo', 6000))
    await vi.advanceTimersByTimeAsync(5999)
    expect(first).toHaveBeenCalledExactlyOnceWith('called_off')
    expect(second).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(second).toHaveBeenCalledExactlyOnceWith('due')
  })
})

describe('the clock of a removal', () => {
  it('stops and goes on where it stopped', async () => {
    const holds = newHolds()
    const ended = ending(holds.hold(github, 'undo', 6000))
    await vi.advanceTimersByTimeAsync(2000)
    holds.pause(github.id)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(holds.snapshot()).toMatchObject([{ endsAt: null, remainingMs: 4000 }])
    holds.resume(github.id)
    expect(holds.snapshot()).toMatchObject([{ endsAt: Date.now() + 4000 }])
    await vi.advanceTimersByTimeAsync(3999)
    expect(ended).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(ended).toHaveBeenCalledExactlyOnceWith('due')
  })

  it('is neither stopped nor started twice', async () => {
    const holds = newHolds()
    const ended = ending(holds.hold(github, 'undo', 6000))
    holds.resume(github.id)
    holds.pause(github.id)
    await vi.advanceTimersByTimeAsync(1000)
    holds.pause(github.id)
    holds.resume(github.id)
    holds.resume(github.id)
    expect(vi.getTimerCount()).toBe(1)
    await vi.advanceTimersByTimeAsync(6000)
    expect(ended).toHaveBeenCalledTimes(1)
  })

  it('does not start for what waits for the network, nor for what is not there', () => {
    const holds = newHolds()
    void holds.hold(github, 'offline')
    holds.pause(github.id)
    holds.resume(github.id)
    holds.pause('nobody|1')
    holds.resume('nobody|1')
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('all removals that wait', () => {
  it('are told to those who listen, in the order in which they were asked for', () => {
    const holds = newHolds()
    const listener = vi.fn()
    const stop = holds.subscribe(listener)
    const empty = holds.snapshot()
    expect(holds.snapshot()).toBe(empty)
    void holds.hold(google, 'undo', 6000)
    void holds.hold(github, 'undo', 3000)
    expect(listener).toHaveBeenCalledTimes(2)
    expect(holds.snapshot().map(({ identity }) => identity)).toEqual([google, github])
    stop()
    holds.end(github.id, 'called_off')
    expect(listener).toHaveBeenCalledTimes(2)
  })

  it('belong to one client in one cache', () => {
    const [one, other] = [new QueryClient(), new QueryClient()]
    const client = createFakeClient()
    expect(holdsOf(one, client)).toBe(holdsOf(one, { ...client }))
    expect(holdsOf(one, client)).not.toBe(holdsOf(other, client))
    expect(holdsOf(one, client)).not.toBe(holdsOf(one, createFakeClient()))
  })
})
