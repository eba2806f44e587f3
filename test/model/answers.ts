import type { AccountLinkingErrorCode } from 'react-linked-accounts/core'
import { type Call, failure } from './call'
import { given, type Move, type Pick } from './move'
import type { World } from './world'

const RETRY_AFTER = 5
const REFUSALS: readonly AccountLinkingErrorCode[] = ['conflict', 'forbidden', 'rejected', 'invalid_response']
const LOSSES: readonly AccountLinkingErrorCode[] = ['network', 'timeout', 'server_error']

/** How the server and the network handle a request. */
export const answers = {
  answerListAsItIs: ({ server }, pick) =>
    given(pick(server.open('list')), (call) => () => {
      call.settle({ owner: server.session, ids: server.ids() })
    }),

  /** The list at the time of the request. */
  answerListAsAsked: ({ server }, pick) =>
    given(pick(server.open('list')), (call) => () => call.settle(call.asked)),

  /** From a replica without the latest change. */
  answerListLate: (world, pick) => {
    const { server } = world
    const [, before] = server.history(server.session)
    return given(before && pick(server.open('list')), (call) => () => {
      world.hasLagged = true
      world.isBehind = true
      call.settle({ owner: server.session, ids: before?.ids ?? [] })
    })
  },

  failList: (world, pick) =>
    given(pick(world.server.open('list')), (call) => () => {
      call.settle(failure(pick([...LOSSES, 'forbidden']) ?? 'network'))
    }),

  /** The server executes it, and does not respond yet. */
  act: (world, pick) => {
    const isUntouched = ({ kind, effect, page }: Call) => kind !== 'list' && effect === 'none' && page.isAlive
    return given(pick(world.server.calls.filter(isUntouched)), (call) => () => actLate(world, call))
  },

  /** The server executes it after the page is closed. */
  actWhenGone: (world, pick) => {
    const isLeft = ({ kind, effect, page }: Call) => kind !== 'list' && effect === 'none' && !page.isAlive
    return given(pick(world.server.calls.filter(isLeft)), (call) => () => actLate(world, call))
  },

  answer: (world, pick) => given(pick(writes(world)), (call) => () => answerTruly(world, call)),

  /** A success without effect. */
  pretend: (world, pick) => given(pick(untouched(world)), (call) => () => call.settle('ok')),

  refuse: (world, pick) => refuse(world, pick, false),
  refuseAfterTheEffect: (world, pick) => refuse(world, pick, true),
  lose: (world, pick) => lose(world, pick, false),
  loseAfterTheEffect: (world, pick) => lose(world, pick, true),

  askToWait: (world, pick) =>
    given(pick(world.server.open()), (call) => () => {
      call.settle(failure('rate_limited', pick([RETRY_AFTER, undefined, 12])))
    }),

  refuseToken: ({ server }, pick) =>
    given(pick(server.open()), (call) => () => call.settle(failure('unauthorized'))),

  askForStepUp: (world, pick) =>
    given(pick(untouched(world)), (call) => () => call.settle(failure('step_up_required'))),

  alreadyLinked: ({ server }, pick) =>
    given(pick([...server.open('start'), ...server.open('finish')]), (call) => () => {
      call.settle(failure('already_linked'))
    }),
} satisfies Record<string, Move>

/** Requests that change something. */
export function writes({ server }: World): readonly Call[] {
  return server.open().filter(({ kind }) => kind !== 'list')
}

function untouched(world: World): readonly Call[] {
  return writes(world).filter(({ effect }) => effect === 'none')
}

/** Responds like a working server. */
export function answerTruly(world: World, call: Call): void {
  world.server.act(call)
  const code = ({ missing: 'not_found', 'wrong user': 'wrong_user' } as const)[call.effect as 'missing']
  call.settle(code ? failure(code) : 'ok')
}

/** After its response, or from a closed page: nothing is reported. */
function actLate(world: World, call: Call): void {
  world.server.act(call)
  if (call.answer || !call.page.isAlive) world.isBehind = true
}

function refuse(world: World, pick: Pick, isAfter: boolean) {
  return given(pick(untouched(world)), (call) => () => {
    if (isAfter) world.server.act(call)
    const code = pick(REFUSALS) ?? 'conflict'
    // After a conflict, the page requests the list again.
    if (code !== 'conflict' || !world.visit.isShown) world.isBehind = true
    call.settle(failure(code))
  })
}

function lose(world: World, pick: Pick, isAfter: boolean) {
  return given(pick(isAfter ? untouched(world) : writes(world)), (call) => () => {
    if (isAfter) world.server.act(call)
    call.settle(failure(pick(LOSSES) ?? 'network'))
  })
}
