'use client'
import type { AccountLinkingError } from '../core/errors'
import { useCountdown } from './use-countdown'
import { useMessages } from './use-messages'

/** The time until the server accepts another attempt, counting down in seconds, or in minutes if it is more than one. */
export function useRetryText(error: AccountLinkingError | null | undefined): string | undefined {
  const { messages, format } = useMessages()
  const seconds = useCountdown(
    error?.retryAfter === undefined ? undefined : error.occurredAt + error.retryAfter * 1000,
  )
  if (seconds === 0) return undefined
  return seconds > 60
    ? format(messages.retryInMinutes, { minutes: Math.ceil(seconds / 60) })
    : format(messages.retryIn, { seconds })
}
