import { isLoopback } from '../../core/identity'
import { ensure, ensureRejects, ensureSame } from './assertions'
import type { ContractClause } from './subject'

const LIST = ['identities', 'userId']
const IDENTITY = {
  id: 'string',
  provider: 'string',
  userId: 'string',
  connection: 'string',
  isSocial: 'boolean',
  primary: 'boolean',
  profile: 'object',
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
const OPTIONAL = ['unsafeId', ...Object.keys(PROFILE)]

export const listing: readonly ContractClause[] = [
  {
    clause: 'lists what is linked, in the order of the backend',
    async check({ client, truth }) {
      const { identities } = await client.listIdentities()
      ensureSame(
        identities.map(({ id }) => id),
        await truth(),
        'The list',
      )
    },
  },
  {
    clause: 'gives each identity an id of its own, made of provider and user id',
    async check({ client }) {
      const { identities } = await client.listIdentities()
      for (const { id, provider, userId } of identities) ensureSame(id, `${provider}|${userId}`, 'The id')
      ensureSame(
        new Set(identities.map(({ id }) => id)).size,
        identities.length,
        'The number of different ids',
      )
    },
  },
  {
    clause: 'puts the primary first, and has one exactly if it says that it tells',
    async check({ client }) {
      const { userId, identities } = await client.listIdentities()
      ensure(userId !== '', 'The list does not say whose it is.')
      const primaries = identities.flatMap(({ primary }, index) => (primary ? [index] : []))
      ensure(
        primaries.length === 0 || (primaries.length === 1 && primaries[0] === 0),
        `Primary are the identities at ${primaries.join(', ')}; expected the one at 0, or none.`,
      )
      ensureSame(primaries.length === 1, client.capabilities.primary, 'Whether there is a primary')
    },
  },
  {
    clause: 'lets through the fields of the model alone',
    async check({ client }) {
      const list = await client.listIdentities()
      ensureSame(Object.keys(list).sort(), LIST, 'The fields of the list')
      for (const identity of list.identities) {
        ensureFields(identity, IDENTITY, `The identity ${identity.id}`)
        ensureFields(identity.profile, PROFILE, `The profile of ${identity.id}`)
      }
    },
  },
  {
    clause: 'shows pictures from https only, or from this machine',
    async check({ client }) {
      const { identities } = await client.listIdentities()
      for (const { id, profile } of identities) {
        if (profile.picture === undefined) continue
        const { protocol, hostname } = new URL(profile.picture)
        const allowed = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
        ensure(allowed, `The picture of ${id} is at ${profile.picture}.`)
      }
    },
  },
  {
    clause: 'reports a list that fails as an error, never as an empty list',
    async check({ client, makeListFail }) {
      await makeListFail()
      await ensureRejects(client.listIdentities(), 'A failing list')
    },
  },
  {
    clause: 'has the same key all along, without a token',
    async check({ client, tokens = [] }) {
      const key = JSON.stringify(client.key)
      const isPlain = client.key.length > 0 && client.key.every((part) => typeof part === 'string')
      ensure(isPlain, `The key is ${key}; expected some strings.`)
      ensure(!tokens.some((token) => key.includes(token)), 'The key holds an access token.')
      await client.listIdentities()
      ensureSame(client.key, JSON.parse(key), 'The key after a list')
    },
  },
]

function ensureFields(value: object, fields: Readonly<Record<string, string>>, what: string): void {
  const present = Object.entries(value)
  for (const [name, content] of present) {
    ensure(Object.hasOwn(fields, name), `${what} has the field ${name}, which is not in the model.`)
    ensureSame(typeof content, fields[name], `${what}, the type of ${name}`)
  }
  const missing = Object.keys(fields).filter(
    (name) => !Object.hasOwn(value, name) && !OPTIONAL.includes(name),
  )
  ensureSame(missing, [], `${what}, the fields that are missing`)
}
