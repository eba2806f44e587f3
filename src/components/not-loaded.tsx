'use client'
import { AccountLinkingError } from '../core/errors'
import { useQuestion } from '../parts/root-context'
import { useMessages } from '../react/use-messages'

const error = new AccountLinkingError('network', 'The code could not be loaded.')

/** Shown if the card's code cannot be loaded, for example after a new deployment has replaced the files. */
export function NotLoaded() {
  const { messages, format, describeError } = useMessages()
  return (
    <div role="alert" className="la-failed" data-slot="list-failed" data-code={error.code}>
      <p className="la-notice-title">{format(messages.listFailed, {})}</p>{' '}
      <p className="la-text">{describeError(error)}</p>
    </div>
  )
}

/** Shown after a click on Unlink if the dialog cannot be loaded, below rows that the page has loaded itself. */
export function DialogNotLoaded() {
  const { messages, format, describe, describeError } = useMessages()
  const { question } = useQuestion('UnlinkDialog')
  if (!question) return null
  return (
    <p role="alert" className="la-failed la-text" data-slot="failure" data-code={error.code}>
      {format(messages.unlinkFailed, describe(question.identity))} {describeError(error)}
    </p>
  )
}
