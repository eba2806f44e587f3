import fc from 'fast-check'
import type { AccountLinkingClient } from 'react-linked-accounts'
import { expect, vi } from 'vitest'
import { HandServer } from './hand-server'
import { happenings, type Page, type Pick } from './happenings'
import { UnlinkingModel } from './unlinking-model'

type Name = keyof typeof happenings

/** What leads to the deep water happens more often. */
const NAMES: readonly Name[] = [
  ...(Object.keys(happenings) as Name[]),
  ...(['unlink', 'unlink', 'unlinkWithUndo', 'answerUnlink', 'loseAnswer', 'answerListAsItIs'] as const),
]

class Command implements fc.AsyncCommand<UnlinkingModel, Page> {
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

  async run(model: UnlinkingModel, page: Page) {
    const before = page.sight()?.rows ?? []
    page.takeFrames()
    await page.during(() => happenings[this.name](model, this.pick)?.(page))
    agree(model, page, before)
  }

  toString() {
    return `${this.name}(${this.choice})`
  }
}

/** Any course of things, on such a page: the screen is what the model says. */
export function unlinkingProperty(open: (client: AccountLinkingClient) => Page) {
  const choices = fc.nat({ max: 11 })
  const commands = fc.commands(
    NAMES.map((name) => choices.map((choice) => new Command(name, choice))),
    { maxCommands: 40, size: 'max' },
  )
  return fc.asyncProperty(commands, fc.boolean(), async (course, tellsRest) => {
    const server = new HandServer(tellsRest)
    const page = open(server.client)
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
async function settle(model: UnlinkingModel, page: Page) {
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
  if (model.refusedLists === 0 && !server.toldLate) expect(page.sight()?.rows).toEqual(server.ids)
  await happen('refetch')
  await answerAll()
  expect(page.sight()?.rows).toEqual(server.ids)
}

function agree(model: UnlinkingModel, page: Page, before: readonly string[]) {
  const sight = page.sight()
  if (sight || model.isShown)
    same(sight, { rows: model.rows(), errors: model.rowErrors(), waiting: model.waiting() })
  same(model.server.sent, model.sent)
  const after = sight?.rows ?? []
  for (const frame of page.takeFrames()) {
    const flashed = frame.filter((id) => !before.includes(id) && !after.includes(id))
    const flickered = before.filter((id) => after.includes(id) && !frame.includes(id))
    if (flashed.length + flickered.length > 0)
      expect({ flashed, flickered }).toEqual({ flashed: [], flickered: [] })
  }
}

/** The matcher is slow, and tells the difference well. */
function same<T>(shown: T | undefined, told: T) {
  if (fc.stringify(shown) !== fc.stringify(told)) expect(shown).toEqual(told)
}
