'use client'
import type { AccountLinkingError } from '../core/errors'
import { useRetryCountdown } from '../react/use-countdown'
import { useMessages } from '../react/use-messages'
import { Button } from './slots'

interface RetryButtonProps {
  /** What failed. The button is disabled for as long as the server asked to wait. */
  error: AccountLinkingError | null | undefined
  onRetry: (button: HTMLElement) => void
  /** Its name for assistive technology, if there are several on the page. Default: the label. */
  name?: string | undefined
  variant?: 'secondary' | 'quiet'
}

/** "Try again", or how long the server asked to wait. */
export function RetryButton({ error, onRetry, name, variant }: RetryButtonProps) {
  const { messages, format } = useMessages()
  const seconds = useRetryCountdown(error)
  const mustWait = seconds > 0
  return (
    <Button
      type="button"
      variant={variant ?? 'secondary'}
      data-slot="retry-button"
      aria-label={mustWait ? undefined : name}
      aria-disabled={mustWait || undefined}
      onClick={({ currentTarget }) => !mustWait && onRetry(currentTarget)}
    >
      {mustWait ? format(messages.retryIn, { seconds }) : format(messages.retry, {})}
    </Button>
  )
}
