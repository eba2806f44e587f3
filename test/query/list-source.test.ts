import { createFakeClient } from 'react-linked-accounts/testing'
import { expect, it, vi } from 'vitest'
import { AccountLinkingError } from '../../src/core/errors'
import type { IdentityList } from '../../src/core/identity'
import { createListSource } from '../../src/query/list-source'

/** A client whose lists are answered by hand, in the order in which they were asked for. */
function byHand() {
  const fake = createFakeClient()
  const asked: { resolve: (list: IdentityList) => void; reject: (error: Error) => void }[] = []
  const client = {
    ...fake,
    listIdentities: () =>
      new Promise<IdentityList>((resolve, reject) => void asked.push({ resolve, reject })),
  }
  return { client, asked, list: { userId: fake.userId, identities: fake.backend.identities() } }
}

const refused = () => new AccountLinkingError('forbidden', 'The list is not for you.')

it('uses an earlier list as evidence when the next one is lost, and does not keep it', async () => {
  const { client, asked, list } = byHand()
  const source = createListSource(
    () => {},
    async () => {},
    { until: 0 },
  )
  const keep = vi.fn()
  const proof = source.readFresh(client, keep)
  source.markChanged()
  asked[0]?.resolve(list)
  await vi.waitFor(() => expect(asked).toHaveLength(2))
  asked[1]?.reject(refused())

  expect(await proof).toEqual(list)
  expect(keep).not.toHaveBeenCalled()
})

it('uses a list that another caller has requested in the meantime', async () => {
  const { client, asked, list } = byHand()
  const source = createListSource(
    () => {},
    async () => {},
    { until: 0 },
  )
  const proof = source.readFresh(client, () => {})
  const other = source.readFresh(client, () => {})
  asked[1]?.resolve(list)
  expect(await other).toEqual(list)
  const last = source.readFresh(client, () => {})
  asked[0]?.reject(refused())
  asked[2]?.reject(refused())

  expect(await proof).toEqual(list)
  await expect(last).rejects.toThrow('not for you')
})

it('does not use a list from before the request', async () => {
  const { client, asked, list } = byHand()
  const source = createListSource(
    () => {},
    async () => {},
    { until: 0 },
  )
  const shown = source.read(client)
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  const proof = source.readFresh(client, () => {})
  asked[0]?.resolve(list)
  await vi.waitFor(() => expect(asked).toHaveLength(2))
  asked[1]?.reject(refused())

  await expect(proof).rejects.toThrow('not for you')
  await expect(shown).rejects.toThrow('not for you')
})

it('requests again if a later request could not be sent because another user was signed in for a while', async () => {
  const { client, asked, list } = byHand()
  const source = createListSource(
    () => {},
    async () => {},
    { until: 0 },
  )
  const first = source.read(client)
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  source.setSignedIn(false)
  await expect(source.readFresh(client, () => {})).rejects.toMatchObject({ code: 'wrong_user', unsent: true })
  source.setSignedIn(true)
  asked[0]?.resolve(list)
  await vi.waitFor(() => expect(asked).toHaveLength(2))
  asked[1]?.resolve(list)
  expect(await first).toEqual(list)
})
