import { onlineManager } from '@tanstack/react-query'
import type { LinkOptions } from 'react-linked-accounts/core'
import { fakeIdentity } from 'react-linked-accounts/testing'
import { answers } from './answers'
import { ADA, GRACE } from './hand-server'
import { given, type Move, type Pick } from './move'
import { provider } from './provider'
import type { World } from './world'

export const UNDO_MS = 6000

const REQUESTS: readonly LinkOptions[] = [
  { connection: 'github' },
  { connection: 'google-oauth2' },
  {},
  { connection: 'github', display: 'popup' },
]

/** Actions of the user, the host, the clock or another tab. */
const ofPage = {
  unlink: (world, pick) => given(pick(unlinkable(world)), (id) => () => world.unlink(id, 0)),

  unlinkWithUndo: (world, pick) => given(pick(unlinkable(world)), (id) => () => world.unlink(id, UNDO_MS)),

  undo: ({ visit }, pick) =>
    given(pick(visit.page.sight()?.waiting ?? []), (id) => () => visit.page.undo(id)),

  link: (world, pick) =>
    given(world.visit.isShown ? pick(REQUESTS) : undefined, (request) => () => world.link(request)),

  reconnect: (world, pick) =>
    given(pick(unlinkable(world)), (id) => () => {
      const [connection = '', accountId = ''] = id.split('|')
      world.link({ connection, reconnect: fakeIdentity({ provider: connection, accountId }) })
    }),

  cancelLink: ({ visit, links }) =>
    given(links.some(({ isPopup }) => isPopup) ? true : undefined, () => () => {
      for (const link of links) if (link.isPopup && link.told.length === 0) link.isCanceled = true
      visit.page.cancelLink()
    }),

  dismiss: ({ visit }) =>
    given(visit.results.get(visit.userId), () => () => {
      visit.results.delete(visit.userId)
      visit.page.dismiss()
    }),

  endStepUp: (world, pick) =>
    given(pick(world.stepUps.filter(({ page }) => page.isAlive)), (stepUp) => () => {
      world.stepUps.splice(world.stepUps.indexOf(stepUp), 1)
      stepUp.end(pick([true, false, true]) ?? true)
    }),

  wait: (_world, pick) => given(pick([1000, 3000, UNDO_MS, 16_000, 61_000]), (ms) => ({ ms })),

  waitLong: (_world, pick) => given(pick([11 * 60_000, 61 * 60_000]), (ms) => ({ ms })),

  leaveAndComeBack: (world) => () => {
    world.visit.memory.fire('pagehide')
    queueMicrotask(() => world.restore())
  },

  reload: (world) => () => world.reload(),

  goOffline:
    ({ visit }) =>
    () => {
      visit.memory.setOffline(true)
      onlineManager.setOnline(false)
    },

  goOnline:
    ({ visit }) =>
    () => {
      visit.memory.setOffline(false)
      onlineManager.setOnline(true)
    },

  refetch: ({ visit }) => given(visit.isShown || undefined, () => () => visit.page.refetch()),

  hide:
    ({ visit }) =>
    () => {
      visit.isShown = false
      visit.page.hide()
    },

  show:
    ({ visit }) =>
    () => {
      visit.isShown = true
      visit.knownUserId = visit.userId
      visit.page.show()
    },

  /** In another tab: the page continues with a session that no longer belongs to its user. */
  anotherSignsInElsewhere:
    ({ server }) =>
    () => {
      server.session = server.session === ADA ? GRACE : ADA
    },

  anotherSignsIn: (world) => () => {
    world.server.session = world.other(world.visit.userId)
    world.signIn(world.server.session)
  },

  linkInAnotherTab: (world, pick) => changeElsewhere(world, pick, true),
  unlinkInAnotherTab: (world, pick) => changeElsewhere(world, pick, false),
  /** On another device: this page is not notified. */
  linkOnThePhone: (world, pick) => changeElsewhere(world, pick, true, false),
  unlinkOnThePhone: (world, pick) => changeElsewhere(world, pick, false, false),
} satisfies Record<string, Move>

export const moves = { ...ofPage, ...answers, ...provider } satisfies Record<string, Move>
export type MoveName = keyof typeof moves

/** What the page lets the user unlink. */
function unlinkable({ visit }: World): readonly string[] {
  const rows = (visit.isShown && visit.page.sight()?.rows) || []
  const ids = rows.map((row) => row.split('#')[0] ?? '')
  return ids.filter((id) => id !== ADA && id !== GRACE)
}

const LINKABLE = ['github|1', 'github|2', 'github|3', 'google-oauth2|3']

function changeElsewhere(world: World, pick: Pick, isLink: boolean, isTold = true) {
  const { server, visit } = world
  const { userId } = visit
  const ids = server.ids(userId)
  const id = pick(isLink ? LINKABLE.filter((one) => !ids.includes(one)) : ids.slice(1))
  return given(id, (changed) => () => {
    server.change(userId, isLink ? [...ids, changed] : ids.filter((one) => one !== changed))
    if (!isTold || !visit.isShown) {
      world.isBehind = true
      return
    }
    visit.outdated.set(userId, server.calls.length)
    const tab = visit.memory.openTab('https://app.example/account')
    tab.postMessage({ type: 'changed', owner: JSON.stringify(['by-hand', userId]) })
  })
}
