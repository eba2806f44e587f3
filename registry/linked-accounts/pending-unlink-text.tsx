'use client'
import { useEffect, useState } from 'react'
import { type PendingUnlink, useMessages } from 'react-linked-accounts'

/** The time until the unlink is sent. The timer pauses while the row is hovered. */
export function PendingUnlinkText({ pending, id }: { pending: PendingUnlink; id: string }) {
  const { messages, format, describe } = useMessages()
  const { identity, reason, endsAt } = pending
  const seconds = useSecondsUntil(endsAt)
  const names = describe(identity)
  const text = {
    offline: format(messages.waitingOffline, names),
    paused: format(messages.undoPaused, names),
    undo: format(messages.undoIn, { ...names, seconds }),
  }
  return (
    <p id={id} className="tabular-nums">
      {text[reason === 'undo' && endsAt === null ? 'paused' : reason]}
    </p>
  )
}

function useSecondsUntil(time: number | null) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (time === null) return
    const update = () => setNow(Date.now())
    update()
    const timer = setInterval(update, 250)
    return () => clearInterval(timer)
  }, [time])
  return Math.max(0, Math.ceil(((time ?? now) - now) / 1000))
}
