'use client'
import type { AccountLinkingError } from '../core/errors'
import { useMessages } from '../react/use-messages'
import { useRetryText } from '../react/use-retry-text'
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
