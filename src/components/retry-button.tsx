'use client'
import type { AccountLinkingError } from '../core/errors'
import { useMessages } from '../react/use-messages'
import { useRetryText } from '../react/use-retry-text'
import { Button } from './slots'

interface RetryButtonProps {
  /** The error to retry after. The button is disabled until the server accepts another attempt. */
  error: AccountLinkingError | null | undefined
  onRetry: (button: HTMLElement) => void
  /** The accessible name, if there are several on the page. Default: the label. */
  name?: string | undefined
  variant?: 'secondary' | 'quiet'
}

/** "Try again", or the time until the server accepts another attempt. */
export function RetryButton({ error, onRetry, name, variant }: RetryButtonProps) {
  const { messages, format } = useMessages()
  const wait = useRetryText(error)
  return (
    <Button
      type="button"
      variant={variant ?? 'secondary'}
      data-slot="retry-button"
      aria-label={wait === undefined ? name : undefined}
      aria-disabled={wait !== undefined || undefined}
      onClick={({ currentTarget }) => wait === undefined && onRetry(currentTarget)}
    >
      {wait ?? format(messages.retry, {})}
    </Button>
  )
}
