'use client'
import type { ReactNode } from 'react'
import type { AccountLinkingError } from '../core/errors'
import { PassingButton } from '../parts/root'
import { fill, useWords } from './words'

export interface FailureProps {
  /** What did not work, as a sentence. */
  children: ReactNode
  error?: AccountLinkingError | null | undefined
  /** What to press to try again. */
  onRetry?: (() => void) | undefined
}

/** What did not work, why, and what can be done about it. */
export function Failure({ children, error, onRetry }: FailureProps) {
  const { messages } = useWords()
  return (
    <div className="la-failure" data-slot="failure">
      <p>
        <strong>{children}</strong> {error && messages.errors[error.code]}
      </p>
      {error?.description !== undefined && (
        <p className="la-muted">{fill(messages.serverSays, { description: error.description })}</p>
      )}
      {onRetry && (
        <PassingButton className="la-button" data-slot="retry-button" onClick={onRetry}>
          {messages.retry}
        </PassingButton>
      )}
    </div>
  )
}
