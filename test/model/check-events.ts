import type { AccountLinkingEvent, LinkResult } from 'react-linked-accounts'
import type { AccountLinkingError, Identity } from 'react-linked-accounts/core'
import { type Call, type Link, mayHaveHappened } from './call'
import { listNumber } from './hand-server'
import { hold } from './invariants'
import type { Click, Visit } from './visit'
import type { World } from './world'

const seen = new WeakSet<LinkResult>()

/** Whether an event may be reported to the host now. */
export function checkEvent(world: World, visit: Visit, event: AccountLinkingEvent): void {
  if (event.type === 'unlinked') unlinked(world, visit, event.identity)
  if (event.type === 'unlink_undone') {
    const click = end(world, visit, event.identity, 'undone')
    hold('sentOnce', click?.calls.length === 0, () => event)
  }
  if (event.type === 'unlink_failed') unlinkFailed(world, visit, event.identity, event.error)
  if (event.type === 'link_returned') linkEnded(world, visit, event.result)
  if (event.type === 'linked')
    hold(
      'linked',
      world.links.some(({ told }) => told.at(-1) === 'linked'),
      () => event,
    )
}

function end(world: World, visit: Visit, identity: Identity, outcome: string): Click | undefined {
  const { id } = identity
  // Two users can have unlinked the same account.
  const { userId } = world.server.calls[listNumber(identity) - 1] ?? visit
  const isIts = (click: Click) => click.page === visit && click.id === id && click.userId === userId
  const click = world.clicks.find((one) => isIts(one) && one.outcome === undefined)
  hold('once', click !== undefined, () => ({ id, outcome }))
  if (click) Object.assign(click, { outcome, ended: world.step, toldAfter: world.server.calls.length })
  return click
}

function unlinked(world: World, visit: Visit, identity: Identity): void {
  const { id } = identity
  const click = end(world, visit, identity, 'unlinked')
  // An earlier link result may no longer be true.
  if (click) visit.results.delete(click.userId)
  if (click && !(visit.isShown && click.userId === visit.userId)) visit.dismissed.add(click.userId)
  const last = click?.calls.at(-1)
  const answer = last?.answer
  const { had, list, isLastAnothers, hasFailed } = listsAfter(world, visit, last)
  const details = () => ({ id, answer, list, isLastAnothers })
  hold('unlinked', answer === 'ok' || (answer instanceof Error && mayHaveHappened(answer)), details)
  const isShown = had.some((ids) => !ids.includes(id))
  const stands = answer === 'ok' && hasFailed && !isLastAnothers && had.length === 0
  hold('unlinked', list ? !list.includes(id) : isShown || stands, details)
}

function unlinkFailed(world: World, visit: Visit, identity: Identity, error: AccountLinkingError): void {
  const { id } = identity
  const click = end(world, visit, identity, error.code)
  if (click) visit.failures.set(`${click.userId} ${id}`, error.code)
  const answer = click?.calls.at(-1)?.answer
  const details = () => ({
    id,
    code: error.code,
    answer,
    lists: listsAfter(world, visit, click?.calls.at(-1)),
  })
  hold('failed', click !== undefined && mayBeLinked(world, click, error), details)
}

function mayBeLinked(world: World, click: Click, { code, unsent }: AccountLinkingError): boolean {
  const { page, userId, id, calls } = click
  const last = calls.at(-1)
  const answer = last?.answer
  if (unsent) {
    if (code === 'step_up_failed') return world.stepUpsFailed > 0
    if (code === 'rate_limited') return isQuiet(page, userId)
    if (code === 'offline') return page.isOffline()
    if (code === 'wrong_user') return page.hasSwitched
  }
  if (answer instanceof Error && !mayHaveHappened(answer)) return code === answer.code
  const { list, had, isAnothers, hasFailed } = listsAfter(world, page, last)
  // A list that was requested before the last change does not count.
  if (answer === undefined || (list && !list.includes(id))) return false
  if (code === 'outcome_unknown' && (hasFailed || isAnothers || page.hasSwitched)) return true
  return had.some((ids) => ids.includes(id)) && code === codeOfStill(answer)
}

/** The result of an unlink whose identity is still in the list. */
function codeOfStill(answer: Call['answer']): string {
  return answer instanceof Error ? answer.code : 'outcome_unknown'
}

/** The last list that was requested after a response, and whether others were refused. */
function listsAfter(world: World, visit: Visit, last: Call | undefined, from = last?.answeredAfter ?? 0) {
  const { userId } = last ?? visit
  const lists = world.server.calls.filter(
    ({ kind, since, answer, ...call }) =>
      kind === 'list' && call.page === visit && call.userId === userId && since > from && answer,
  )
  const good = lists.filter(({ answer }) => isList(answer) && answer.owner === userId)
  const ofLists = good.flatMap((call) => (isList(call.answer) ? [{ call, ids: call.answer.ids }] : []))
  const isKnown = ({ since }: Call) => since > (visit.outdated.get(userId) ?? 0)
  return {
    /** The last one, unless the page knows of a change since. */
    list: ofLists.filter(({ call }) => isKnown(call)).at(-1)?.ids,
    /** All of them. */
    had: ofLists.map(({ ids }) => ids),
    isLastAnothers: isForAnother(lists.at(-1)?.answer, userId) && !isQuiet(visit, userId),
    isAnothers: lists.some(({ answer }) => isForAnother(answer, userId)),
    hasFailed:
      lists.some(({ answer }) => answer instanceof Error) ||
      isQuiet(visit, userId) ||
      userId !== visit.userId,
  }
}

function isQuiet({ quietUntil }: Visit, userId: string): boolean {
  return (quietUntil.get(userId) ?? 0) > Date.now()
}

function isList(answer: Call['answer']): answer is { owner: string; ids: readonly string[] } {
  return answer !== undefined && answer !== 'ok' && !(answer instanceof Error)
}

function isForAnother(answer: Call['answer'], userId: string): boolean {
  return isList(answer) && answer.owner !== userId
}

function linkEnded(world: World, visit: Visit, result: LinkResult): void {
  const { status, request, identity, error } = result
  hold('once', !seen.has(result), () => ({ status }))
  seen.add(result)
  // A result that was dismissed before it was reported is reported, but not shown.
  if (!visit.dismissed.delete(visit.userId)) visit.results.set(visit.userId, status)
  const link = world.links[Number(request?.loginHint)]
  hold('notLinked', link !== undefined || status === 'missing_transaction', () => ({ status }))
  if (!link) return
  hold('once', !link.told.includes('linked'), () => ({ status, told: link.told }))
  link.told.push(status)
  const isAnothersLink = link.userId !== visit.userId
  hold('anotherUser', !isAnothersLink || status === 'wrong_user', () => ({ status, link }))
  if (isAnothersLink) return
  const calls = world.server.calls.filter((call) => call.link === link)
  // The result of a popup may be determined by any list, without its callback.
  const from = Math.max(
    (link.isPopup ? undefined : link.backAfter) ?? 0,
    ...calls.map(({ number, answeredAfter }) => answeredAfter || number),
  )
  const { list = [], had, isAnothers, hasFailed } = listsAfter(world, visit, undefined, from)
  const isFresh = list.length > 0
  const { isAnothers: isAnothersSince } = listsAfter(world, visit, undefined, link.clickedAfter)
  const details = () => ({ status, code: error?.code, id: identity?.id, list, link })
  const reported = [...link.returns.map(codeOf), ...calls.map(({ answer }) => codeOfAnswer(answer))]
  if (status === 'linked' || status === 'reconnected') {
    const id = identity?.id ?? ''
    hold('linked', had.some((ids) => ids.includes(id)) && (!isFresh || list.includes(id)), details)
    hold('linked', !link.connection || id.startsWith(`${link.connection}|`), details)
    const isNew = world.hasLagged || !world.server.hadSince(visit.userId, id, link.clickedAt - 95_000)
    hold('linked', status === 'linked' ? isNew : id === link.reconnects, details)
  } else if (status === 'unchanged' || status === 'expired') {
    // It says nothing about later callbacks.
    const { had: hadSince } = listsAfter(world, visit, undefined, link.clickedAfter)
    const isJudged = (status === 'expired' ? hadSince : had).length > 0
    hold('notLinked', isJudged || reported.includes(status), details)
    hold('notLinked', !isShownAsNew(world, link, list), details)
  } else if (status === 'unverified') {
    // No list shows whether it was reconnected.
    if (link.reconnects !== undefined || wasListedBeside(world, link) || wasUnlinked(world, link)) return
    hold('notLinked', hasFailed || isAnothers || hasFailedBefore(world, link), details)
  } else {
    const isReported =
      reported.includes(error?.code ?? status) ||
      (status === 'wrong_user' && (isAnothersSince || visit.hasSwitched)) ||
      // Not completed, because the server accepts no requests now.
      (error?.code === 'rate_limited' && error.unsent && isQuiet(visit, visit.userId))
    hold('notLinked', isReported || Boolean(link.isCanceled), details)
    const isSure = error && !mayHaveHappened(error) && status !== 'cancelled'
    hold('notLinked', isSure || !isShownAsNew(world, link, list), details)
  }
}

/** Whether a list includes the account that the user chose, and the account is new. */
function isShownAsNew(world: World, link: Link, list: readonly string[]): boolean {
  const { account = '', connection, isNew, reconnects } = link
  if (wasListedBeside(world, link) && wasListedBefore(world, link)) return false
  if (!isNew || world.hasLagged || reconnects !== undefined || !list.includes(account)) return false
  return connection !== undefined && account.startsWith(`${connection}|`)
}

/** Whether the previous list was requested at the same time as a start that links itself, and may include the new account. */
function wasListedBeside({ server, isInPlace }: World, link: Link): boolean {
  const start = server.calls.find((call) => call.kind === 'start' && call.link === link)
  const isBeside = ({ kind, number }: Call) =>
    kind === 'list' && start && number > link.clickedAfter && number <= start.answeredAfter
  return isInPlace && server.calls.some(isBeside)
}

/** Whether the page knows that an account that the link may have added was unlinked after the click. */
function wasUnlinked({ clicks }: World, { page, clickedIn }: Link): boolean {
  return clicks.some(
    (click) => click.page.number === page && click.outcome === 'unlinked' && (click.ended ?? 0) >= clickedIn,
  )
}

/** Whether its page has had the account in any list before the click. */
function wasListedBefore({ server }: World, { page, userId, account = '', clickedAfter }: Link): boolean {
  const isBefore = (call: Call) => call.page.number === page && call.number <= clickedAfter
  const lists = server.calls.flatMap((call) => (isBefore(call) && isList(call.answer) ? [call.answer] : []))
  return lists.some(({ owner, ids }) => owner === userId && ids.includes(account))
}

/** Whether there may be no list from before the link. */
function hasFailedBefore(world: World, link: Link): boolean {
  return world.server.calls.some(
    ({ kind, page, answer }) =>
      kind === 'list' && page.number === link.page && !(isList(answer) && answer.owner === link.userId),
  )
}

/** How the client's `errorCodes` map the error in the callback. */
const CODES = new Map([
  ['', 'unchanged'],
  ['linked_before', 'unchanged'],
  ['access_denied', 'cancelled'],
  ['taken', 'already_linked'],
  ['broken', 'server_error'],
])
const codeOf = (error: string) => CODES.get(error) ?? 'rejected'

const codeOfAnswer = (answer: Call['answer']) => (answer instanceof Error ? answer.code : 'unchanged')
