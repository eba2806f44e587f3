import { mutationOptions, onlineManager, type QueryClient } from '@tanstack/react-query'
import { type Browser, pageBrowser } from '../core/browser'
import type { AccountLinkingClient } from '../core/client'
import { AccountLinkingError, asLinkingError, isAmbiguous } from '../core/errors'
import type { Identity, IdentityList } from '../core/identity'
import { LAG_MS } from '../core/link'
import { freshIdentities } from './identities'
import { linkedAccountsKeys, linkedAccountsMeta } from './keys'
import type { ActionOptions } from './link'
import { loadCode } from './load-code'
import type { PendingUnlinkEnd, PendingUnlinks } from './pending-unlinks'
import { isOnline, storeOf } from './store'

/** `undone`: the user took it back before it was sent, so nothing has changed. */
export type UnlinkOutcome = 'unlinked' | 'undone'

export interface UnlinkOptions extends ActionOptions {
  /** Milliseconds in which the user can undo the unlink before it is sent. Default 0: it is sent at once. */
  undoMs?: number | undefined
}

/**
 * Unlinking, for `useMutation` and the mutation cache.
 *
 * The visible list is the server's list minus the pending unlinks (`useLinkedAccounts` derives it), so a refetch in
 * between and several unlinks at once need no snapshot. The list decides how an unlink ended: after a success, after a
 * lost answer, and after `not_found`. Nothing is sent twice after a lost answer.
 */
export function unlinkOptions(client: AccountLinkingClient, options: UnlinkOptions = {}) {
  return mutationOptions<UnlinkOutcome, AccountLinkingError, Identity>({
    mutationKey: linkedAccountsKeys.unlink(client),
    networkMode: 'always',
    retry: false,
    throwOnError: false,
    gcTime: 5 * 60_000,
    meta: linkedAccountsMeta,
    mutationFn: async (identity, { client: queryClient }) => {
      const { browser = pageBrowser(), reauthenticate, undoMs = 0 } = options
      ensureSafeId(identity)
      const { unlinks, list, links } = storeOf(queryClient, client, browser)
      unlinks.begin(identity.id)
      const context = { client, browser, reauthenticate }
      const action = { action: 'unlink', identity } as const
      const verification = reauthenticate && (await loadCode(import('../core/step-up')))
      // At the click, while the user is there, and not when the undo window ends.
      await verification?.stepUp(context, action)
      const end = await waitForTime(identity, undoMs, unlinks, browser)
      if (end === 'undone') return end
      const keepalive = end === 'leaving'
      const { unlink } = list.guard(client, () => isOnline(browser))
      const send = () => unlink(identity, { keepalive })
      // A user who leaves the page cannot be asked for anything.
      const sent = keepalive || !verification ? send() : verification.withStepUp(context, action, send)
      const error = await sent.then(
        () => undefined,
        (thrown: unknown) => refusal(thrown, identity),
      )
      if (error && !isAmbiguous(error) && error.code !== 'not_found') throw error
      const isLinked = await isStillLinked(
        identity,
        () => freshIdentities(queryClient, client, browser),
        list.latestFromNow(),
      )
      if (isLinked === true && error) throw error
      // A success stands without a list, but not if the session was another user's by then.
      if (isLinked === true || (isLinked && (error || isLinked.code === 'wrong_user'))) {
        const message = 'Neither the answer nor the list confirms that the identity was unlinked.'
        throw new AccountLinkingError('outcome_unknown', message)
      }
      removeFromCache(queryClient, client, identity)
      links.onUnlinked(identity.id)
      return 'unlinked'
    },
  })
}

/** Refuses an id that is not known exactly: another identity could be hit. */
function ensureSafeId({ provider, unsafeId }: Identity): void {
  if (!unsafeId) return
  throw new AccountLinkingError(
    'unsafe_id',
    `The id of this ${provider} identity was rounded when it was read, so it is not sent. ` +
      'If you fetch the identities yourself, keep large numbers as strings.',
    { unsent: true },
  )
}

/** A refusal to unlink the primary means that it has to stay, whatever code the server has for it. */
function refusal(thrown: unknown, { primary }: Identity): AccountLinkingError {
  const error = asLinkingError(thrown, 'unlink()')
  if (!primary || error.code !== 'rejected') return error
  return new AccountLinkingError('identity_required', error.message, error)
}

/** Waits for the end of the undo window, and for the network. */
async function waitForTime(
  identity: Identity,
  undoMs: number,
  unlinks: PendingUnlinks,
  browser: Browser,
): Promise<PendingUnlinkEnd> {
  if (undoMs > 0) {
    const stop = browser.on('pagehide', () => unlinks.end(identity.id, 'leaving'))
    const end = await unlinks.wait(identity, 'undo', undoMs).finally(stop)
    if (end !== 'due') return end
  }
  if (isOnline(browser)) return 'due'
  const check = () => isOnline(browser) && unlinks.end(identity.id, 'due')
  const stops = [onlineManager.subscribe(check), browser.on('online', check)]
  return unlinks.wait(identity, 'offline').finally(() => {
    for (const stop of stops) stop()
  })
}

/**
 * Whether a fresh list has the identity, or why there is no list. One that still has it is asked once more, since a
 * list can lag.
 */
async function isStillLinked(
  { id }: Identity,
  list: () => Promise<IdentityList>,
  known: () => IdentityList | undefined,
): Promise<boolean | AccountLinkingError> {
  const has = (found?: IdentityList) => found?.identities.some((identity) => identity.id === id) ?? true
  try {
    if (!has(await list())) return false
  } catch (error) {
    return error as AccountLinkingError
  }
  await new Promise((resolve) => setTimeout(resolve, LAG_MS))
  // Where it cannot be had, one that came meanwhile counts, as another tab may have had it renewed.
  return list().then(has, () => has(known()))
}

/** Where the list that lacks it cannot be had, or is outdated, the cached one still has it. */
function removeFromCache(queryClient: QueryClient, client: AccountLinkingClient, { id }: Identity): void {
  queryClient.setQueryData(
    linkedAccountsKeys.identities(client),
    (list: IdentityList | undefined) =>
      list && { ...list, identities: list.identities.filter((identity) => identity.id !== id) },
  )
}
