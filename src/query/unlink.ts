import { type MutationFunctionContext, mutationOptions } from '@tanstack/react-query'
import type { AccountLinkingClient } from '../core/client'
import { AccountLinkingError } from '../core/errors'
import type { Identity, IdentityList } from '../core/identity'
import { identitiesOptions } from './identities'
import { linkedAccountsKeys } from './keys'

/** Removals whose outcome is known; the mutation cache calls them pending a moment longer. */
const settled = new WeakSet<Identity>()

/** Errors after which the identity may be gone all the same, so that only the list can tell. */
const AMBIGUOUS = ['network', 'timeout', 'not_found']

/**
 * Unlinking, for `useMutation` and the mutation cache.
 *
 * The visible list is the server's list minus the pending removals (`useLinkedAccounts` derives it), so a refetch
 * in between and several removals at once need no snapshot. When the server has confirmed, the identity is taken
 * out of the cached list; when the last pending removal has settled, the list is fetched again. A lost answer is
 * never answered by sending again: the list decides.
 */
export function unlinkOptions(client: AccountLinkingClient) {
  const { queryKey } = identitiesOptions(client)
  const mutationKey = linkedAccountsKeys.unlink(client)
  return mutationOptions<void, Error, Identity>({
    mutationKey,
    networkMode: 'always',
    mutationFn: async (identity, context) => {
      settled.delete(identity)
      try {
        await client.unlink(identity)
      } catch (error) {
        if (!isAmbiguous(error) || !(await isGone(identity, client, context))) throw error
      }
    },
    onSuccess: async (_data, { id }, _onMutateResult, { client: queryClient }) => {
      // A fetch that began before the server acted would bring the identity back.
      await queryClient.cancelQueries({ queryKey })
      queryClient.setQueryData(queryKey, (list: IdentityList | undefined) =>
        list === undefined
          ? undefined
          : { ...list, identities: list.identities.filter((one) => one.id !== id) },
      )
    },
    onSettled: (_data, _error, identity, _onMutateResult, { client: queryClient }) => {
      settled.add(identity)
      const pending = queryClient.getMutationCache().findAll({ mutationKey, status: 'pending' })
      const isLast = pending.every(({ state }) => settled.has(state.variables as Identity))
      if (isLast) void queryClient.invalidateQueries({ queryKey })
    },
  })
}

function isAmbiguous(error: unknown): boolean {
  return error instanceof AccountLinkingError && AMBIGUOUS.includes(error.code)
}

async function isGone(
  { id }: Identity,
  client: AccountLinkingClient,
  { client: queryClient }: MutationFunctionContext,
) {
  const { queryKey } = identitiesOptions(client)
  await queryClient.cancelQueries({ queryKey })
  const list = await client.listIdentities().catch(() => undefined)
  return list !== undefined && !list.identities.some((identity) => identity.id === id)
}
