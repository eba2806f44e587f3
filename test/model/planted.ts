import type { AccountLinkingClient, IdentityList } from 'react-linked-accounts'
import { AccountLinkingError, type Identity } from 'react-linked-accounts/core'
import {
  identitiesOptions,
  linkedAccountsKeys,
  linkOptions,
  unlinkOptions,
} from 'react-linked-accounts/query'
import { freshIdentities } from '../../src/query/identities'
import { isOnline, signIn, storeOf } from '../../src/query/store'
import { pendingUnlinkMutations } from '../../src/query/visible'
import { type Pieces, pieces } from './cache-page'
import type { Invariant } from './invariants'
import type { Wrap } from './world'

/** A bug: parts of the kit, or its inputs and outputs, are replaced. */
export interface Planted extends Wrap {
  readonly kit?: Partial<Pieces>
  /** The invariant that it breaks. */
  readonly by: readonly Invariant[]
}

/** An unlink that fails, or is undone, restores the whole list as it was before. */
const snapshotAndRestore: Pieces['unlinkOptions'] = (client, options) => {
  const { queryKey } = identitiesOptions(client)
  const unlink = unlinkOptions(client, options)
  const snapshots = new WeakMap<Identity, IdentityList | undefined>()
  return {
    ...unlink,
    async mutationFn(identity, context) {
      snapshots.set(identity, context.client.getQueryData(queryKey))
      const restore = () => context.client.setQueryData(queryKey, snapshots.get(identity))
      try {
        const outcome = await unlink.mutationFn?.(identity, context)
        if (outcome !== 'unlinked') restore()
        return outcome ?? 'undone'
      } catch (error) {
        restore()
        throw error
      }
    },
  }
}

/** Trusts the server's success, and requests the list at the same time. */
const believed: Pieces['unlinkOptions'] = (client, options) => ({
  ...unlinkOptions(client, options),
  mutationFn: (identity, context) =>
    new Promise((resolve, reject) => {
      const trusting: AccountLinkingClient = {
        ...client,
        async unlink(...values) {
          await client.unlink(...values)
          resolve('unlinked')
        },
      }
      unlinkOptions(trusting, options).mutationFn?.(identity, context).then(resolve, reject)
    }),
})

/** What is left of an error when it is recreated. */
const renamed = (error: unknown, code: 'rejected' | 'rate_limited') =>
  new AccountLinkingError(code, error instanceof Error ? error.message : '')

const codeOf = (error: unknown) => (error instanceof AccountLinkingError ? error.code : undefined)

const rename = <T>(answer: Promise<T>, from: string, to: 'rejected' | 'rate_limited') =>
  answer.catch((error) => {
    throw codeOf(error) === from ? renamed(error, to) : error
  })

type Context = Parameters<ReturnType<typeof storeOf>['links']['start']>[0]
interface Changes {
  isOld?: boolean
  isUsedUp?: boolean
  isHasty?: boolean
}

/** The kit's links with part of their context replaced. */
function linksWith({ isOld, isUsedUp, isHasty }: Changes): Partial<Pieces> {
  type Resume = Parameters<Pieces['resumeLinks']>
  const contextOf = (queryClient: Resume[0], client: Resume[1], options: Resume[2]) => {
    const browser = options?.browser
    if (!browser) throw new Error('The model has a page.')
    const { links, list, unlinks } = storeOf(queryClient, client, browser)
    const cached = () => queryClient.fetchQuery({ ...identitiesOptions(client), staleTime: 60_000 })
    const context: Context = {
      client: list.guard(client, () => isOnline(browser)),
      browser,
      reauthenticate: options?.reauthenticate,
      freshList: isOld ? cached : () => freshIdentities(queryClient, client, browser),
      cachedList: () => queryClient.getQueryData(linkedAccountsKeys.identities(client)),
      recentList: cached,
      flushUnlinks: () => {
        if (isHasty || pendingUnlinkMutations(queryClient, client).length === 0) return undefined
        unlinks.endAll('due')
        return new Promise((resolve) => {
          const stop = queryClient.getMutationCache().subscribe(() => {
            if (pendingUnlinkMutations(queryClient, client).length > 0) return
            stop()
            resolve()
          })
        })
      },
      whileFinishing: list.whileFinishing,
    }
    return { links, context, browser }
  }
  return {
    linkOptions: (client, options) => ({
      ...linkOptions(client, options),
      async mutationFn(request, { client: queryClient }) {
        const { links, context } = contextOf(queryClient, client, options)
        await links.start(context, request)
      },
    }),
    async resumeLinks(queryClient, client, options) {
      signIn(queryClient, client)
      const { links, context, browser } = contextOf(queryClient, client, options)
      const resumed = links.resume(context)
      if (isUsedUp) queueMicrotask(() => clear(browser.storage()))
      await resumed
    },
  }
}

function clear(storage: Pick<Storage, 'key' | 'length' | 'removeItem'>): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
  for (const key of keys) storage.removeItem(key)
}

/** Bugs that the model must find. `by` names the invariants that they break. */
export const planted: Record<string, Planted> = {
  'an old list is restored': {
    kit: { unlinkOptions: snapshotAndRestore },
    by: ['order', 'hidden', 'shown', 'truth'],
  },

  'an unlink is sent again after a lost answer': {
    by: ['sentOnce'],
    client: (client) => ({
      ...client,
      unlink: (...values) => client.unlink(...values).catch(() => client.unlink(...values)),
    }),
  },

  'a late list is accepted': {
    by: ['order', 'unlinked', 'failed', 'linked', 'notLinked', 'truth'],
    client(client) {
      let inFlight: Promise<IdentityList> | undefined
      return {
        ...client,
        listIdentities: () => {
          inFlight ??= client.listIdentities().finally(() => {
            inFlight = undefined
          })
          return inFlight
        },
      }
    },
  },

  'T1: the list of another user is taken for one of this user': {
    by: ['shown'],
    client: (client) => ({
      ...client,
      listIdentities: async () => ({ ...(await client.listIdentities()), userId: client.userId }),
    }),
  },

  'T2: a list of another session is taken for an empty one': {
    by: ['unlinked', 'shown', 'truth'],
    client: (client) => ({
      ...client,
      async listIdentities() {
        const list = await client.listIdentities()
        return list.userId === client.userId ? list : { userId: client.userId, identities: [] }
      },
    }),
  },

  'T5: a link is resolved by the list from before': {
    kit: linksWith({ isOld: true }),
    by: ['notLinked', 'linked'],
  },

  'T6: another connection counts as the one that was named': {
    by: ['linked'],
    client: (client) => ({
      ...client,
      async listIdentities() {
        const { userId, identities } = await client.listIdentities()
        return { userId, identities: identities.map((one) => ({ ...one, connection: 'github' })) }
      },
    }),
  },

  'T7: a 5xx counts as a refusal': {
    by: ['failed'],
    client: (client) => ({
      ...client,
      unlink: (...values) => rename(client.unlink(...values), 'server_error', 'rejected'),
    }),
  },

  'T8: a success is believed without the list': { kit: { unlinkOptions: believed }, by: ['unlinked'] },

  'T11: a page that is loaded without a network counts as connected': {
    by: ['offline'],
    browser: (browser) => ({ ...browser, isOffline: () => false }),
  },

  'T14: Retry-After is ignored': {
    by: ['quiet'],
    client: (client) => ({
      ...client,
      listIdentities: () => rename(client.listIdentities(), 'rate_limited', 'rate_limited'),
      unlink: (...values) => rename(client.unlink(...values), 'rate_limited', 'rate_limited'),
    }),
  },

  'T12: the record of a link is used up before it is resolved': {
    kit: { resumeLinks: linksWith({ isUsedUp: true }).resumeLinks ?? pieces.resumeLinks },
    by: ['taken'],
  },

  'T13: a link does not wait for the unlinks before it': {
    kit: linksWith({ isHasty: true }),
    by: ['flushed'],
  },
}

export const kitOf = ({ kit }: Planted): Pieces => ({ ...pieces, ...kit })
