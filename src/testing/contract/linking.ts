import { ensure, ensureRejects, ensureSame } from './assertions'
import { goAndReturn, link } from './journey'
import type { ContractClause } from './subject'

export const linking: readonly ContractClause[] = [
  {
    clause: 'stays pending while the page is leaving',
    async check(subject) {
      const { client, linkable, visit } = subject
      let settled = false
      const leaving = client.startLink({ connection: linkable }).finally(() => {
        settled = true
      })
      const url = await Promise.race([visit('new'), leaving.then(() => undefined)])
      if (url !== undefined) await client.finishLink(url)
      ensure(!settled, 'startLink resolved, though the person has not come back by the back button.')
    },
  },
  {
    clause: 'links a new identity: the result names it, and the list shows it',
    async check(subject) {
      const { client, linkable, truth } = subject
      const before = await truth()
      const result = await link(subject, 'new')
      const added = (await truth()).filter((id) => !before.includes(id))
      ensureSame(added.length, 1, 'The number of identities linked')
      ensureSame(result?.status, 'linked', 'The status')
      ensureSame(result?.connection, linkable, 'The connection of the result')
      ensureSame(result?.identity?.id, added[0], 'The identity of the result')
      const { identities } = await client.listIdentities()
      ensure(
        identities.some(({ id }) => id === added[0]),
        'The new identity is not in the list.',
      )
    },
  },
  {
    clause: 'links without a connection, by the choice of the person, or says that it cannot',
    async check(subject) {
      const { client } = subject
      if (!client.capabilities.choice) {
        await ensureRejects(goAndReturn(subject, 'new', {}), 'A link without a connection', 'configuration')
        return
      }
      const before = await subject.truth()
      const result = await link(subject, 'new', {})
      ensureSame(result?.status, 'linked', 'The status')
      ensureSame(result?.connection, null, 'The connection of the result')
      ensureSame((await subject.truth()).length, before.length + 1, 'The number of identities')
    },
  },
  {
    clause: 'leaves without asking for a list that it was given',
    async check(subject) {
      const { client, linkable, makeListFail } = subject
      const current = await client.listIdentities()
      await makeListFail()
      await goAndReturn(subject, 'cancel', { connection: linkable, current }).catch((error: unknown) => {
        throw new Error(
          `startLink was given the list, and did not leave while the backend has none: ${error}.`,
        )
      })
    },
  },
  {
    clause: 'calls a link that the person breaks off cancelled, and changes nothing',
    async check(subject) {
      const before = await subject.truth()
      const result = await link(subject, 'cancel')
      ensureSame(result?.status, 'cancelled', 'The status')
      ensureSame(await subject.truth(), before, 'Linked after it')
    },
  },
  {
    clause: 'does not link an account of another user, and calls it already_linked if it says that it tells',
    async check(subject) {
      const before = await subject.truth()
      const result = await link(subject, 'someone-elses')
      const isTold = subject.client.capabilities.refusals.includes('already_linked')
      if (isTold) ensureSame(result?.status, 'already_linked', 'The status')
      ensure(result?.identity === undefined, 'The result names an identity.')
      ensureSame(await subject.truth(), before, 'Linked after it')
    },
  },
  {
    clause: 'does not call a return linked when the list cannot be read',
    async check(subject) {
      const url = await goAndReturn(subject, 'new')
      await subject.makeListFail()
      const result = await subject.client.finishLink(url)
      ensureSame(result?.status, 'unverified', 'The status')
      ensure(result?.error !== undefined, 'The result does not say why.')
    },
  },
  {
    clause: 'lets a second link begin before the first has come back',
    async check(subject) {
      const { client } = subject
      const firstUrl = await goAndReturn(subject, 'new')
      const secondUrl = await goAndReturn(subject, 'cancel')
      const secondResult = await client.finishLink(secondUrl)
      const firstResult = await client.finishLink(firstUrl)
      ensureSame(firstResult?.status, 'linked', 'The status of the first')
      ensureSame(secondResult?.status, 'cancelled', 'The status of the second')
    },
  },
]
