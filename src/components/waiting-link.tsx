'use client'
import { DismissButton } from '../parts/dismiss-button'
import { useLinkAccount } from '../react/use-link-account'
import { format, useMessages } from './use-messages'

/** A link that goes on in another window, with the way to give it up. */
export function WaitingLink() {
  const { messages, nameOf } = useMessages()
  const { waiting } = useLinkAccount()
  if (!waiting) return null
  const { connection } = waiting.request
  const values = { provider: connection ? nameOf(connection) : '' }
  return (
    <div className="la-notice" data-slot="waiting-link">
      <p className="la-text">{connection ? format(messages.waiting, values) : messages.waitingAny}</p>
      <DismissButton
        className="la-button"
        data-slot="cancel-link-button"
        aria-label={connection ? format(messages.cancelLink, values) : messages.cancelLinkAny}
        onClick={waiting.cancel}
      >
        {messages.cancel}
      </DismissButton>
    </div>
  )
}
