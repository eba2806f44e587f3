import { isSafeUrl } from '../../core/url'
import { ensure, ensureRejects, ensureSame, errorOf, need } from './assertions'
import type { ContractClause, ContractUser } from './subject'

const LIST = ['identities', 'userId']
const IDENTITY = {
  id: 'string',
  provider: 'string',
  connection: 'string',
  primary: 'boolean',
  profile: 'object',
  accountId: 'string',
  linkedAt: 'string',
  unsafeId: 'boolean',
}
const PROFILE = {
  name: 'string',
  email: 'string',
  emailVerified: 'boolean',
  username: 'string',
  nickname: 'string',
  picture: 'string',
}
const OPTIONAL = ['accountId', 'linkedAt', 'unsafeId', ...Object.keys(PROFILE)]
const ISO_DATE = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/

export const listing: readonly ContractClause[] = [
  {
    id: 'list.order',
    clause: 'lists the linked identities, in the backend’s order',
    async check({ client, truth }) {
      ensureSame(await idsOf(client), await truth(), 'The list')
    },
  },
  {
    id: 'list.user',
    clause: 'returns the user that the list belongs to',
    async check({ client }) {
      ensureSame((await client.listIdentities()).userId, client.userId, 'The userId of the list')
    },
  },
  {
    id: 'list.ids',
    clause: 'has a unique id for each identity',
    async check({ client }) {
      const ids = await idsOf(client)
      ensure(
        ids.every((id) => id !== ''),
        'An identity has an empty id.',
      )
      ensureSame(new Set(ids).size, ids.length, 'The number of different ids')
    },
  },
  {
    id: 'list.primary',
    clause: 'has the primary first, and at most one',
    async check({ client }) {
      const { identities } = await client.listIdentities()
      const primaries = identities.flatMap(({ primary }, index) => (primary ? [index] : []))
      ensure(
        primaries.every((index) => index === 0),
        `The identities at ${primaries.join(', ')} are primary; expected the one at 0, or none.`,
      )
    },
  },
  {
    id: 'list.fields',
    clause: 'has only the fields of the model',
    async check({ client }) {
      const list = await client.listIdentities()
      ensureSame(Object.keys(list).sort(), LIST, 'The fields of the list')
      for (const identity of list.identities) {
        const { linkedAt } = identity
        ensureFields(identity, IDENTITY, `The identity ${identity.id}`)
        ensureFields(identity.profile, PROFILE, `The profile of ${identity.id}`)
        ensure(
          linkedAt === undefined || ISO_DATE.test(linkedAt),
          `The linkedAt of ${identity.id} is ${JSON.stringify(linkedAt)}; expected an ISO 8601 date.`,
        )
      }
    },
  },
  {
    id: 'list.pictures',
    clause: 'has only pictures from https or from loopback',
    async check({ client }) {
      const { identities } = await client.listIdentities()
      for (const { id, profile } of identities) {
        if (profile.picture === undefined) continue
        ensure(isSafeUrl(new URL(profile.picture)), `The picture of ${id} is at ${profile.picture}.`)
      }
    },
  },
  {
    id: 'list.failure',
    clause: 'reports a failed list as an error, never as an empty list',
    async check({ client, makeListFail }) {
      await makeListFail()
      await ensureRejects(client.listIdentities(), 'A failing list')
    },
  },
  {
    id: 'list.other-user',
    clause: 'does not return another user’s identities as the user’s own',
    async check(subject) {
      await ensureNotTheirs(subject, await need(subject, 'switchUser')())
    },
  },
  {
    id: 'list.empty',
    clause: 'has an empty list for a user with nothing linked, and for no other user',
    async check(subject) {
      const other = await need(subject, 'switchToEmpty')()
      const { client } = other
      const expected = { userId: client.userId, identities: [] }
      ensureSame(await client.listIdentities(), expected, 'The list of a user with nothing linked')
      await ensureNotTheirs(subject, other)
    },
  },
]

/** After another user has signed in, the client's list must be an error, the other user's under their id, or its own. */
async function ensureNotTheirs({ client, truth }: ContractUser, other: ContractUser): Promise<void> {
  const listed = client.listIdentities()
  const error = await errorOf(listed, 'A list in the session of another user')
  if (error) return
  const { userId, identities } = await listed
  if (userId === other.client.userId) return
  ensureSame(userId, client.userId, 'The userId of a list in the session of another user')
  const ids = identities.map(({ id }) => id)
  ensureSame(ids, await truth(), 'The list under the user’s own id, in the session of another user')
}

async function idsOf(client: ContractUser['client']): Promise<string[]> {
  return (await client.listIdentities()).identities.map(({ id }) => id)
}

function ensureFields(value: object, fields: Readonly<Record<string, string>>, what: string): void {
  for (const [name, content] of Object.entries(value)) {
    ensure(Object.hasOwn(fields, name), `${what} has the field ${name}, which is not in the model.`)
    if (content === undefined && OPTIONAL.includes(name)) continue
    ensureSame(typeof content, fields[name], `${what}, the type of ${name}`)
  }
  const missing = Object.keys(fields).filter(
    (name) => !Object.hasOwn(value, name) && !OPTIONAL.includes(name),
  )
  ensureSame(missing, [], `${what}, the fields that are missing`)
}
