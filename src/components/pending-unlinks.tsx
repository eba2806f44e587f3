'use client'
import { memo } from 'react'
import { PendingUnlinkItem, UndoButton } from '../parts/pending-unlink'
import type { PendingUnlink } from '../query/pending-unlinks'
import { useCountdown } from '../react/use-countdown'
import { usePendingUnlinks } from '../react/use-pending-unlinks'
import { format, useMessages } from './use-messages'

/** The unlinks that are not sent yet, each with a button to undo it. */
export const PendingUnlinks = memo(function PendingUnlinks() {
  const { pending } = usePendingUnlinks()
  if (pending.length === 0) return null
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of a list without bullets
    <ul role="list" className="la-pending" data-slot="pending-unlinks">
      {pending.map((one) => (
        <Item key={one.identity.id} pending={one} />
      ))}
    </ul>
  )
})

function Item({ pending }: { pending: PendingUnlink }) {
  const { messages, describe } = useMessages()
  const { identity, reason, endsAt } = pending
  const seconds = useCountdown(endsAt ?? undefined)
  const names = describe(identity)
  const text = reason === 'offline' ? messages.waitingOffline : endsAt ? messages.undoIn : messages.undoPaused
  const sentence = format(text, { ...names, seconds: String(seconds) })
  return (
    <PendingUnlinkItem pending={pending} text={sentence} className="la-notice">
      <p className="la-text">{sentence}</p>
      <UndoButton pending={pending} className="la-button" aria-label={format(messages.undoNamed, names)}>
        {messages.undo}
      </UndoButton>
    </PendingUnlinkItem>
  )
}
