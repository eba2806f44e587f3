import fc from 'fast-check'
import { answerTruly, writes } from './answers'
import { hold } from './invariants'
import { stopClocks } from './mortal-browser'
import type { Move, Pick } from './move'
import { type MoveName, moves } from './moves'
import type { Stage } from './page'
import { type Settings, World, type Wrap } from './world'

/** Actions that lead to rare sequences happen more often. */
const NAMES: readonly MoveName[] = [
  ...(Object.keys(moves) as MoveName[]),
  ...(['unlink', 'unlink', 'unlinkWithUndo', 'link', 'link', 'answer', 'answer', 'answer'] as const),
  ...(['answerListAsItIs', 'answerListAsItIs', 'answerListAsItIs', 'wait', 'wait'] as const),
  ...(['chooseAndComeBack', 'loseAfterTheEffect', 'undo'] as const),
]
/** Longer than any undo window, retry, timeout and lag. */
const MINUTE_MS = 60_000

interface Options {
  readonly moves?: readonly MoveName[]
  readonly wrap?: Wrap
}

export class Command implements fc.AsyncCommand<World, Stage> {
  private readonly pick: Pick

  constructor(
    private readonly name: MoveName,
    private readonly choice: number,
  ) {
    this.pick = (from) => from[choice % from.length]
  }

  check(world: World) {
    return this.happening(world) !== undefined
  }

  async run(world: World) {
    const happening = this.happening(world)
    if (typeof happening === 'function') await world.happen(happening)
    else await world.happen(() => {}, happening?.ms)
  }

  toString() {
    return `${this.name}(${this.choice})`
  }

  private happening(world: World) {
    const move: Move = moves[this.name]
    return move(world, this.pick)
  }
}

/** Any sequence of actions on such pages: the invariants hold at every step, and at the end. */
export function modelProperty(stage: () => Stage, { moves: names = NAMES, wrap }: Options = {}) {
  const choices = fc.nat({ max: 11 })
  const commands = fc.commands(
    names.map((name) => choices.map((choice) => new Command(name, choice))),
    { maxCommands: 40, size: 'max' },
  )
  const settings: fc.Arbitrary<Settings> = fc.record({
    shape: fc.constantFrom('server', 'page', 'in place'),
    hasStepUp: fc.integer({ min: 0, max: 3 }).map((choice) => choice === 3),
    startsOffline: fc.integer({ min: 0, max: 7 }).map((choice) => choice === 7),
  })
  return fc.asyncProperty(commands, settings, fc.boolean(), async (course, given, isSilent) => {
    const real = stage()
    const world = new World(real, given, wrap)
    try {
      await world.happen(() => {})
      await run(world, 'answerListAsItIs')
      await fc.asyncModelRun(() => ({ model: world, real }), course)
      await settle(world, isSilent)
    } finally {
      world.visit.page.close()
      stopClocks(0)
    }
  })
}

const run = (world: World, name: MoveName) => new Command(name, 0).run(world)

/** Lets everything finish; then the page shows the server's state. */
export async function settle(world: World, isSilent: boolean): Promise<void> {
  const { server } = world
  const { userId } = world.visit
  const isBehind = world.isBehind || server.session !== userId || isSilent
  server.session = userId
  await run(world, 'goOnline')
  await run(world, 'show')
  if (isSilent) await world.happen(() => {}, 12 * MINUTE_MS)
  // Even if nothing is pending, a lagging list gets another second.
  for (let turn = 0; turn < 3 || (turn < 60 && isBusy(world)); turn += 1) {
    for (const stepUp of world.stepUps.splice(0)) await world.happen(() => stepUp.end(true))
    for (const call of writes(world)) await world.happen(() => answerTruly(world, call))
    while (server.open('list').length > 0) await run(world, 'answerListAsItIs')
    await world.happen(() => {}, turn < 20 ? 1000 : MINUTE_MS)
  }
  const { visit } = world
  hold('ends', !isBusy(world), () => ({ busy: visit.page.busy(), open: server.open(), links: world.links }))
  hold('ends', world.pending(visit).length === 0, () => world.pending(visit).map(({ id }) => id))
  checkRecords(world)
  if (!isBehind) checkTruth(world)
  await world.happen(() => {}, MINUTE_MS)
  await run(world, 'refetch')
  while (server.open('list').length > 0) await run(world, 'answerListAsItIs')
  await world.happen(() => {}, 2000)
  while (server.open('list').length > 0) await run(world, 'answerListAsItIs')
  checkTruth(world)
}

function isBusy({ visit, server, stepUps }: World): boolean {
  return server.open().length > 0 || stepUps.length > 0 || visit.page.busy().length > 0
}

function checkTruth({ visit, server }: World): void {
  const rows = visit.page.sight()?.rows?.map((row) => row.split('#')[0])
  const ids = server.ids(visit.userId)
  hold('truth', JSON.stringify(rows) === JSON.stringify(ids), () => ({ rows, ids }))
}

function checkRecords({ visit, links }: World): void {
  const { userId } = visit
  const storage = visit.memory.storage()
  const records = Array.from({ length: storage.length }, (_, index) =>
    storage.getItem(storage.key(index) ?? ''),
  )
  // The record of a user who is no longer signed in is kept for the next page load.
  const isLeft = (record: { phase?: string; userId?: string } | null) =>
    record?.userId === userId && record.phase !== undefined && record.phase !== 'started'
  const left = records.filter((text) => isLeft(JSON.parse(text ?? 'null')))
  hold('taken', left.length === 0, () => ({ left }))
  const isUntold = ({ returns, told, isPopup, isForgotten, ...link }: (typeof links)[number]) =>
    link.userId === userId && returns.length > 0 && told.length === 0 && !isPopup && !isForgotten
  hold('taken', !links.some(isUntold), () => links.filter(isUntold))
}
