import type { AccountLinkingClient, LinkTransaction } from '../core/client'
import type { LinkOptions, LinkStatus } from '../core/link'
import { update } from '../core/records'
import { startLink } from '../core/start-link'
import { type createFakeBackend, GRACE } from './fake-backend'
import { answers, authorizeUrl, callbackOf } from './fake-provider'
import type { MemoryBrowser } from './memory-browser'

const ANSWERS: Partial<Record<LinkStatus, Readonly<Record<string, string>>>> = {
  cancelled: answers.cancelled,
  already_linked: answers.taken,
  denied: answers.blocked,
  failed: answers.refused,
}
const ELEVEN_MINUTES_MS = 11 * 60_000

/** Runs a link of a GitHub account up to its callback, so that the page that takes it up ends in `status`. */
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
  const transaction = start(owner, page, request)
  update(page, transaction.state, {
    previousIds: identities().map(({ id }) => id),
    ...(status === 'expired' && { startedAt: Date.now() - ELEVEN_MINUTES_MS }),
  })
  const url = authorizeUrl(transaction, owner.userId, 'github')
  browser.arrive(
    status === 'linked'
      ? backend.answer(url, { account: 'new' })
      : callbackOf(url, ANSWERS[status] ?? answers.done),
  )
}

/** Starts a link, and stays where the server would be asked: the record is stored by then, at once. */
function start(client: AccountLinkingClient, browser: MemoryBrowser, request: LinkOptions): LinkTransaction {
  let started: LinkTransaction | undefined
  const never = () => new Promise<never>(() => {})
  const startOnly: AccountLinkingClient['startLink'] = (_request, transaction) => {
    started = transaction
    return never()
  }
  const context = {
    client: { ...client, startLink: startOnly },
    browser,
    recentList: never,
    freshList: never,
    flushUnlinks: () => undefined,
    whileFinishing: never,
  }
  void startLink(context, request)
  if (!started) throw new Error('The link did not start at once.')
  return started
}
