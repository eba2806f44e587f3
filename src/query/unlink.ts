import { mutationOptions, onlineManager, type QueryClient } from '@tanstack/react-query'
import { onLeavingPage } from '../core/browser'
import type { AccountLinkingClient } from '../core/client'
import { AccountLinkingError } from '../core/errors'
import type { Identity, IdentityList } from '../core/identity'
import { type Reauthenticate, withStepUp } from '../core/step-up'
import { type HoldEnd, holdsOf } from './holds'
import { fetchIdentities, identitiesOptions } from './identities'
import { linkedAccountsKeys } from './keys'
import { type Removal, readRemoval } from './visible'

/** `called_off`: the person took it back before it was sent, so nothing has happened. */
export type UnlinkOutcome = 'unlinked' | 'called_off'

export interface UnlinkOptions {
  /** Milliseconds in which the person can take the removal back before it is sent. Default 0: sent at once. */
  undoMs?: number | undefined
  /** Makes sure of the person first. */
  reauthenticate?: Reauthenticate | undefined
}

/** Removals whose outcome is known; the mutation cache calls them pending a moment longer. */
const settled = new WeakSet<Identity>()
/** Removals after which the server has told what is left, so that the list need not be asked for. */
const verified = new WeakSet<Identity>()

/** Errors after which the identity may be gone all the same, so that only the list can tell. */
const AMBIGUOUS = ['network', 'offline', 'timeout', 'not_found']

/**
 * Unlinking, for `useMutation` and the mutation cache.
 *
 * The visible list is the server's list minus the pending removals (`useLinkedAccounts` derives it), so a refetch
 * in between and several removals at once need no snapshot. When the server has confirmed, the identity is taken
 * out of the cached list; when the last pending removal has settled, the list is fetched again. A lost answer is
 * never answered by sending again: the list decides.
 */
export function unlinkOptions(
  client: AccountLinkingClient,
  { undoMs = 0, reauthenticate }: UnlinkOptions = {},
) {
  const { queryKey } = identitiesOptions(client)
  const mutationKey = linkedAccountsKeys.unlink(client)
  return mutationOptions<UnlinkOutcome, Error, Identity>({
    mutationKey,
    networkMode: 'always',
    mutationFn: async (identity, { client: queryClient }) => {
      settled.delete(identity)
      verified.delete(identity)
      const end = await waitForTime(identity, undoMs, client, queryClient)
      if (end === 'called_off') return end
      const keepalive = end === 'leaving'
      const unlink = () => client.unlink(identity, { keepalive })
      try {
        // Who is about to leave the page cannot be asked for anything.
        const remaining = await (keepalive
          ? unlink()
          : withStepUp(client.key, reauthenticate, { action: 'unlink', identity }, unlink))
        if (!remaining) return 'unlinked'
        if (remaining.includes(identity.id) && (await isStillLinked(identity, client, queryClient))) {
          throw new AccountLinkingError('conflict', 'The server agreed, and the identity is still linked.')
        }
        const removing = queryClient.getMutationCache().findAll({ mutationKey, status: 'pending' })
        const { data, isInvalidated, fetchStatus } = queryClient.getQueryState(queryKey) ?? {}
        // A list that is asked for at the moment may know more than the answer did.
        const isQuiet = !isInvalidated && fetchStatus === 'idle'
        if (isQuiet && data && isRest(remaining, data, removing.map(readRemoval))) verified.add(identity)
      } catch (error) {
        if (!(error instanceof AccountLinkingError) || !AMBIGUOUS.includes(error.code)) throw error
        if (await isStillLinked(identity, client, queryClient)) throw error
      }
      return 'unlinked'
    },
    onSuccess: async (outcome, { id }, _onMutateResult, { client: queryClient }) => {
      if (outcome === 'called_off') return
      // A fetch that began before the server acted would bring the identity back.
      await queryClient.cancelQueries({ queryKey })
      queryClient.setQueryData(queryKey, (list: IdentityList | undefined) =>
        list === undefined
          ? undefined
          : { ...list, identities: list.identities.filter((one) => one.id !== id) },
      )
    },
    onSettled: (outcome, _error, identity, _onMutateResult, { client: queryClient }) => {
      settled.add(identity)
      const pending = queryClient.getMutationCache().findAll({ mutationKey, status: 'pending' })
      const isLast = pending.every(({ state }) => settled.has(state.variables as Identity))
      if (outcome !== 'called_off' && !verified.has(identity)) {
        void queryClient.invalidateQueries({ queryKey, refetchType: 'none' })
      }
      // A list that could not be loaded a moment ago is left to the person: it may be asked for too often already.
      const { isInvalidated = false, status } = queryClient.getQueryState(queryKey) ?? {}
      if (isLast && isInvalidated && status !== 'error') void queryClient.invalidateQueries({ queryKey })
    },
  })
}

/** Whether a server leaves what the list holds, in that order, apart from removals under way. */
function isRest(remaining: readonly string[], list: IdentityList, removing: readonly Removal[]): boolean {
  const stays = (id: string) => removing.every((removal) => removal.id !== id)
  const told = remaining.filter(stays)
  const held = list.identities.map(({ id }) => id).filter(stays)
  return told.length === held.length && held.every((id, index) => told[index] === id)
}

/** Waits until the removal may be sent: for the time to take it back, then for the network. */
async function waitForTime(
  identity: Identity,
  undoMs: number,
  client: AccountLinkingClient,
  queryClient: QueryClient,
): Promise<HoldEnd> {
  const holds = holdsOf(queryClient, client)
  if (undoMs > 0) {
    const stop = onLeavingPage(() => holds.end(identity.id, 'leaving'))
    const end = await holds.hold(identity, 'undo', undoMs).finally(stop)
    if (end !== 'due') return end
  }
  if (onlineManager.isOnline()) return 'due'
  const stop = onlineManager.subscribe((online) => online && holds.end(identity.id, 'due'))
  return holds.hold(identity, 'offline').finally(stop)
}

/** Asks the list, freshly, whether an identity is there; throws `outcome_unknown` if it cannot be asked. */
async function isStillLinked(
  identity: Identity,
  client: AccountLinkingClient,
  queryClient: QueryClient,
): Promise<boolean> {
  await queryClient.cancelQueries({ queryKey: identitiesOptions(client).queryKey })
  try {
    const { identities } = await fetchIdentities(client, queryClient)
    verified.add(identity)
    return identities.some(({ id }) => id === identity.id)
  } catch {
    const message = 'The answer was lost, and the list could not be loaded to see what has happened.'
    throw new AccountLinkingError('outcome_unknown', message)
  }
}
