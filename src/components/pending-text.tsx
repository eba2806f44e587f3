'use client'
import { type ComponentProps, forwardRef, useEffect, useRef } from 'react'
import { useRoot } from '../parts/root-context'
import type { PendingUnlink } from '../query/pending-unlinks'
import { useCountdown } from '../react/use-countdown'
import { useMessages } from '../react/use-messages'
import { Button, useClassNames } from './slots'

/** What a row says while its unlink waits to be sent, and the line that shows the time left. */
export function PendingText({ pending }: { pending: PendingUnlink }) {
  const { messages, format, describe } = useMessages()
  const { announce } = useRoot('PendingText')
  const classOf = useClassNames()
  const { identity, reason, endsAt, remainingMs } = pending
  const names = describe(identity)
  const seconds = useCountdown(endsAt ?? undefined)
  const isAnnounced = useRef(false)
  const text =
    reason === 'offline' ? format(messages.waitingOffline, names) : format(messages.unlinking, names)
  const announcement = reason === 'offline' ? text : format(messages.undoIn, { ...names, seconds })
  useEffect(() => {
    if (!isAnnounced.current) announce(announcement)
    isAnnounced.current = true
  }, [announce, announcement])
  return (
    <>
      <p className={classOf(reason === 'offline' ? 'hint' : 'account')}>{text}</p>
      {reason === 'undo' && <Clock totalMs={remainingMs} isPaused={endsAt === null} />}
    </>
  )
}

/**
 * A decorative line that gets shorter from its first render on, and stops while the clock is paused. Its duration is
 * set by the CSSOM, because a strict CSP forbids inline styles.
 */
function Clock({ totalMs, isPaused }: { totalMs: number; isPaused: boolean }) {
  const line = useRef<HTMLSpanElement>(null)
  const ms = useRef(totalMs)
  useEffect(() => {
    line.current?.style.setProperty('--_ms', `${ms.current}ms`)
  }, [])
  return <span className="la-clock" aria-hidden="true" data-paused={isPaused || undefined} ref={line} />
}

/** The undo button of a row, named after its account. */
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
