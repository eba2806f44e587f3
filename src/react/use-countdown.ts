'use client'
import { useEffect, useState } from 'react'
import type { AccountLinkingError } from '../core/errors'

/** Whole seconds until a time (milliseconds since the epoch), counting down to 0; 0 for `undefined`. */
export function useCountdown(until: number | undefined): number {
  const [seconds, setSeconds] = useState(() => secondsUntil(until))
  useEffect(() => {
    setSeconds(secondsUntil(until))
    if (secondsUntil(until) === 0) return
    const timer = setInterval(() => {
      setSeconds(secondsUntil(until))
      if (secondsUntil(until) === 0) clearInterval(timer)
    }, 200)
    return () => clearInterval(timer)
  }, [until])
  return seconds
}

/** Whole seconds for which the server asked to wait, counting down to 0. */
export function useRetryCountdown(error: AccountLinkingError | null | undefined): number {
  return useCountdown(
    error?.retryAfter === undefined ? undefined : error.occurredAt + error.retryAfter * 1000,
  )
}

function secondsUntil(until: number | undefined): number {
  return until === undefined ? 0 : Math.max(0, Math.ceil((until - Date.now()) / 1000))
}
