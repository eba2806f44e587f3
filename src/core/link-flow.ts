import type { Browser } from './browser'
import type { LinkFailure, LinkRequest, LinkResult } from './client'
import { AccountLinkingError, type AccountLinkingErrorCode, configurationError, kindOf } from './errors'
import type { IdentityList } from './identity'
import { type Departure, leaveFor } from './leave'
import {
  capture,
  capturedReturn,
  keepReturn,
  type LinkAnswer,
  type LinkReturn,
  readLinkReturn,
  statePrefix,
} from './link-return'
import { forgetLink, isExpired, type PendingLink, recallLink, rememberLink } from './pending-link'
import { awaitPopup } from './popup'
import { randomText } from './random'

export interface LinkFlowOptions {
  browser: Browser
  /** Backend and tenant, whoever is signed in: that another user came back is a result, not another client. */
  clientKey: readonly string[]
  /** The signed-in user, if the client knows: no result is given to another one. */
  userId?: string | undefined
  /** What a backend's own error codes mean, beside the standard ones. */
  statuses: Readonly<Record<string, LinkFailure>>
  /** What is left to do when the person is back: exchanges the answer and links. Default: the server has done it all. */
  complete?: CompleteLink | undefined
}

/** Links by the answer of a return, and by what `begin` was given to keep. Rejects with an `AccountLinkingError`. */
export type CompleteLink = (answer: LinkAnswer, keepsake: Readonly<Record<string, string>>) => Promise<void>

/** The links of one client. */
export interface LinkFlow {
  /**
   * Remembers a link and gives the `state` to send along. `keepsake` is what `complete` will need, such as a PKCE
   * verifier: texts that are of no use without the answer.
   */
  begin(request: LinkRequest, current: IdentityList, keepsake?: PendingLink['keepsake']): string
  /**
   * Begins a link and goes to where `depart` says, given the `state` to send along; a link that cannot leave is
   * forgotten. Resolves as `AccountLinkingClient.startLink` does.
   */
  start(
    request: LinkRequest,
    current: IdentityList,
    depart: (state: string) => Departure | undefined | Promise<Departure | undefined>,
    keepsake?: PendingLink['keepsake'],
  ): Promise<void>
  /** Judges the return that was captured, or the one given, by a fresh list. Asked again, gives the first answer. */
  finish(url: string | undefined, list: () => Promise<IdentityList>): Promise<LinkResult | null>
}

/** Starts links and judges how they ended, for any backend that leaves the page and comes back to it. */
export function createLinkFlow(options: LinkFlowOptions): LinkFlow {
  const { browser, clientKey, userId, complete } = options
  const client = JSON.stringify(clientKey)

  const begin: LinkFlow['begin'] = ({ connection, identity, returnTo, popup }, current, keepsake = null) => {
    const marks = { inPopup: popup !== undefined, isExchanged: complete !== undefined }
    const state = statePrefix(marks) + randomText()
    rememberLink(browser, state, {
      client,
      connection: connection || null,
      userId: current.userId,
      before: current.identities.map(({ id }) => id),
      renews: identity?.id ?? null,
      returnTo: returnTo === undefined ? null : sameOrigin(returnTo, browser.href()),
      keepsake,
      startedAt: Date.now(),
    })
    return state
  }

  return {
    begin,

    async start(request, current, depart, keepsake) {
      const { popup } = request
      const state = begin(request, current, keepsake)
      try {
        await leaveFor(await depart(state), browser, popup)
      } catch (error) {
        forgetLink(browser, state)
        throw error
      }
      if (popup) keepReturn(browser, await awaitPopup(browser, popup, state))
    },

    finish(url, list) {
      if (url === undefined) capture(browser)
      const linkReturn = url === undefined ? capturedReturn(browser) : readLinkReturn(url, browser.href())
      if (!linkReturn) return Promise.resolve(null)
      const { state } = linkReturn
      const judged = judgedOn(browser)
      const known = judged.get(state)
      if (known) {
        const isOurs = known.client === client && (known.userId ?? userId) === (userId ?? known.userId)
        return isOurs ? known.result : Promise.resolve(null)
      }
      const pending = recallLink(browser, state)
      if (pending && pending.client !== client) return Promise.resolve(null)
      if (pending) forgetLink(browser, state)
      const result = judge(linkReturn, pending, list, options)
      if (url === undefined) keepReturn(browser, { ...linkReturn, answer: undefined })
      judged.set(state, { client, userId, result })
      const [oldest] = judged.keys()
      if (oldest !== undefined && judged.size > JUDGED_KEPT) judged.delete(oldest)
      return result
    },
  }
}

async function judge(
  linkReturn: LinkReturn,
  pending: PendingLink | undefined,
  list: () => Promise<IdentityList>,
  { statuses, userId, complete }: LinkFlowOptions,
): Promise<LinkResult> {
  if (!pending) return { status: 'missing_transaction', connection: null }
  const { connection } = pending
  const { error: serverCode, description } = linkReturn
  if (serverCode !== undefined) {
    const status = Object.hasOwn(statuses, serverCode) ? statuses[serverCode] : undefined
    const message = `The link came back with the error ${serverCode}.`
    const error = new AccountLinkingError('rejected', message, { serverCode, description })
    return { status: status ?? 'failed', connection, error }
  }
  if (isExpired(pending)) return { status: 'expired', connection }
  if (userId !== undefined && userId !== pending.userId) return { status: 'wrong_user', connection }
  const isLeft = complete && !linkReturn.isClosed
  const problem = isLeft ? await problemOf(complete, linkReturn, pending) : undefined
  if (problem && !AMBIGUOUS.includes(problem.code)) {
    return { status: COMPLETION_STATUSES[problem.code] ?? 'failed', connection, error: problem }
  }
  return compare(pending, linkReturn, list, problem)
}

/** Errors after which the link may have been made all the same, so that only the list can tell. */
const AMBIGUOUS: readonly AccountLinkingErrorCode[] = ['network', 'offline', 'timeout', 'server_error']

const COMPLETION_STATUSES: Partial<Record<AccountLinkingErrorCode, LinkFailure>> = {
  conflict: 'already_linked',
  forbidden: 'denied',
}

async function problemOf(
  complete: CompleteLink,
  { answer }: LinkReturn,
  { keepsake }: PendingLink,
): Promise<AccountLinkingError | undefined> {
  if (!answer || !keepsake) {
    return new AccountLinkingError('invalid_response', 'The link came back without an answer to exchange.')
  }
  try {
    await complete(answer, keepsake)
    return undefined
  } catch (error) {
    if (error instanceof AccountLinkingError) return error
    return new AccountLinkingError('invalid_response', `complete() failed with ${kindOf(error)}.`)
  }
}

/** What a fresh list tells of the link, beside the one from before. */
async function compare(
  { connection, userId, before, renews }: PendingLink,
  { isClosed }: LinkReturn,
  list: () => Promise<IdentityList>,
  problem: AccountLinkingError | undefined,
): Promise<LinkResult> {
  try {
    const after = await list()
    if (after.userId !== userId) return { status: 'wrong_user', connection }
    const added = after.identities.filter(({ id }) => !before.includes(id))
    // Another one may have come from elsewhere while this link ended in an error, or its window was closed.
    const isSure = !isClosed && !problem
    const identity = added.find((one) => one.connection === connection) ?? (isSure ? added[0] : undefined)
    if (identity) return { status: 'linked', connection, identity }
    if (isClosed) return { status: 'cancelled', connection }
    if (problem) return { status: 'failed', connection, error: problem }
    const renewed = after.identities.find(({ id }) => id === renews)
    return renewed
      ? { status: 'renewed', connection, identity: renewed }
      : { status: 'unchanged', connection }
  } catch (error) {
    if (!(error instanceof AccountLinkingError)) throw error
    return { status: 'unverified', connection, error }
  }
}

interface Judged {
  readonly client: string
  readonly userId: string | undefined
  readonly result: Promise<LinkResult>
}

/** A page can stay open for long, and link in popups many times; an old return is `missing_transaction` again. */
const JUDGED_KEPT = 20
const judgedByPage = new WeakMap<Browser, Map<string, Judged>>()

/** The returns that were judged on a page, by state. */
function judgedOn(browser: Browser): Map<string, Judged> {
  const judged = judgedByPage.get(browser) ?? new Map<string, Judged>()
  judgedByPage.set(browser, judged)
  return judged
}

/** An address of this page's own origin; anything else is refused before the person leaves. */
function sameOrigin(returnTo: string, href: string): string {
  const { origin } = new URL(href)
  const url = URL.canParse(returnTo, href) ? new URL(returnTo, href) : undefined
  if (url?.origin === origin && !returnTo.includes('\\')) return url.href
  throw configurationError(
    'The returnTo is not an address of this page’s origin.',
    'A link must not be a way to send people to other sites.',
    'Give a path such as "/settings", or an address that begins with this page’s origin.',
  )
}
