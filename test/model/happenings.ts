import { onlineManager } from '@tanstack/react-query'
import type { AccountLinkingErrorCode } from 'react-linked-accounts/core'
import { vi } from 'vitest'
import type { OpenList, OpenUnlink } from './hand-server'
import type { UnlinkingModel } from './unlinking-model'

export const UNDO_MS = 6000

/** What a person can see. */
export interface Sight {
  readonly rows: readonly string[] | undefined
  /** Of the rows; by id. */
  readonly errors: ReadonlyMap<string, string>
  /** The removals that have not been sent, in the order in which they began to wait. */
  readonly waiting: readonly string[]
}

/** What a page shows, and what it lets a person, and their browser, do. */
export interface Page {
  /** `undefined` where there is nothing to look at. */
  sight(): Sight | undefined
  /** The rows in every state that was there since they were last taken. */
  takeFrames(): readonly (readonly string[])[]
  /** Lets something happen, and then everything go on that can go on without server and clock. */
  during(happen: () => void): Promise<void>
  unlink(id: string, undoMs: number): void
  callOff(id: string): void
  /** The page is about to go. */
  leave(): void
  refetch(): void
  /** Another tab says that the list has changed. */
  hear(): void
  show(): void
  unmount(): void
  /** For good. */
  close(): void
}

/** Something that can happen; `undefined` where it cannot happen now. */
type Happening = (model: UnlinkingModel, pick: Pick) => ((page: Page) => void) | undefined
export type Pick = <T>(from: readonly T[]) => T | undefined

const REFUSALS: readonly AccountLinkingErrorCode[] = [
  'conflict',
  'rate_limited',
  'server_error',
  'unauthorized',
]
const LOSSES: readonly AccountLinkingErrorCode[] = ['network', 'timeout', 'offline']
const LINKABLE = ['github|1', 'github|2', 'github|3', 'google-oauth2|3']

/** Everything that can happen, at the page, the server and the network. */
export const happenings = {
  unlink: (model, pick) => unlink(model, pick(model.removable()), 0),

  unlinkWithUndo: (model, pick) => unlink(model, pick(model.removable()), UNDO_MS),

  callOff: (model, pick) =>
    given(pick(model.waiting()), (id) => (page) => {
      model.callOff(id)
      page.callOff(id)
    }),

  wait: (model, pick) =>
    given(pick([1000, 3000, UNDO_MS]), (ms) => () => {
      model.pass(ms)
      vi.advanceTimersByTime(ms)
    }),

  leave: (model) => (page) => {
    model.leave()
    page.leave()
  },

  goOffline: (model) => connect(model, false),

  goOnline: (model) => connect(model, true),

  refetch: () => (page) => page.refetch(),

  unmount: (model) => (page) => {
    model.isShown = false
    page.unmount()
  },

  mount: (model) => (page) => {
    model.isShown = true
    page.show()
  },

  linkInAnotherTab: (model, pick) =>
    given(pick(LINKABLE.filter((id) => !model.server.ids.includes(id))), (id) =>
      changeElsewhere(model, [...model.server.ids, id]),
    ),

  unlinkInAnotherTab: (model, pick) =>
    given(pick(model.server.ids.slice(1)), (id) =>
      changeElsewhere(
        model,
        model.server.ids.filter((one) => one !== id),
      ),
    ),

  answerListAsAsked: (model, pick) =>
    given(pick(model.server.openLists), (list) => answerList(model, list, list.asked)),

  answerListAsItIs: (model, pick) =>
    given(pick(model.server.openLists), (list) => answerList(model, list, model.server.ids)),

  refuseList: (model, pick) =>
    given(pick(model.server.openLists), ({ number, fail }) => () => {
      model.listRefused(number)
      fail('rate_limited')
    }),

  actOnUnlink: ({ server }, pick) =>
    given(pick(untouched(server.openUnlinks)), (open) => () => server.act(open)),

  answerUnlink: (model, pick) =>
    given(pick(model.server.openUnlinks), (open) => () => answerUnlink(model, open)),

  refuseUnlink: (model, pick) =>
    given(pick(untouched(model.server.openUnlinks)), ({ id, fail }) => () => {
      const code = pick(REFUSALS) ?? 'rejected'
      model.refused(id, code)
      fail(code)
    }),

  loseAnswer: (model, pick) =>
    given(pick(model.server.openUnlinks), ({ id, fail }) => () => {
      const code = pick(LOSSES) ?? 'network'
      model.lost(id, code)
      fail(code)
    }),
} satisfies Record<string, Happening>

function given<T>(subject: T | undefined, happen: (subject: T) => (page: Page) => void) {
  return subject === undefined ? undefined : happen(subject)
}

function untouched(unlinks: readonly OpenUnlink[]): readonly OpenUnlink[] {
  return unlinks.filter(({ done }) => done === 'nothing')
}

function unlink(model: UnlinkingModel, subject: string | undefined, undoMs: number) {
  return given(subject, (id) => (page) => {
    model.unlink(id, undoMs)
    page.unlink(id, undoMs)
  })
}

function connect(model: UnlinkingModel, isOnline: boolean) {
  return () => {
    model.connect(isOnline)
    onlineManager.setOnline(isOnline)
  }
}

function changeElsewhere(model: UnlinkingModel, ids: readonly string[]) {
  return (page: Page) => {
    model.server.ids = ids
    model.changedElsewhere()
    page.hear()
  }
}

function answerList(model: UnlinkingModel, { number, answer }: OpenList, ids: readonly string[]) {
  return () => {
    model.listAnswered(number, ids)
    answer(ids)
  }
}

function answerUnlink(model: UnlinkingModel, open: OpenUnlink) {
  if (open.done === 'nothing') model.server.act(open)
  if (open.done === 'removed') {
    model.confirmed(open.id)
    open.confirm()
  } else {
    model.lost(open.id, 'not_found')
    open.fail('not_found')
  }
}
