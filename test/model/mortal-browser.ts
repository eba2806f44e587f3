import type { Browser } from 'react-linked-accounts/core'
import type { MemoryBrowser } from 'react-linked-accounts/testing'
import { vi } from 'vitest'

/** A page that can end: code that keeps running after a reload reaches neither storage nor other pages. */
export function mortalBrowser(memory: MemoryBrowser): { browser: Browser; end: () => void } {
  let isAlive = true
  const ifAlive =
    <T extends unknown[]>(run: (...values: T) => void) =>
    (...values: T) => {
      if (isAlive) run(...values)
    }
  const browser: Browser = {
    ...memory,
    storage() {
      if (!isAlive) throw new Error('The page is gone.')
      return memory.storage()
    },
    postMessage: ifAlive(memory.postMessage),
    onMessage: (listener) => memory.onMessage(ifAlive(listener)),
    on: (event, listener) => memory.on(event, ifAlive(listener)),
  }
  return {
    browser,
    end: () => {
      isAlive = false
    },
  }
}

/** Stops all of the page's timers, without stopping the clock. */
export function stopClocks(now = Date.now()): void {
  vi.clearAllTimers()
  vi.setSystemTime(now)
}
