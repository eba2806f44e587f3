import { QueryClient, QueryObserver } from '@tanstack/react-query'
import type { Identity, IdentityList } from 'react-linked-accounts'
import { identitiesOptions, linkedAccountsMeta, unlinkOptions } from 'react-linked-accounts/query'
import { createFakeClient, type FakeClient, fakeIdentity, scenarios } from 'react-linked-accounts/testing'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { freshIdentities, renewIdentities, shareById } from '../../src/query/identities'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const idsOf = ({ identities }: IdentityList) => identities.map(({ id }) => id)

/** A page that has fetched the list once. */
async function pageWithList(client: FakeClient = createFakeClient()) {
  const queryClient = new QueryClient()
  const options = identitiesOptions(client, client)
  const { identities } = await queryClient.fetchQuery(options)
  const unlink = (identity: Identity | undefined) =>
    queryClient
      .getMutationCache()
      .build(queryClient, unlinkOptions(client, client))
      .execute(identity ?? fakeIdentity())
  const fresh = () => freshIdentities(queryClient, client, client.browser)
  const state = () => queryClient.getQueryState(options.queryKey)
  return { client, backend: client.backend, queryClient, options, identities, unlink, fresh, state }
}

describe('a fresh list', () => {
  it('determines the result of a lost response, even when another unlink outdates the request', async () => {
    const { backend, identities, unlink } = await pageWithList()
    backend.failNext('unlink', 'network', { afterEffect: true })
    const release = backend.hold('unlink')
    const both = Promise.all(identities.slice(1).map(unlink))
    release()
    expect(await both).toEqual(['unlinked', 'unlinked'])
    expect(backend.requests.unlink).toHaveLength(2)
  })

  it('arrives even if the host cancels or removes the query in the meantime', async () => {
    const { backend, queryClient, fresh } = await pageWithList()
    const release = backend.hold('list')
    const cancelled = fresh()
    await queryClient.cancelQueries()
    const removed = fresh()
    queryClient.clear()
    backend.remove('github|1815')
    release()
    expect(idsOf(await cancelled)).toContain('google-oauth2|108204268033311374519')
    expect(await removed).toEqual(await cancelled)
  })

  it('is never one that was requested before the call', async () => {
    const { backend, queryClient, options, fresh } = await pageWithList()
    const release = backend.hold('list')
    const before = queryClient.fetchQuery({ ...options, staleTime: 0 })
    await vi.advanceTimersByTimeAsync(0)
    backend.remove('github|1815')
    const after = fresh()
    release()
    expect(idsOf(await after)).not.toContain('github|1815')
    // Neither does the cache end with the older one, whichever comes last.
    await before
    expect(queryClient.getQueryData(options.queryKey)).toEqual(await after)
  })

  it('is shared by all callers at the same time', async () => {
    const { backend, queryClient, options } = await pageWithList()
    const release = backend.hold('list')
    const lists = [1, 2, 3].map(() => queryClient.fetchQuery({ ...options, staleTime: 0 }))
    release()
    for (const list of lists) expect((await list).identities).toHaveLength(3)
    expect(backend.requests.list).toHaveLength(2)
  })

  it('is not one that was requested before another tab changed it', async () => {
    const { backend, client, queryClient, options } = await pageWithList()
    onTestFinished(new QueryObserver(queryClient, options).subscribe(() => {}))
    const release = backend.hold('list')
    const asked = queryClient.refetchQueries(options)
    await vi.advanceTimersByTimeAsync(0)
    backend.add(fakeIdentity({ accountId: '2' }))
    void renewIdentities(queryClient, client)
    release()
    await asked
    await vi.advanceTimersByTimeAsync(0)
    expect(idsOf(queryClient.getQueryData(options.queryKey) as IdentityList)).toContain('github|2')
  })

  it('T1: of another user is an error, and is not cached', async () => {
    const { backend, fresh, state, identities } = await pageWithList()
    backend.switchUser()
    await expect(fresh()).rejects.toMatchObject({ code: 'wrong_user' })
    await vi.advanceTimersByTimeAsync(0)
    expect(state()?.data?.identities).toBe(identities)
    expect(state()?.error).toMatchObject({ code: 'wrong_user' })
  })
})

describe('a list that fails', () => {
  it.each(['network', 'timeout', 'server_error'] as const)('is requested once more (%s)', async (code) => {
    const { backend, fresh } = await pageWithList()
    backend.failNext('list', code)
    const list = fresh()
    await vi.advanceTimersByTimeAsync(1000)
    expect((await list).identities).toHaveLength(3)
    expect(backend.requests.list).toHaveLength(3)
  })

  it.each(['unauthorized', 'forbidden', 'rate_limited', 'invalid_response'] as const)(
    'is not asked for again if the answer is final (%s)',
    async (code) => {
      const { backend, fresh } = await pageWithList()
      backend.failNext('list', code)
      await expect(fresh()).rejects.toMatchObject({ code })
      expect(backend.requests.list).toHaveLength(2)
    },
  )
})

describe('T14: Retry-After', () => {
  it('allows no request until the time is up, and counts down', async () => {
    const { backend, fresh, unlink, identities } = await pageWithList()
    backend.failNext('unlink', 'rate_limited', { retryAfter: 30 })
    await expect(unlink(identities[1])).rejects.toMatchObject({ code: 'rate_limited', retryAfter: 30 })
    await vi.advanceTimersByTimeAsync(10_000)
    const refusal = { code: 'rate_limited', retryAfter: 20, unsent: true }
    await expect(fresh()).rejects.toMatchObject(refusal)
    await expect(unlink(identities[2])).rejects.toMatchObject(refusal)
    expect(backend.requests).toMatchObject({ unlink: [identities[1]?.id] })
    expect(backend.requests.list).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(await unlink(identities[2])).toBe('unlinked')
  })

  it('is kept by an app that remounts with a new QueryClient', async () => {
    const { client, backend, fresh } = await pageWithList()
    backend.failNext('list', 'rate_limited', { retryAfter: 30 })
    await expect(fresh()).rejects.toThrow()
    const again = new QueryClient().fetchQuery(identitiesOptions(client, client))
    await expect(again).rejects.toMatchObject({ code: 'rate_limited', unsent: true })
    expect(backend.requests.list).toHaveLength(2)
  })

  it('of one client delays no other client, nor another user of the same client', async () => {
    const { client, queryClient, backend, fresh } = await pageWithList()
    backend.failNext('list', 'rate_limited', { retryAfter: 30 })
    await expect(fresh()).rejects.toThrow()
    for (const other of [createFakeClient(), backend.switchUser()]) {
      const options = identitiesOptions(other, client)
      expect((await queryClient.fetchQuery(options)).identities).not.toEqual([])
    }
  })

  it('is not extended by attempts that were not sent', async () => {
    const { backend, fresh } = await pageWithList()
    backend.failNext('list', 'rate_limited', { retryAfter: 30 })
    await expect(fresh()).rejects.toThrow()
    await vi.advanceTimersByTimeAsync(29_000)
    await expect(fresh()).rejects.toMatchObject({ retryAfter: 1 })
    await vi.advanceTimersByTimeAsync(1_000)
    expect((await fresh()).identities).toHaveLength(3)
  })
})

describe('H8: a list that replaces another one', () => {
  const { identities } = scenarios.many
  const before: IdentityList = { userId: 'ada', identities }
  const copy = (list: readonly Identity[]) => structuredClone(list) as Identity[]

  it('keeps the objects of unchanged identities, regardless of their position', () => {
    const after = shareById(before, { userId: 'ada', identities: copy(identities).toSpliced(1, 1) })
    expect(after.identities).toHaveLength(999)
    expect(after.identities.filter((identity) => !identities.includes(identity))).toEqual([])
  })

  it('is the same object if nothing has changed', () => {
    expect(shareById(before, { userId: 'ada', identities: copy(identities) })).toBe(before)
  })

  it('takes over the changes and the new order', () => {
    const reversed = copy(identities).reverse()
    const changed = { ...(reversed[0] as Identity), profile: { name: 'Changed' } }
    const after = shareById(before, { userId: 'ada', identities: [changed, ...reversed.slice(1)] })
    expect(after.identities[0]).toEqual(changed)
    expect(after.identities[1]).toBe(identities[998])
  })
})

it('a host can mute its global handlers for the kit by `linkedAccountsMeta`', async () => {
  const client = createFakeClient({ list: 'forbidden', unlink: 'forbidden' })
  const { queryClient } = { queryClient: new QueryClient() }
  const metas: unknown[] = []
  queryClient.getQueryCache().config.onError = (_error, { meta }) => void metas.push(meta)
  queryClient.getMutationCache().config.onError = (_error, _variables, _result, { meta }) =>
    void metas.push(meta)
  await queryClient.fetchQuery(identitiesOptions(client, client)).catch(() => {})
  const mutation = queryClient.getMutationCache().build(queryClient, unlinkOptions(client, client))
  await mutation.execute(fakeIdentity()).catch(() => {})
  expect(metas).toEqual([linkedAccountsMeta, linkedAccountsMeta])
})
