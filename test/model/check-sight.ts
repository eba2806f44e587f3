import { hold } from './invariants'
import type { Click, Visit } from './visit'
import type { World } from './world'

interface Before {
  readonly userId: string
  readonly shown: ReadonlyMap<string, number>
  readonly outdated: ReadonlyMap<string, number>
}

/** Whether the page shows only what it may, now and in every state since the previous step. */
export function checkSight(world: World, visit: Visit, before: Before): void {
  for (const frame of visit.page.takeFrames()) checkRows(world, visit, frame, before, true)
  const sight = visit.page.sight()
  if (!sight) return
  const { rows, errors, waiting, result } = sight
  if (rows) checkRows(world, visit, rows, before, false)
  for (const id of waiting) {
    const click = world.pending(visit).find((one) => one.id === id)
    hold('waiting', click?.calls.length === 0, () => ({ waiting }))
  }
  for (const [id, code] of errors) {
    const told = visit.failures.get(`${visit.userId} ${id}`)
    hold('errors', told === code, () => ({ id, code, told }))
  }
  const told = visit.results.get(visit.userId)
  // A newer result is reported when the page shows the section again.
  hold('remount', !visit.isShown || told === undefined || told === result, () => ({ told, result }))
}

function checkRows(world: World, visit: Visit, rows: readonly string[], before: Before, isFrame: boolean) {
  const [first = ''] = rows
  const number = Number(first.split('#')[1])
  const ids = rows.map((row) => row.split('#')[0] ?? '')
  const { page, answer, userId } = world.server.calls[number - 1] ?? {}
  const details = () => ({ rows, shown: [...before.shown], outdated: [...before.outdated] })
  const isOne = rows.every((row) => row.endsWith(`#${number}`))
  const users = isFrame ? [before.userId, visit.userId] : [visit.userId]
  const isOwn = userId !== undefined && users.includes(userId) && page === visit
  hold('shown', isOne && isOwn, details)
  if (!answer || answer === 'ok' || answer instanceof Error || !userId) return hold('shown', false, details)
  hold('shown', answer.owner === userId && ids.every((id) => answer.ids.includes(id)), details)
  const last = before.shown.get(userId) ?? 0
  hold('order', number === last || number > Math.max(last, before.outdated.get(userId) ?? 0), details)
  visit.shown.set(userId, Math.max(number, visit.shown.get(userId) ?? 0))
  const { hidden, maybe } = hiddenIn(world, visit, number, userId, isFrame)
  const isRight = answer.ids.every((id) => maybe.has(id) || hidden.has(id) !== ids.includes(id))
  hold('hidden', isRight, () => ({ ...details(), list: answer.ids, hidden: [...hidden], maybe: [...maybe] }))
}

/** The ids that must not be in a list, and those that may be during a step. */
function hiddenIn(world: World, visit: Visit, number: number, userId: string, isFrame: boolean) {
  const hidden = new Set<string>()
  const maybe = new Set<string>()
  const ofPage = world.clicks.filter((click) => click.page === visit && click.userId === userId)
  for (const click of ofPage) {
    const isTold = click.outcome === 'unlinked' && number <= (click.calls.at(-1)?.answeredAfter ?? 0)
    if (click.outcome === undefined || isTold) hidden.add(click.id)
    // The server has confirmed, and the last of several simultaneous list requests failed.
    else if (click.outcome === 'unlinked' && number <= (click.toldAfter ?? 0)) maybe.add(click.id)
    if (isFrame && changesIn(click, world.step)) maybe.add(click.id)
  }
  return { hidden, maybe }
}

function changesIn({ begun, ended }: Click, step: number): boolean {
  return begun === step || ended === step
}
