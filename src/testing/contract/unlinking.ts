import type { AccountLinkingClient, Refusal } from '../../core/client'
import type { AccountLinkingError } from '../../core/errors'
import type { Identity } from '../../core/identity'
import { ensure, ensureRejects, ensureSame, need } from './assertions'
import type { ContractClause, ContractSubject } from './subject'

export const unlinking: readonly ContractClause[] = [
  {
    clause: 'unlinks the identity it was given, and no other',
    async check(subject) {
      const { client, truth } = subject
      const [first] = await removable(subject)
      const before = await truth()
      await client.unlink(first)
      ensureSame(await truth(), without(before, first), 'Linked after the unlink')
    },
  },
  {
    clause: 'lists afresh after an unlink',
    async check(subject) {
      const { client, truth } = subject
      const [first] = await removable(subject)
      await client.unlink(first)
      const { identities } = await client.listIdentities()
      ensureSame(
        identities.map(({ id }) => id),
        await truth(),
        'The list after the unlink',
      )
    },
  },
  {
    clause: 'lets overlapping unlinks each do their own',
    async check(subject) {
      const { client, truth } = subject
      const [first, second] = await removable(subject)
      const before = await truth()
      await Promise.all([client.unlink(first), client.unlink(second)])
      ensureSame(await truth(), without(before, first, second), 'Linked after two unlinks at once')
    },
  },
  {
    clause: 'tells the truth about what is left, if it tells it',
    async check(subject) {
      const { client, truth } = subject
      const [first] = await removable(subject)
      const remaining = await client.unlink(first)
      if (remaining) ensureSame([...remaining].sort(), [...(await truth())].sort(), 'What is left')
    },
  },
  {
    clause: 'answers not_found to the unlink of what is not linked, and changes nothing',
    async check(subject) {
      const { client, truth } = subject
      const stranger = await notLinked(subject)
      const before = await truth()
      await ensureRejects(client.unlink(stranger), 'The unlink of what is not linked', 'not_found')
      ensureSame(await truth(), before, 'Linked after it')
    },
  },
  {
    clause: 'reports an unlink that the backend refuses, and changes nothing',
    async check(subject) {
      const { client, truth } = subject
      const refused = await linked(client, need(subject, 'refused'))
      const before = await truth()
      await ensureRejects(client.unlink(refused), 'A refused unlink')
      ensureSame(await truth(), before, 'Linked after it')
    },
  },
  {
    clause: 'keeps the identity that the person cannot do without, and says so if it says that it tells',
    async check(subject) {
      const { client, id } = await need(subject, 'required')()
      const identity = await linked(client, id)
      const code = tells(client, 'identity_required')
      await ensureRejects(client.unlink(identity), 'The unlink of what has to stay', code)
      await linked(client, id)
    },
  },
  {
    clause: 'says step_up_required where the person has to sign in again first, if it says that it tells',
    async check(subject) {
      const { client, truth } = subject
      const [first] = await removable(subject)
      const before = await truth()
      await need(subject, 'makeStale')()
      const code = tells(client, 'step_up_required')
      await ensureRejects(client.unlink(first), 'The unlink in a stale session', code)
      ensureSame(await truth(), before, 'Linked after it')
    },
  },
  {
    clause: 'never sends an id that was rounded',
    async check(subject) {
      const { client, truth } = subject
      const [first] = await removable(subject)
      const before = await truth()
      const unlink = client.unlink({ ...first, unsafeId: true })
      await ensureRejects(unlink, 'The unlink of an unsafe id', 'unsafe_id')
      ensureSame(await truth(), before, 'Linked after it')
    },
  },
  {
    clause: 'has no token in its errors',
    async check(subject) {
      const { client, makeListFail } = subject
      const tokens = need(subject, 'tokens')
      const stranger = await notLinked(subject)
      const errors = [await ensureRejects(client.unlink(stranger), 'The unlink of what is not linked')]
      await makeListFail()
      errors.push(await ensureRejects(client.listIdentities(), 'A failing list'))
      for (const error of errors) {
        const content = everythingIn(error)
        ensure(!tokens.some((token) => content.includes(token)), `The error ${error.code} holds a token.`)
      }
    },
  },
]

/** Two identities that the backend lets go. */
async function removable({ client, refused }: ContractSubject): Promise<[Identity, Identity]> {
  const { identities } = await client.listIdentities()
  const [first, second] = identities.filter(({ id, primary }) => !primary && id !== refused)
  ensure(
    first !== undefined && second !== undefined,
    'The subject needs two identities that can be unlinked, beside the primary and the refused one.',
  )
  return [first, second]
}

async function notLinked(subject: ContractSubject): Promise<Identity> {
  const [identity] = await removable(subject)
  const userId = `${identity.userId}0`
  return { ...identity, userId, id: `${identity.provider}|${userId}` }
}

/** The identity with this id, which has to be in the list. */
async function linked(client: AccountLinkingClient, id: string): Promise<Identity> {
  const { identities } = await client.listIdentities()
  const found = identities.find((identity) => identity.id === id)
  ensure(found !== undefined, `The identity ${id} is not in the list.`)
  return found
}

/** The code to expect where the client says that it tells this refusal from others; else any will do. */
function tells<Code extends Refusal>({ capabilities }: AccountLinkingClient, code: Code): Code | undefined {
  return capabilities.refusals.includes(code) ? code : undefined
}

function without(ids: readonly string[], ...removed: readonly Identity[]): string[] {
  return ids.filter((id) => !removed.some((identity) => identity.id === id))
}

function everythingIn(error: AccountLinkingError): string {
  const { message, stack, cause } = error
  return JSON.stringify([message, stack, String(cause), error])
}
