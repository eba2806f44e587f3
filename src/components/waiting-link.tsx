'use client'
import type { WaitingLink as Waiting } from '../core/link'
import { DismissButton } from '../parts/dismiss-button'
import { useMessages } from '../react/use-messages'
import { Button } from './slots'

/** A link that continues in another window, with a button to cancel it. */
export function WaitingLink({ waiting }: { waiting: Waiting }) {
  const { messages, format, nameOf } = useMessages()
  const { connection } = waiting.request
  const values = { provider: connection ? nameOf(connection) : '' }
  return (
    <div className="la-waiting" data-slot="waiting-link">
      <p className="la-text">
        {connection ? format(messages.waiting, values) : format(messages.waitingAny, {})}
      </p>
      <DismissButton
        render={<Button variant="quiet" />}
        data-slot="cancel-link-button"
        aria-label={connection ? format(messages.cancelLink, values) : format(messages.cancelLinkAny, {})}
        onDismiss={waiting.cancel}
      >
        {format(messages.cancel, {})}
      </DismissButton>
    </div>
  )
}
