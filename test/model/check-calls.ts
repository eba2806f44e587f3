import type { Call } from './call'
import { hold } from './invariants'
import type { World } from './world'

/** Whether a request may be sent now. */
export function checkCall(world: World, call: Call): void {
  const { visit, server } = world
  const { kind, userId, subject, link } = call
  const details = () => ({ kind, userId, subject, link: link?.number })
  const { isRepeated } = call
  hold('quiet', isRepeated || (visit.quietUntil.get(userId) ?? 0) <= Date.now(), details)
  if (kind === 'list') return
  hold('signedIn', isRepeated || userId === visit.knownUserId, details)
  if (kind === 'start' && !isRepeated) {
    // Unlinks that wait for the network keep waiting.
    const isUnsent = ({ calls, undoMs }: { calls: unknown[]; undoMs: number }) =>
      calls.length === 0 && undoMs > 0
    const waiting = world.pending(visit).filter(isUnsent)
    hold('flushed', visit.page.sight()?.waiting.length === 0 || waiting.length === 0, details)
  }
  // A link that has returned is completed, or lost.
  hold('offline', isRepeated || !visit.isOffline() || kind === 'finish', details)
  if (kind !== 'unlink') return
  const click = world.pending(visit, userId).find(({ id }) => id === subject)
  hold('sentOnce', click !== undefined, details)
  const before = click?.calls.at(-1)?.answer
  const mayRepeat = before instanceof Error && ['unauthorized', 'step_up_required'].includes(before.code)
  hold('sentOnce', click?.calls.length === 0 || mayRepeat, details)
  const { calls } = server
  hold('sentOnce', calls.includes(call), details)
  click?.calls.push(call)
}
