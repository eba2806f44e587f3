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

/** `undone`: the user undid the unlink before it was sent, so nothing has changed. */
export type UnlinkOutcome = 'unlinked' | 'undone'

export interface UnlinkOptions extends ActionOptions {
  /** How many milliseconds the user has to undo the unlink before it is sent. Default 0: it is sent immediately. */
  undoMs?: number | undefined
}

/**
 * Unlinks an identity, for `useMutation` and the mutation cache.
 *
 * The visible list is the server's list minus the pending unlinks (`useLinkedAccounts` derives it), so refetches and
 * simultaneous unlinks need no snapshot. After a success, a lost response or `not_found`, the list determines how the
 * unlink ended. After a lost response, the unlink is not sent again.
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
      // Runs when the user clicks, not when the undo window ends, because the user may be gone by then.
      await verification?.stepUp(context, action)
      const end = await waitForTime(identity, undoMs, unlinks, browser)
      if (end === 'undone') return end
      const keepalive = end === 'leaving'
      const { unlink } = list.guard(client, () => isOnline(browser))
      const send = () => unlink(identity, { keepalive })
      // A user who is leaving the page cannot be verified.
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
      // A success counts even without a list, but not if another user was signed in.
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

/** Refuses an id that is not known exactly, because another identity could be unlinked. */
function ensureSafeId({ provider, unsafeId }: Identity): void {
  if (!unsafeId) return
  throw new AccountLinkingError(
    'unsafe_id',
    `The id of this ${provider} identity was rounded when it was read, so it is not sent. ` +
      'If you fetch the identities yourself, keep large numbers as strings.',
    { unsent: true },
  )
}

/** If the server refuses to unlink the primary, it is required, whatever the server's code says. */
function refusal(thrown: unknown, { primary }: Identity): AccountLinkingError {
  const error = asLinkingError(thrown, 'unlink()')
  if (!primary || error.code !== 'rejected') return error
  return new AccountLinkingError('identity_required', error.message, error)
}

/** Waits for the undo window to end, and for the network. */
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
 * Whether a fresh list includes the identity, or the error if there is no list. If the list still includes it, it is
 * requested once more, because a list can lag.
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
  // If the list cannot be loaded, one that arrived in the meantime counts, for example after a change in another tab.
  return list().then(has, () => has(known()))
}

/** Removes the identity from the cached list, for when a list without it cannot be loaded or is outdated. */
function removeFromCache(queryClient: QueryClient, client: AccountLinkingClient, { id }: Identity): void {
  queryClient.setQueryData(
    linkedAccountsKeys.identities(client),
    (list: IdentityList | undefined) =>
      list && { ...list, identities: list.identities.filter((identity) => identity.id !== id) },
  )
}
