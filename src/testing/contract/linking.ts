import { ensure, ensureSame, need } from './assertions'
import { arrive, leave, link, openPage, start } from './link'
import type { ContractClause } from './subject'

export const linking: readonly ContractClause[] = [
  {
    id: 'link.adds-identity',
    clause: 'links a new identity, which is in the result and in the list',
    async check(subject) {
      const { client, linkable, truth } = subject
      const before = await truth()
      const result = await link(subject, openPage(subject), 'new')
      const added = (await truth()).filter((id) => !before.includes(id))
      ensureSame(added.length, 1, 'The number of identities linked')
      ensureSame(result?.status, 'linked', 'The status')
      ensureSame(result?.identity?.id, added[0], 'The identity of the result')
      ensureSame(result?.identity?.connection, linkable, 'The connection of the identity')
      const { identities } = await client.listIdentities()
      ensure(
        identities.some(({ id }) => id === added[0]),
        'The new identity is not in the list.',
      )
    },
  },
  {
    id: 'link.choice',
    clause: 'links without a connection, by the user’s choice, if `features` has `choice`',
    async check(subject) {
      if (!subject.client.features?.choice) return
      const before = await subject.truth()
      const result = await link(subject, openPage(subject), 'new', {})
      ensureSame(result?.status, 'linked', 'The status')
      ensureSame((await subject.truth()).length, before.length + 1, 'The number of identities')
    },
  },
  {
    id: 'link.cancel',
    clause: 'ends a link that the user cancels, and changes nothing',
    async check(subject) {
      const before = await subject.truth()
      const result = await link(subject, openPage(subject), 'cancel')
      const isReported = result?.status === 'cancelled' || result?.error !== undefined
      ensure(isReported, `The status is ${result?.status}, without an error.`)
      ensureSame(await subject.truth(), before, 'Linked after it')
    },
  },
  {
    id: 'link.cancelled',
    clause: 'reports a link that the user cancels as `cancelled`',
    async check(subject) {
      const result = await link(subject, openPage(subject), 'cancel')
      ensureSame(result?.status, 'cancelled', 'The status')
    },
  },
  {
    id: 'link.account-of-another-user',
    clause: 'does not link another user’s account; if the backend merges users, reports what was linked',
    async check(subject) {
      const { truth, merges = false } = subject
      const before = await truth()
      const result = await link(subject, openPage(subject), 'someone-elses')
      const added = (await truth()).filter((id) => !before.includes(id))
      ensureSame(result?.status === 'linked', merges, 'Whether the status is linked')
      if (merges)
        ensure(added.includes(result?.identity?.id ?? ''), 'The result has no identity that was linked.')
      else ensureSame(added, [], 'Linked, although another user has it')
    },
  },
  {
    id: 'link.already-linked',
    clause: 'reports another user’s account as already_linked',
    async check(subject) {
      const result = await link(subject, openPage(subject), 'someone-elses')
      ensureSame(result?.status, 'already_linked', 'The status')
    },
  },
  {
    id: 'link.reconnect',
    clause: 'links a linked identity again, if `features` has `reconnect`',
    async check(subject) {
      if (!subject.client.features?.reconnect) return
      const { identity } = (await link(subject, openPage(subject), 'new')) ?? {}
      ensure(identity !== undefined, 'The identity to reconnect was not linked.')
      const before = await subject.truth()
      const { connection } = identity
      const result = await link(subject, openPage(subject), 'again', { connection, reconnect: identity })
      ensureSame(result?.status, 'reconnected', 'The status')
      ensureSame(await subject.truth(), before, 'Linked after it')
    },
  },
  {
    id: 'link.fails-after-effect',
    clause:
      'reports an inconclusive result if `finishLink`, or `startLink` without a redirect, fails after the backend ' +
      'has linked',
    async check(subject) {
      const isInPlace = subject.prepare !== undefined
      if (!subject.client.finishLink && !isInPlace) return
      const failAfterLink = need(subject, 'failAfterLink')
      const page = openPage(subject)
      const before = await subject.truth()
      if (isInPlace) await failAfterLink()
      const left = await leave(subject, page, 'new')
      if (!isInPlace) await failAfterLink()
      const result = await arrive(page, left)
      ensureSame((await subject.truth()).length, before.length + 1, 'The number of identities')
      // If the result is inconclusive, the kit checks the list, which includes the identity.
      ensureSame(result?.status, 'linked', 'The status')
    },
  },
  {
    id: 'link.two-at-once',
    clause: 'lets a second link start before the first has returned',
    async check(subject) {
      // A link without a redirect has no callback.
      if (subject.prepare) return
      const page = openPage(subject)
      const request = { connection: subject.linkable }
      const [first, second] = [await start(page, request), await start(page, request)]
      ensure('url' in first && 'url' in second, 'A link ended without leaving the page.')
      const canceled = await page.comeBack(await subject.visit(second.url, 'cancel'))
      ensure(canceled?.status !== 'linked', 'The second is linked, although the user canceled it.')
      const result = await page.comeBack(await subject.visit(first.url, 'new'))
      ensureSame(result?.status, 'linked', 'The status of the first')
    },
  },
  {
    id: 'link.no-token-stored',
    clause: 'keeps no token in the page’s storage',
    async check(subject) {
      const page = openPage(subject)
      const tokens = need(subject, 'tokens')
      await leave(subject, page, 'new')
      const storage = page.browser.storage()
      const stored = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
      for (const key of stored) {
        const content = key + storage.getItem(key)
        ensure(!tokens.some((token) => content.includes(token)), `The record ${key} contains a token.`)
      }
    },
  },
  {
    id: 'link.other-user',
    clause: 'links nothing to another user who has signed in since the page was loaded',
    async check(subject) {
      const page = openPage(subject)
      await page.list()
      const other = await need(subject, 'switchUser')()
      const before = await other.truth()
      // The backend may also refuse on its own page, so only the linked identities count.
      const result = await link(subject, page, 'new').catch(() => null)
      ensureSame(await other.truth(), before, 'Linked to the other user')
      if (result?.status !== 'linked') return
      const own = await subject.truth()
      ensure(
        own.includes(result.identity?.id ?? ''),
        'The result has an identity that the user does not have.',
      )
    },
  },
]
