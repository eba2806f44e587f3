import type { AccountLinkingEvent, LinkResult } from 'react-linked-accounts'
import type { AccountLinkingError } from 'react-linked-accounts/core'
import type { Call, Link } from './hand-server'
import { hold } from './invariants'
import { type Click, mayHaveHappened, type Visit, type World } from './world'

const seen = new WeakSet<LinkResult>()

/** Whether what the host is told may be told now. */
export function checkEvent(world: World, visit: Visit, event: AccountLinkingEvent): void {
  switch (event.type) {
    case 'unlinked':
      return unlinked(world, visit, event.identity.id)
    case 'unlink_undone': {
      const click = end(world, visit, event.identity.id, 'undone')
      return hold('sentOnce', click?.calls.length === 0, () => event)
    }
    case 'unlink_failed':
      return unlinkFailed(world, visit, event.identity.id, event.error)
    case 'link_returned':
      return linkEnded(world, visit, event.result)
    case 'linked':
      return hold('linked', visit.results.get(visit.userId) === 'linked', () => event)
  }
}

function end(world: World, visit: Visit, id: string, outcome: string): Click | undefined {
  const click = world.clicks.find((one) => one.page === visit && one.id === id && one.outcome === undefined)
  hold('once', click !== undefined, () => ({ id, outcome }))
  if (click) Object.assign(click, { outcome, ended: world.step })
  return click
}

function unlinked(world: World, visit: Visit, id: string): void {
  const click = end(world, visit, id, 'unlinked')
  // What was said of a link before may not be true anymore.
  if (click) visit.results.delete(click.userId)
  const last = click?.calls.at(-1)
  const answer = last?.answer
  const { list, isLastAnothers, hasFailed } = listsAfter(world, visit, last)
  const details = () => ({ id, answer, list, isLastAnothers })
  hold('unlinked', answer === 'ok' || (answer instanceof Error && mayHaveHappened(answer)), details)
  hold('unlinked', list ? !list.includes(id) : answer === 'ok' && hasFailed && !isLastAnothers, details)
}

function unlinkFailed(world: World, visit: Visit, id: string, { code, unsent }: AccountLinkingError): void {
  const click = end(world, visit, id, code)
  visit.failures.set(id, code)
  const last = click?.calls.at(-1)
  const answer = last?.answer
  const { list, had, isAnothers, hasFailed } = listsAfter(world, visit, last)
  const details = () => ({ id, code, answer, list, isAnothers, hasFailed })
  if (unsent && code === 'step_up_failed') return hold('failed', world.stepUpsFailed > 0, details)
  if (unsent && code === 'rate_limited') {
    const until = visit.quietUntil.get(click?.userId ?? '') ?? 0
    return hold('failed', until > Date.now(), details)
  }
  if (unsent && code === 'offline') return hold('failed', visit.isOffline(), details)
  if (unsent && code === 'wrong_user') return hold('failed', click?.userId !== visit.userId, details)
  if (answer instanceof Error && !mayHaveHappened(answer))
    return hold('failed', code === answer.code, details)
  const isKnown = had.some((ids) => ids.includes(id)) && code === codeOfStill(answer)
  const isUnknown = hasFailed && code === 'outcome_unknown'
  hold(
    'failed',
    answer !== undefined &&
      (isKnown || isUnknown || ((isAnothers || visit.hasSwitched) && code === 'wrong_user')),
    details,
  )
  // One that was asked for before the last change counts for nothing.
  hold('failed', !list?.every((one) => one !== id), details)
}

/** How an unlink is called whose identity is still in the list. */
function codeOfStill(answer: Call['answer']): string {
  return answer instanceof Error ? answer.code : 'outcome_unknown'
}

/** The last list that was asked for after a request was answered, and whether others were refused. */
function listsAfter(world: World, visit: Visit, last: Call | undefined, from = last?.answeredAfter ?? 0) {
  const { userId } = last ?? visit
  const lists = world.server.calls.filter(
    ({ kind, number, answer, ...call }) =>
      kind === 'list' && call.page === visit && call.userId === userId && number > from && answer,
  )
  const good = lists.filter(({ answer }) => isList(answer) && answer.owner === userId)
  const ofLists = good.flatMap(({ number, answer }) => (isList(answer) ? [{ number, ids: answer.ids }] : []))
  return {
    /** The last one, unless the page knows of a change since. */
    list: ofLists.filter(({ number }) => number > (visit.outdated.get(userId) ?? 0)).at(-1)?.ids,
    /** All of them. */
    had: ofLists.map(({ ids }) => ids),
    isLastAnothers: isForAnother(lists.at(-1)?.answer, userId),
    isAnothers: lists.some(({ answer }) => isForAnother(answer, userId)),
    hasFailed:
      lists.some(({ answer }) => answer instanceof Error) ||
      (visit.quietUntil.get(userId) ?? 0) > Date.now() ||
      userId !== visit.userId,
  }
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
  visit.results.set(visit.userId, status)
  const link = world.links[Number(request?.loginHint)]
  if (!link) return hold('notLinked', status === 'missing_transaction', () => ({ status }))
  hold('once', !link.told.includes('linked'), () => ({ status, told: link.told }))
  link.told.push(status)
  if (link.userId !== visit.userId) {
    return hold('anotherUser', status === 'wrong_user', () => ({ status, link }))
  }
  const calls = world.server.calls.filter((call) => call.link === link)
  const from = Math.max(
    link.backAfter ?? 0,
    ...calls.map(({ number, answeredAfter }) => answeredAfter || number),
  )
  const { list = [], had, isAnothers, hasFailed } = listsAfter(world, visit, undefined, from)
  const isFresh = list.length > 0
  const { isAnothers: isAnothersSince } = listsAfter(world, visit, undefined, (calls[0]?.number ?? 1) - 1)
  const details = () => ({ status, code: error?.code, id: identity?.id, list, link })
  const reported = [...link.returns.map(codeOf), ...calls.map(({ answer }) => codeOfAnswer(answer))]
  if (status === 'linked' || status === 'reconnected') {
    const id = identity?.id ?? ''
    hold('linked', had.some((ids) => ids.includes(id)) && (!isFresh || list.includes(id)), details)
    hold('linked', !link.connection || id.startsWith(`${link.connection}|`), details)
    const isNew = world.hasLagged || !world.server.hadSince(visit.userId, id, link.clickedAt - 95_000)
    hold('linked', status === 'linked' ? isNew : id === link.reconnects, details)
  } else if (status === 'unchanged' || status === 'expired') {
    hold('notLinked', isFresh || reported.includes(status), details)
    hold('notLinked', !isShownAsNew(world, link, list), details)
  } else if (status === 'unverified') {
    // Whether it was reconnected shows in no list.
    if (link.reconnects !== undefined) return
    hold('notLinked', hasFailed || isAnothers || hasFailedBefore(world, link), details)
  } else {
    const isReported =
      reported.includes(error?.code ?? status) ||
      (status === 'wrong_user' && (isAnothersSince || visit.hasSwitched))
    hold('notLinked', isReported || Boolean(link.isCanceled), details)
    const isSure = error && !mayHaveHappened(error) && status !== 'cancelled'
    hold('notLinked', isSure || !isShownAsNew(world, link, list), details)
  }
}

/** Whether a list shows the account that the user chose, and it is new. */
function isShownAsNew(world: World, link: Link, list: readonly string[]): boolean {
  const { account = '', connection, isNew, reconnects } = link
  // Asked beside a start that links by itself, the list from before may show it already.
  const start = world.server.calls.find((call) => call.kind === 'start' && call.link === link)
  const isBeside = world.server.calls.some(
    ({ kind, number }) => kind === 'list' && start && number > start.number && number <= start.answeredAfter,
  )
  if (world.isInPlace && isBeside) return false
  if (!isNew || world.hasLagged || reconnects !== undefined || !list.includes(account)) return false
  return connection !== undefined && account.startsWith(`${connection}|`)
}

/** Whether the list from before the link may not have been had. */
function hasFailedBefore(world: World, link: Link): boolean {
  return world.server.calls.some(
    ({ kind, page, answer }) =>
      kind === 'list' && page.number === link.page && !(isList(answer) && answer.owner === link.userId),
  )
}

/** What the client's `errorCodes` make of the error that the user came back with. */
const CODES = new Map([
  ['', 'unchanged'],
  ['linked_before', 'unchanged'],
  ['access_denied', 'cancelled'],
  ['taken', 'already_linked'],
  ['broken', 'server_error'],
])
const codeOf = (error: string) => CODES.get(error) ?? 'rejected'

const codeOfAnswer = (answer: Call['answer']) => (answer instanceof Error ? answer.code : 'unchanged')
