'use client'
import type { ReactNode } from 'react'
import type { AccountLinkingError } from '../core/errors'
import { useRetryCountdown } from '../react/use-countdown'
import { format, useMessages } from './use-messages'

export interface FailureProps {
  /** What did not work, as a sentence. */
  children: ReactNode
  error?: AccountLinkingError | null | undefined
  /** What to press to try again; held back for as long as the server asked. */
  onRetry?: ((button: HTMLElement) => void) | undefined
  /** Names the button where there may be several on the page. Default: the words on it. */
  retryName?: string | undefined
}

/** What did not work, why, and what can be done about it. */
export function Failure({ children, error, onRetry, retryName }: FailureProps) {
  const { messages } = useMessages()
  const seconds = useRetryCountdown(error)
  return (
    <div className="la-failure" data-slot="failure" data-code={error?.code}>
      <p className="la-text">
        <strong className="la-title">{children}</strong> {error && messages.errors[error.code]}
      </p>
      {error?.description !== undefined && (
        <p className="la-text la-muted">{format(messages.serverSays, { description: error.description })}</p>
      )}
      {seconds > 0 && (
        <p className="la-text" aria-live="off">
          {format(messages.retryIn, { seconds: String(seconds) })}
        </p>
      )}
      {onRetry && (
        <button
          type="button"
          className="la-button"
          data-slot="retry-button"
          aria-label={retryName}
          aria-disabled={seconds > 0 || undefined}
          onClick={({ currentTarget }) => seconds === 0 && onRetry(currentTarget)}
        >
          {messages.retry}
        </button>
      )}
    </div>
  )
}
