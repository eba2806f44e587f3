'use client'
import { AccountLinkingError } from '../core/errors'
import { useMessages } from '../react/use-messages'

/** Shown if the code of the card cannot be loaded, for example after a deployment has replaced the files. */
export function NotLoaded() {
  const { messages, format, describeError } = useMessages()
  const error = new AccountLinkingError('network', 'The code of the card could not be loaded.')
  return (
    <div role="alert" className="la-failed" data-slot="list-failed" data-code={error.code}>
      <p className="la-notice-title">{format(messages.listFailed, {})}</p>{' '}
      <p className="la-text">{describeError(error)}</p>
    </div>
  )
}
