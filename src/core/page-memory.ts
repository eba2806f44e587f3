import type { Browser } from './browser'

/** What a page remembers until it is reloaded. */
interface PageMemory {
  /** States that were removed from the URL. A router may put them back. */
  readonly captured: Set<string>
  /** States of links that this page started. */
  readonly started: Set<string>
  /** Links that this page finishes or listens for, and step-ups that it runs, so that none is handled twice. */
  readonly busy: Set<string>
  /** This page received a callback that has no record. */
  isOrphaned: boolean
  /** Set in a popup that reports to its opener. Never resolves. */
  reporting?: Promise<void>
}

const memories = new WeakMap<Browser, PageMemory>()

export function memoryOf(browser: Browser): PageMemory {
  const fresh: PageMemory = { captured: new Set(), started: new Set(), busy: new Set(), isOrphaned: false }
  const memory = memories.get(browser) ?? fresh
  memories.set(browser, memory)
  return memory
}
