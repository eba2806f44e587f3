import { QueryClient } from '@tanstack/react-query'
import { createFakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPendingUnlinks } from '../../src/query/pending-unlinks'
import { signIn, storeOf } from '../../src/query/store'

const github = fakeIdentity()
const google = fakeIdentity({ provider: 'google-oauth2' })

/** How a wait ended, as soon as it has. */
function ending(wait: Promise<string>) {
  const ended = vi.fn()
  void wait.then(ended)
  return ended
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('a pending unlink', () => {
  it('is due when the time is up, and not before', async () => {
    const unlinks = createPendingUnlinks()
    const ended = ending(unlinks.wait(github, 'undo', 6000))
    expect(unlinks.getSnapshot()).toEqual([
      { identity: github, reason: 'undo', endsAt: 1_006_000, remainingMs: 6000 },
    ])
    await vi.advanceTimersByTimeAsync(5999)
    expect(ended).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(ended).toHaveBeenCalledExactlyOnceWith('due')
    expect(unlinks.getSnapshot()).toEqual([])
  })

  it.each(['undone', 'leaving', 'due'] as const)('ends once: %s', async (how) => {
    const unlinks = createPendingUnlinks()
    const ended = ending(unlinks.wait(github, 'undo', 6000))
    unlinks.end(github.id, how)
    unlinks.end(github.id, 'undone')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(ended).toHaveBeenCalledExactlyOnceWith(how)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('waits indefinitely if it has no time', async () => {
    const unlinks = createPendingUnlinks()
    const ended = ending(unlinks.wait(github, 'offline'))
    await vi.advanceTimersByTimeAsync(24 * 60 * 60 * 1000)
    expect(ended).not.toHaveBeenCalled()
    expect(unlinks.getSnapshot()).toEqual([
      { identity: github, reason: 'offline', endsAt: null, remainingMs: 0 },
    ])
  })

  it('is undone by a second one for the same identity, whose time then counts', async () => {
    const unlinks = createPendingUnlinks()
    const first = ending(unlinks.wait(github, 'undo', 1000))
    const second = ending(unlinks.wait(github, 'undo', 6000))
    await vi.advanceTimersByTimeAsync(5999)
    expect(first).toHaveBeenCalledExactlyOnceWith('undone')
    expect(second).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(second).toHaveBeenCalledExactlyOnceWith('due')
  })
})

describe('the timer of a pending unlink', () => {
  it('pauses, and continues where it stopped', async () => {
    const unlinks = createPendingUnlinks()
    const ended = ending(unlinks.wait(github, 'undo', 6000))
    await vi.advanceTimersByTimeAsync(2000)
    unlinks.pause(github.id)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(unlinks.getSnapshot()).toMatchObject([{ endsAt: null, remainingMs: 4000 }])
    unlinks.resume(github.id)
    expect(unlinks.getSnapshot()).toMatchObject([{ endsAt: Date.now() + 4000 }])
    await vi.advanceTimersByTimeAsync(3999)
    expect(ended).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(ended).toHaveBeenCalledExactlyOnceWith('due')
  })

  it('is neither paused nor resumed twice', async () => {
    const unlinks = createPendingUnlinks()
    const ended = ending(unlinks.wait(github, 'undo', 6000))
    unlinks.resume(github.id)
    unlinks.pause(github.id)
    await vi.advanceTimersByTimeAsync(1000)
    unlinks.pause(github.id)
    unlinks.resume(github.id)
    unlinks.resume(github.id)
    expect(vi.getTimerCount()).toBe(1)
    await vi.advanceTimersByTimeAsync(6000)
    expect(ended).toHaveBeenCalledTimes(1)
  })

  it('does not start for an unlink that waits for the network, nor for an unknown one', () => {
    const unlinks = createPendingUnlinks()
    void unlinks.wait(github, 'offline')
    unlinks.pause(github.id)
    unlinks.resume(github.id)
    unlinks.pause('nobody|1')
    unlinks.resume('nobody|1')
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('all pending unlinks', () => {
  it('are reported to subscribers, in the order of the requests', () => {
    const unlinks = createPendingUnlinks()
    const listener = vi.fn()
    const stop = unlinks.subscribe(listener)
    const empty = unlinks.getSnapshot()
    expect(unlinks.getSnapshot()).toBe(empty)
    void unlinks.wait(google, 'undo', 6000)
    void unlinks.wait(github, 'undo', 3000)
    expect(listener).toHaveBeenCalledTimes(2)
    expect(unlinks.getSnapshot().map(({ identity }) => identity)).toEqual([google, github])
    stop()
    unlinks.end(github.id, 'undone')
    expect(listener).toHaveBeenCalledTimes(2)
  })

  it('end together: those in their undo window always, those without a network only if undone', async () => {
    const unlinks = createPendingUnlinks()
    const inWindow = ending(unlinks.wait(google, 'undo', 6000))
    const offline = ending(unlinks.wait(github, 'offline'))
    unlinks.endAll('due')
    await vi.advanceTimersByTimeAsync(0)
    expect(inWindow).toHaveBeenCalledExactlyOnceWith('due')
    expect(offline).not.toHaveBeenCalled()
    unlinks.endAll('undone')
    await vi.advanceTimersByTimeAsync(0)
    expect(offline).toHaveBeenCalledExactlyOnceWith('undone')
  })

  it('belong to one client and user in one cache', () => {
    const [one, other] = [new QueryClient(), new QueryClient()]
    const client = createFakeClient()
    const { unlinks } = storeOf(one, client)
    expect(storeOf(one, { ...client }).unlinks).toBe(unlinks)
    expect(storeOf(other, client).unlinks).not.toBe(unlinks)
    expect(storeOf(one, createFakeClient()).unlinks).not.toBe(unlinks)
    expect(storeOf(one, client.backend.switchUser()).unlinks).not.toBe(unlinks)
  })

  it('T1: are undone each time another user of the client signs in; those of other clients stay', async () => {
    const cache = new QueryClient()
    const ada = createFakeClient()
    const grace = ada.backend.switchUser()
    const adas = ending(storeOf(cache, ada).unlinks.wait(github, 'undo', 60_000))
    const others = ending(storeOf(cache, createFakeClient()).unlinks.wait(github, 'undo', 60_000))
    signIn(cache, ada)
    await vi.advanceTimersByTimeAsync(0)
    expect(adas).not.toHaveBeenCalled()
    signIn(cache, grace)
    await vi.advanceTimersByTimeAsync(0)
    expect(adas).toHaveBeenCalledExactlyOnceWith('undone')
    const graces = ending(storeOf(cache, grace).unlinks.wait(google, 'undo', 60_000))
    signIn(cache, ada)
    await vi.advanceTimersByTimeAsync(0)
    expect(graces).toHaveBeenCalledExactlyOnceWith('undone')
    expect(others).not.toHaveBeenCalled()
  })
})
