'use client'
import { HeldRemoval, UndoButton } from '../parts/held-removal'
import type { Hold } from '../query/holds'
import { useCountdown } from '../react/use-countdown'
import { useHeldRemovals } from '../react/use-held-removals'
import { fill, useWords } from './words'

/** The removals that have not been sent, each with the way to take it back. */
export function HeldRemovals() {
  const { held } = useHeldRemovals()
  if (held.length === 0) return null
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari takes a list without bullets for no list, unless told.
    <ul className="la-held" role="list" data-slot="held-removals">
      {held.map((hold) => (
        <Held key={hold.identity.id} hold={hold} />
      ))}
    </ul>
  )
}

function Held({ hold }: { hold: Hold }) {
  const { messages, describe } = useWords()
  const seconds = useCountdown(hold.endsAt ?? undefined)
  const names = describe(hold.identity)
  const isUndo = hold.reason === 'undo'
  const template = !isUndo ? messages.waitingOffline : hold.endsAt ? messages.undoIn : messages.undoPaused
  const sentence = fill(template, { ...names, seconds: String(seconds) })
  return (
    <HeldRemoval hold={hold} text={sentence} className="la-notice">
      <p className="la-text">{sentence}</p>
      <UndoButton
        hold={hold}
        className="la-button"
        aria-label={fill(isUndo ? messages.undoNamed : messages.callOffNamed, names)}
      >
        {isUndo ? messages.undo : messages.callOff}
      </UndoButton>
    </HeldRemoval>
  )
}
