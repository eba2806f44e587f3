'use client'
import { useCallback, useEffect, useRef } from 'react'
import type { AccountLinkingError } from '../core/errors'
import type { Identity } from '../core/identity'
import { useMessages } from '../react/use-messages'
import { useLatest } from '../react/use-stable'

const KEPT = 4

/** Visually hidden, but read by screen readers. */
const HIDDEN =
  'position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap'

/**
 * Announces the results of unlinks by adding nodes to a log, so that two at the same time are both read, even if they are
 * equal. They wait while a modal dialog is open, because screen readers would skip them.
 */
export function useAnnouncements(isDialogOpen: boolean) {
  const log = useRef<HTMLDivElement>(null)
  const queue = useRef<string[]>([])
  const isBlocked = useLatest(isDialogOpen)
  const words = useLatest(useMessages())

  const flush = useCallback(() => {
    const element = log.current
    if (!element || isBlocked.current) return
    for (const text of queue.current.splice(0)) {
      const line = element.ownerDocument.createElement('p')
      line.textContent = text
      element.append(line)
    }
    while (element.childElementCount > KEPT) element.firstElementChild?.remove()
  }, [isBlocked])
  const announce = useCallback(
    (text: string) => {
      queue.current.push(text)
      flush()
    },
    [flush],
  )
  useEffect(() => {
    // Set with the CSSOM, because a strict CSP forbids style attributes.
    if (log.current) log.current.style.cssText = HIDDEN
  }, [])
  useEffect(() => {
    if (!isDialogOpen) flush()
  }, [isDialogOpen, flush])

  return {
    log,
    announce,
    onUnlinked: (identity: Identity) => {
      const { format, messages, describe } = words.current
      announce(format(messages.unlinked, describe(identity)))
    },
    onUndone: (identity: Identity) => {
      const { format, messages, describe } = words.current
      announce(format(messages.undone, describe(identity)))
    },
    onUnlinkFailed: (identity: Identity, error: AccountLinkingError) => {
      const { format, messages, describe, describeError } = words.current
      const message = error.code === 'outcome_unknown' ? messages.unlinkUnknown : messages.unlinkFailed
      announce(`${format(message, describe(identity))} ${describeError(error)}`)
    },
  }
}
