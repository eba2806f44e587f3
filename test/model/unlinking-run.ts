import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, vi } from 'vitest'
import { CachePage, type UnlinkFactory } from './cache-page'
import { HandServer } from './hand-server'
import { happenings, type Pick } from './happenings'
import { UnlinkingModel } from './unlinking-model'

type Name = keyof typeof happenings

/** What leads to the deep water happens more often. */
const NAMES: readonly Name[] = [
  ...(Object.keys(happenings) as Name[]),
  ...(['unlink', 'unlink', 'unlinkWithUndo', 'answerUnlink', 'loseAnswer', 'answerListAsItIs'] as const),
]

class Command implements fc.AsyncCommand<UnlinkingModel, CachePage> {
  private readonly pick: Pick

  constructor(
    private readonly name: Name,
    private readonly choice: number,
  ) {
    this.pick = (from) => from[choice % from.length]
  }

  check(model: UnlinkingModel) {
    return happenings[this.name](model, this.pick) !== undefined
  }

  async run(model: UnlinkingModel, page: CachePage) {
    const before = page.rows()
    page.frames = []
    happenings[this.name](model, this.pick)?.(page)
    await quiet()
    agree(model, page, before ?? [])
  }

  toString() {
    return `${this.name}(${this.choice})`
  }
}

/** Any course of things, on a page with this factory of unlink mutations: the screen is what the model says. */
export function unlinkingProperty(factory: UnlinkFactory) {
  const choices = fc.nat({ max: 11 })
  const commands = fc.commands(
    NAMES.map((name) => choices.map((choice) => new Command(name, choice))),
    { maxCommands: 40, size: 'max' },
  )
  return fc.asyncProperty(commands, async (course) => {
    const server = new HandServer()
    const page = new CachePage(server.client, factory)
    const model = new UnlinkingModel(server)
    try {
      await new Command('answerListAsItIs', 0).run(model, page)
      await fc.asyncModelRun(() => ({ model, real: page }), course)
      await settle(model, page)
    } finally {
      page.close()
      vi.clearAllTimers()
    }
  })
}

/** Lets everything come to its end; then the screen shows the server's truth. */
async function settle(model: UnlinkingModel, page: CachePage) {
  const { server } = model
  const happen = (name: Name) => new Command(name, 0).run(model, page)
  const answerAll = async () => {
    while (server.openUnlinks.length > 0) await happen('answerUnlink')
    while (server.openLists.length > 0) await happen('answerListAsItIs')
    if (server.openUnlinks.length > 0) await answerAll()
  }
  for (const name of ['goOnline', 'mount', 'leave'] as const) await happen(name)
  await answerAll()
  expect(model.waiting()).toEqual([])
  // By itself, as long as the server never refused to tell.
  if (model.refusedLists === 0) expect(page.rows()).toEqual(server.ids)
  await happen('refetch')
  await answerAll()
  expect(page.rows()).toEqual(server.ids)
}

/** Everything that can go on without server and clock has gone on. */
async function quiet() {
  for (let turn = 0; turn < 2; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve))
    vi.advanceTimersByTime(0)
  }
}

function agree(model: UnlinkingModel, page: CachePage, before: readonly string[]) {
  const shown = { rows: page.rows(), errors: page.errors(), waiting: page.waiting(), sent: model.server.sent }
  const told = { rows: model.rows(), errors: model.errors, waiting: model.waiting(), sent: model.sent }
  // The matcher is slow, and tells the difference well.
  if (!isDeepStrictEqual(shown, told)) expect(shown).toEqual(told)
  const after = shown.rows ?? []
  for (const frame of page.frames) {
    const flashed = frame.filter((id) => !before.includes(id) && !after.includes(id))
    const flickered = before.filter((id) => after.includes(id) && !frame.includes(id))
    if (flashed.length + flickered.length > 0)
      expect({ flashed, flickered }).toEqual({ flashed: [], flickered: [] })
  }
}
