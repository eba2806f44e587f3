'use client'
import { type ComponentProps, forwardRef, useEffect, useRef } from 'react'
import type { Identity } from '../core/identity'
import { useRoot } from '../parts/root-context'
import type { PendingUnlink } from '../query/pending-unlinks'
import { useCountdown } from '../react/use-countdown'
import { useMessages } from '../react/use-messages'
import { useLatest } from '../react/use-stable'
import { Button, useClassNames } from './slots'

/** What was announced about a pending unlink, so that only one of two cards on a page announces it. */
const spoken = new WeakMap<Identity, Set<string>>()

/** The text of a row while its unlink waits to be sent, and a line that shows the time left. */
export function PendingText({ pending }: { pending: PendingUnlink }) {
  const { messages, format, describe } = useMessages()
  const { announce } = useRoot('PendingText')
  const classOf = useClassNames()
  const { identity, reason, endsAt, remainingMs } = pending
  const names = describe(identity)
  const seconds = useCountdown(endsAt ?? undefined)
  const said = useRef(new Set<string>())
  const state = reason === 'undo' && endsAt === null ? 'paused' : reason
  const text =
    reason === 'offline' ? format(messages.waitingOffline, names) : format(messages.unlinking, names)
  const announcement = useLatest(
    {
      offline: text,
      paused: format(messages.undoPaused, names),
      undo: format(messages.undoIn, { ...names, seconds }),
    }[state],
  )
  useEffect(() => {
    const saidOfIt = spoken.get(identity) ?? said.current
    spoken.set(identity, saidOfIt)
    if (!saidOfIt.has(state)) announce(announcement.current)
    saidOfIt.add(state)
    return () => void spoken.delete(identity)
  }, [announce, announcement, identity, state])
  return (
    <>
      <p className={classOf(reason === 'offline' ? 'hint' : 'account')}>{text}</p>
      {reason === 'undo' && <Clock totalMs={remainingMs} isPaused={endsAt === null} />}
    </>
  )
}

/**
 * A decorative line that gets shorter, and stops while the timer is paused. Its duration is set with the CSSOM, because a
 * strict CSP forbids inline styles.
 */
function Clock({ totalMs, isPaused }: { totalMs: number; isPaused: boolean }) {
  const line = useRef<HTMLSpanElement>(null)
  const ms = useRef(totalMs)
  useEffect(() => {
    line.current?.style.setProperty('--_ms', `${ms.current}ms`)
  }, [])
  return <span className="la-clock" aria-hidden="true" data-paused={isPaused || undefined} ref={line} />
}

/** A row's undo button. Its accessible name includes the account. */
export const UndoLabel = forwardRef<HTMLButtonElement, ComponentProps<'button'> & { pending: PendingUnlink }>(
  function UndoLabel({ pending, ...props }, ref) {
    const { messages, format, describe } = useMessages()
    return (
      <Button {...props} ref={ref} aria-label={format(messages.undoNamed, describe(pending.identity))}>
        {format(messages.undo, {})}
      </Button>
    )
  },
)
