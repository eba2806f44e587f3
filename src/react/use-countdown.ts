'use client'
import { useEffect, useState } from 'react'

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

function secondsUntil(until: number | undefined): number {
  return until === undefined ? 0 : Math.max(0, Math.ceil((until - Date.now()) / 1000))
}
