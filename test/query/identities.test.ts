import { MutationObserver, QueryClient } from '@tanstack/react-query'
import type { Identity } from 'react-linked-accounts'
import { identitiesOptions, unlinkOptions } from 'react-linked-accounts/query'
import { expect, it, vi } from 'vitest'
import { fetchIdentities, renewIdentities } from '../../src/query/identities'
import { HandServer } from '../model/hand-server'

async function pageWithList() {
  const server = new HandServer()
  const queryClient = new QueryClient()
  const first = queryClient.fetchQuery(identitiesOptions(server.client))
  server.openLists[0]?.answer(server.ids)
  const { identities } = await first
  const unlink = async (id: string) => {
    const identity = identities.find((one) => one.id === id) as Identity
    return new MutationObserver(queryClient, unlinkOptions(server.client)).mutate(identity)
  }
  return { server, queryClient, unlink }
}

it('judges a lost answer by a list of the server, also when another removal cancels the request for it', async () => {
  const { server, unlink } = await pageWithList()
  const lost = unlink('github|1')
  const confirmed = unlink('github|2')
  await vi.waitFor(() => expect(server.openUnlinks).toHaveLength(2))
  const [first, second] = [...server.openUnlinks]
  for (const open of server.openUnlinks) server.act(open)
  first?.fail('network')
  await vi.waitFor(() => expect(server.openLists).toHaveLength(1))
  second?.confirm()
  await confirmed
  const verdict = expect(lost).resolves.toBe('unlinked')
  await vi.waitFor(() => expect(server.listCount).toBe(3))
  for (const list of server.openLists) list.answer(server.ids)
  await verdict
})

it('gives a list of the server, also when the host cancels the request for it', async () => {
  const { server, queryClient } = await pageWithList()
  const list = fetchIdentities(server.client, queryClient)
  await vi.waitFor(() => expect(server.openLists).toHaveLength(1))
  server.ids = ['auth0|0']
  await queryClient.cancelQueries()
  await vi.waitFor(() => expect(server.listCount).toBe(3))
  for (const open of server.openLists) open.answer(server.ids)
  expect((await list).identities).toHaveLength(1)
})

it('asks once for all who wait for the list', async () => {
  const { server, queryClient } = await pageWithList()
  const lists = [
    fetchIdentities(server.client, queryClient),
    fetchIdentities(server.client, queryClient),
    queryClient.fetchQuery({ ...identitiesOptions(server.client), staleTime: 0 }),
  ]
  await vi.waitFor(() => expect(server.openLists).toHaveLength(1))
  server.openLists[0]?.answer(['auth0|0'])
  for (const list of lists) expect((await list).identities).toHaveLength(1)
  expect(server.listCount).toBe(2)
})

it('does not take a list for fresh that was asked before another tab changed it, nobody looking', async () => {
  const { server, queryClient } = await pageWithList()
  void queryClient.refetchQueries()
  await vi.waitFor(() => expect(server.openLists).toHaveLength(1))
  const [asked] = server.openLists
  await renewIdentities(server.client, queryClient)
  asked?.answer(server.ids)
  await vi.waitFor(() => expect(queryClient.isFetching()).toBe(0))
  expect(queryClient.getQueryState(identitiesOptions(server.client).queryKey)?.isInvalidated).toBe(true)
})
