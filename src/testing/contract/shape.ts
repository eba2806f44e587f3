import type { AccountLinkingClient } from '../../core/client'
import { ensure, ensureRejects, ensureSame, need } from './assertions'
import { link, openPage } from './link'
import type { ContractClause } from './subject'
import { everythingIn, removable } from './unlinking'

/** Globals that exist only on a page. */
const PAGE_GLOBALS = ['window', 'document', 'location', 'history', 'sessionStorage', 'localStorage']

export const shape: readonly ContractClause[] = [
  {
    id: 'client.plain-object',
    clause: 'is a plain object, whose functions work without `this`',
    async check(subject) {
      const { client, truth } = subject
      const prototype = Object.getPrototypeOf(client)
      ensure(
        prototype === Object.prototype || prototype === null,
        'The client is an instance of a class, so `{ ...client, unlink }` would lose its methods.',
      )
      const detached = { ...subject, client: withoutThis(client) }
      const before = await truth()
      const [first] = await removable(detached)
      await detached.client.unlink(first, { keepalive: false })
      const result = await link(detached, openPage(detached), 'new')
      ensureSame(result?.status, 'linked', 'The status')
      ensureSame((await truth()).length, before.length, 'The number of identities after an unlink and a link')
    },
  },
  {
    id: 'client.without-page',
    clause: 'can be created without a page, as on a server',
    async check(subject) {
      const create = need(subject, 'create')
      const { key } = withoutPage(create)
      ensureSame(key, subject.client.key, 'The key of a client that is created without a page')
    },
  },
  {
    id: 'client.key',
    clause: 'has the same key for all users and at all times, without a token',
    async check({ client, tokens = [] }) {
      const key = JSON.stringify(client.key)
      const isPlain = client.key.length > 0 && client.key.every((part) => typeof part === 'string')
      ensure(isPlain, `The key is ${key}; expected at least one string.`)
      ensure(client.userId !== '', 'The client has no userId.')
      ensure(!client.key.includes(client.userId), 'The key contains the user.')
      ensure(!tokens.some((token) => key.includes(token)), 'The key contains an access token.')
      await client.listIdentities()
      ensureSame(client.key, JSON.parse(key), 'The key after a list')
    },
  },
  {
    id: 'errors.no-token',
    clause: 'has no token in its errors',
    async check(subject) {
      const { client, makeListFail } = subject
      const tokens = need(subject, 'tokens')
      const [first] = await removable(subject)
      await client.unlink(first, { keepalive: false })
      const unlinked = client.unlink(first, { keepalive: false })
      const errors = [await ensureRejects(unlinked, 'The unlink of what is not linked')]
      await makeListFail()
      errors.push(await ensureRejects(client.listIdentities(), 'A failing list'))
      for (const error of errors) {
        const content = everythingIn(error)
        ensure(!tokens.some((token) => content.includes(token)), `The error ${error.code} contains a token.`)
      }
    },
  },
]

/** The same client, with functions that are called without `this`. */
function withoutThis({ ...client }: AccountLinkingClient): AccountLinkingClient {
  const { listIdentities, startLink, finishLink, unlink } = client
  return {
    ...client,
    listIdentities: () => listIdentities(),
    startLink: (request, transaction) => startLink(request, transaction),
    ...(finishLink && { finishLink: (params, transaction) => finishLink(params, transaction) }),
    unlink: (identity, options) => unlink(identity, options),
  }
}

/** Calls a function while the page's globals throw. */
function withoutPage<T>(create: () => T): T {
  const present = PAGE_GLOBALS.map(
    (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
  )
  // Some test environments do not allow replacing all of them.
  const saved = present.filter(([, descriptor]) => descriptor?.configurable !== false)
  try {
    for (const [name] of saved) {
      Object.defineProperty(globalThis, name, { configurable: true, get: () => refuse(name) })
    }
    return create()
  } finally {
    for (const [name, descriptor] of saved) {
      Reflect.deleteProperty(globalThis, name)
      if (descriptor) Object.defineProperty(globalThis, name, descriptor)
    }
  }
}

function refuse(name: string): never {
  throw new Error(`The client reads \`${name}\` when it is made.`)
}
