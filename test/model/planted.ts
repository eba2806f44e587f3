import type { Identity, IdentityList } from 'react-linked-accounts'
import { identitiesOptions, unlinkOptions } from 'react-linked-accounts/query'
import type { UnlinkFactory } from './cache-page'

/**
 * The usual recipe for optimistic removals: one that fails, or is called off, restores the whole list as it was
 * before. Without the recipe's `cancelQueries`, so that nothing but the restoring can give it away.
 */
const snapshotAndRestore: UnlinkFactory = (client, options) => {
  const { queryKey } = identitiesOptions(client)
  const unlink = unlinkOptions(client, options)
  const snapshots = new WeakMap<Identity, IdentityList | undefined>()
  return {
    ...unlink,
    onMutate: (identity, { client: queryClient }) => {
      snapshots.set(identity, queryClient.getQueryData(queryKey))
      queryClient.setQueryData(
        queryKey,
        (list: IdentityList | undefined) =>
          list && { ...list, identities: list.identities.filter(({ id }) => id !== identity.id) },
      )
    },
    onSuccess: (outcome, identity, onMutateResult, context) => {
      if (outcome === 'unlinked') return unlink.onSuccess?.(outcome, identity, onMutateResult, context)
      context.client.setQueryData(queryKey, snapshots.get(identity))
    },
    onError: (_error, identity, _onMutateResult, { client: queryClient }) => {
      queryClient.setQueryData(queryKey, snapshots.get(identity))
    },
  }
}

/** Sends again where the answer was lost. */
const resend: UnlinkFactory = (client, options) =>
  unlinkOptions(
    { ...client, unlink: (identity) => client.unlink(identity).catch(() => client.unlink(identity)) },
    options,
  )

/** Takes a confirmed removal out of the cache, and lets a list that was asked for before arrive after it. */
const oldListArrives: UnlinkFactory = (client, options) => ({
  ...unlinkOptions(client, options),
  onSuccess: (outcome, { id }, _onMutateResult, { client: queryClient }) => {
    if (outcome === 'called_off') return
    queryClient.setQueryData(
      identitiesOptions(client).queryKey,
      (list: IdentityList | undefined) =>
        list && { ...list, identities: list.identities.filter((one) => one.id !== id) },
    )
  },
})

/** Faults for the model to catch. */
export const planted = { snapshotAndRestore, resend, oldListArrives }
