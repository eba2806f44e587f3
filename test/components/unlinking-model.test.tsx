import fc from 'fast-check'
import type { IdentityList } from 'react-linked-accounts'
import { identitiesOptions } from 'react-linked-accounts/query'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { userEvent as mouse } from 'vitest/browser'
import { type Host, RenderedPage } from '../model/rendered-page'
import { unlinkingProperty } from '../model/unlinking-run'

const RUNS = 40

/** Shows the section, and does no more. */
const plain: Host = (client) => ({ client })

/** Takes a removed identity out of the list itself, and restores the whole list where that came to nothing. */
const snapshotAndRestore: Host = (client, queryClient) => {
  const { queryKey } = identitiesOptions(client)
  const snapshots = new Map<string, IdentityList | undefined>()
  return {
    client,
    onEvent: (event) => {
      if (event.type === 'unlink_requested') {
        const { id } = event.identity
        snapshots.set(id, queryClient.getQueryData(queryKey))
        queryClient.setQueryData(
          queryKey,
          (list) => list && { ...list, identities: list.identities.filter((one) => one.id !== id) },
        )
      }
      if (event.type === 'unlink_failed' || event.type === 'unlink_undone')
        queryClient.setQueryData(queryKey, snapshots.get(event.identity.id))
    },
  }
}

/** Lets the rows forget what is being removed, so that they show the server's list as it is. */
const forgetRemovals: Host = (client, queryClient) => ({
  client,
  onEvent: ({ type }) => {
    if (type === 'unlink_requested') queryClient.getMutationCache().clear()
  },
})

/** Sends again where the answer was lost. */
const resend: Host = (client) => ({
  client: {
    ...client,
    unlink: (identity) => client.unlink(identity).catch(() => client.unlink(identity)),
  },
})

/** Faults for the document to show. */
const planted = { snapshotAndRestore, forgetRemovals, resend }

const property = (host: Host) => unlinkingProperty((client) => new RenderedPage(client, host))

beforeAll(async () => {
  // A removal that the mouse rests on would wait.
  await mouse.hover(document.documentElement, { position: { x: 0, y: 0 } })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'], now: 0 })
})

afterAll(() => {
  vi.useRealTimers()
})

describe('any course of unlinks, answers, losses, undos, lists, other tabs and remounts, in the document', () => {
  it(`shows the list as last told minus what is being removed, at every step (${RUNS} runs)`, {
    timeout: 60_000,
  }, async () => {
    await fc.assert(property(plain), { numRuns: RUNS })
  })

  it.each(Object.entries(planted))(
    'catches a planted fault: %s',
    { timeout: 60_000 },
    async (_name, host) => {
      // The first course that shows it will do; the shortest takes long to find.
      const { failed } = await fc.check(property(host), { numRuns: 200, endOnFailure: true })
      expect(failed).toBe(true)
    },
  )
})
