import { stateOf } from '../core/callback'
import type { AccountLinkingClient } from '../core/client'
import type { LinkStatus } from '../core/link'
import { randomText } from '../core/random'
import { save } from '../core/records'
import { newRecord } from '../core/start-link'
import { type createFakeBackend, GRACE } from './fake-backend'
import { answers, authorizeUrl, callbackOf } from './fake-provider'
import { createKitPage } from './kit-page'
import type { MemoryBrowser } from './memory-browser'

const ANSWERS: Partial<Record<LinkStatus, Readonly<Record<string, string>>>> = {
  cancelled: answers.cancelled,
  already_linked: answers.taken,
  denied: answers.blocked,
  failed: answers.refused,
}
const ELEVEN_MINUTES_MS = 11 * 60_000

/**
 * Puts the page at the callback of a GitHub link that ends in `status`. The record is the one that a click would have
 * created.
 */
export function returnFromLink(
  status: LinkStatus,
  client: AccountLinkingClient,
  browser: MemoryBrowser,
  backend: ReturnType<typeof createFakeBackend>,
): void {
  const { identities } = backend.handle
  const reconnect = identities().find(({ connection }) => connection === 'github')
  const request = { connection: 'github', ...(status === 'reconnected' && { reconnect }) }
  const owner = { ...client, userId: status === 'wrong_user' ? GRACE : client.userId }
  const page = status === 'missing_transaction' ? browser.openTab(browser.href()) : browser
  const record = newRecord(createKitPage(owner, page).context, request)
  const state = stateOf(randomText())
  save(page, 'transaction', state, {
    ...record,
    previousIds: identities().map(({ id }) => id),
    ...(status === 'expired' && { startedAt: Date.now() - ELEVEN_MINUTES_MS }),
  })
  const url = authorizeUrl({ ...record, state }, owner.userId, 'github')
  const isLinked = status === 'linked'
  browser.arrive(
    isLinked ? backend.answer(url, { account: 'new' }) : callbackOf(url, ANSWERS[status] ?? answers.done),
  )
}
