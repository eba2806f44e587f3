import type { AccountLinkingClient } from '../../core/client'
import { type AccountLinkingError, isAmbiguous } from '../../core/errors'
import type { Identity } from '../../core/identity'
import { ensure, ensureRejects, ensureSame, errorOf, need } from './assertions'
import { link, openPage } from './link'
import type { ContractClause, ContractSubject } from './subject'

const now = { keepalive: false }

export const unlinking: readonly ContractClause[] = [
  {
    id: 'unlink.only-that-one',
    clause: 'unlinks the given identity, and no other',
    async check(subject) {
      const { client, truth } = subject
      const [first] = await removable(subject)
      const before = await truth()
      await client.unlink(first, now)
      ensureSame(await truth(), without(before, first), 'Linked after the unlink')
    },
  },
  {
    id: 'unlink.list',
    clause: 'fetches a fresh list after an unlink',
    async check(subject) {
      const { client, truth } = subject
      const [first] = await removable(subject)
      await client.unlink(first, now)
      ensureSame(await idsOf(client), await truth(), 'The list after the unlink')
    },
  },
  {
    id: 'unlink.overlapping',
    clause: 'completes overlapping unlinks independently',
    async check(subject) {
      const { client, truth } = subject
      const [first, second] = await removable(subject)
      // Links one more, because a backend may refuse to unlink the last identity.
      await link(subject, openPage(subject), 'new')
      const before = await truth()
      await Promise.all([client.unlink(first, now), client.unlink(second, now)])
      ensureSame(await truth(), without(before, first, second), 'Linked after two simultaneous unlinks')
    },
  },
  {
    id: 'unlink.not-found',
    clause: 'rejects the unlink of an identity that is not linked with not_found, and changes nothing',
    async check(subject) {
      const { client, truth } = subject
      const [first] = await removable(subject)
      await client.unlink(first, now)
      const before = await truth()
      await ensureRejects(client.unlink(first, now), 'The unlink of what is not linked', 'not_found')
      ensureSame(await truth(), before, 'Linked after it')
    },
  },
  {
    id: 'unlink.refused',
    clause: 'reports an unlink that the backend refuses as a refusal, and changes nothing',
    async check(subject) {
      const { client, truth } = subject
      const refused = await linked(client, need(subject, 'refused'))
      const before = await truth()
      const error = await ensureRejects(client.unlink(refused, now), 'A refused unlink')
      ensure(!isAmbiguous(error), `The refusal is ${error.code}, but the unlink must count as not done.`)
      ensureSame(await truth(), before, 'Linked after it')
    },
  },
  {
    id: 'unlink.required',
    clause: 'rejects the unlink of a required identity',
    async check(subject) {
      const { client, id } = await need(subject, 'required')()
      await ensureRejects(client.unlink(await linked(client, id), now), 'The unlink of a required identity')
      await linked(client, id)
    },
  },
  {
    id: 'unlink.identity-required',
    clause: 'rejects the unlink of a required identity with identity_required',
    async check(subject) {
      const { client, id } = await need(subject, 'required')()
      const unlinked = client.unlink(await linked(client, id), now)
      await ensureRejects(unlinked, 'The unlink of a required identity', 'identity_required')
    },
  },
  {
    id: 'unlink.step-up-required',
    clause: 'rejects with step_up_required if the user has to sign in again first, and changes nothing',
    async check(subject) {
      const { client, truth } = subject
      const [first] = await removable(subject)
      const before = await truth()
      await need(subject, 'makeStale')()
      await ensureRejects(client.unlink(first, now), 'The unlink in a stale session', 'step_up_required')
      ensureSame(await truth(), before, 'Linked after it')
    },
  },
  {
    id: 'unlink.fails-after-effect',
    clause: 'reports an inconclusive result if an unlink fails after the backend has unlinked',
    async check(subject) {
      const { client, truth } = subject
      const [first] = await removable(subject)
      const before = await truth()
      await need(subject, 'failAfterUnlink')()
      const error = await ensureRejects(client.unlink(first, now), 'An unlink that fails after its effect')
      ensure(isAmbiguous(error), `The error is ${error.code}, but the unlink may have been done.`)
      ensureSame(await truth(), without(before, first), 'Linked after it')
      ensureSame(await idsOf(client), await truth(), 'The list after it')
    },
  },
  {
    id: 'unlink.without-effect',
    clause: 'lists an identity that the backend did not unlink, although it reported success',
    async check(subject) {
      const { client, truth } = subject
      const [first] = await removable(subject)
      const before = await truth()
      await need(subject, 'ignoreUnlink')()
      await client.unlink(first, now)
      ensureSame(await truth(), before, 'Linked after it')
      ensureSame(await idsOf(client), before, 'The list after it')
    },
  },
  {
    id: 'unlink.one-request',
    clause: 'sends one request for an unlink, if `features` has `deferUnlink`',
    async check(subject) {
      if (!subject.client.features?.deferUnlink) return
      const countRequests = need(subject, 'countRequests')
      const [first] = await removable(subject)
      const before = await subject.truth()
      const requests = countRequests()
      const unlinked = subject.client.unlink(first, { keepalive: true })
      await unlinked
      ensureSame(countRequests() - requests, 1, 'The number of requests')
      ensureSame(await subject.truth(), without(before, first), 'Linked after the unlink')
    },
  },
  {
    id: 'unlink.other-user',
    clause: 'unlinks nothing for another user who has signed in since the list was loaded',
    async check(subject) {
      const { client } = subject
      const { identities } = await client.listIdentities()
      const other = await need(subject, 'switchUser')()
      const before = await other.truth()
      const theirs = (await other.client.listIdentities()).identities
      // If a backend identifies accounts only by connection, the other user's account would be unlinked.
      const alike = identities.find((one) => theirs.some(({ connection }) => connection === one.connection))
      const [first] = identities.filter(({ primary }) => !primary)
      const identity = alike ?? first
      ensure(identity !== undefined, 'The user has no identity that can be unlinked.')
      await errorOf(client.unlink(identity, now), 'An unlink in the session of another user')
      ensureSame(await other.truth(), before, 'Linked to the other user')
    },
  },
]

/** Two identities, at least one of which the backend allows to be unlinked. */
export async function removable({ client, refused }: ContractSubject): Promise<[Identity, Identity]> {
  const { identities } = await client.listIdentities()
  const [first, second] = identities.filter(({ id, primary }) => !primary && id !== refused)
  ensure(
    first !== undefined && second !== undefined,
    'The subject needs two identities that can be unlinked, besides the primary and the refused one.',
  )
  return [first, second]
}

/** All text in an error. */
export function everythingIn(error: AccountLinkingError): string {
  const { message, stack, cause } = error
  return JSON.stringify([message, stack, String(cause), error])
}

/** The identity with this id, which must be in the list. */
async function linked(client: AccountLinkingClient, id: string): Promise<Identity> {
  const { identities } = await client.listIdentities()
  const found = identities.find((identity) => identity.id === id)
  ensure(found !== undefined, `The identity ${id} is not in the list.`)
  return found
}

async function idsOf(client: AccountLinkingClient): Promise<string[]> {
  return (await client.listIdentities()).identities.map(({ id }) => id)
}

function without(ids: readonly string[], ...removed: readonly Identity[]): string[] {
  return ids.filter((id) => !removed.some((identity) => identity.id === id))
}
