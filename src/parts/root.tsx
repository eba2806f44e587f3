'use client'
import {
  type ComponentPropsWithoutRef,
  forwardRef,
  useCallback,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { AccountLinkingError } from '../core/errors'
import type { Identity } from '../core/identity'
import { raise } from '../react/events'
import { useFeatures } from '../react/use-features'
import { useUnlinkAccount } from '../react/use-unlink-account'
import { focusNeighbour } from './focus'
import { type Asking, AskingContext, RootContext } from './root-context'

/**
 * What happens between the click and the unlink: `dialog` asks first; `undo` lets the user take it back for `undoMs`,
 * and is `dialog` if the backend cannot wait; `none` unlinks at once; a function of the host decides.
 */
export type Confirm = 'dialog' | 'undo' | 'none' | ((identity: Identity) => boolean | Promise<boolean>)

export interface RootProps extends ComponentPropsWithoutRef<'section'> {
  /** Default `dialog`. It, and `undo` for a backend that cannot wait, need a `ConfirmDialog` among the children. */
  confirm?: Confirm | undefined
  /** Milliseconds in which an unlink can be undone with `confirm="undo"`. Default 6,000. */
  undoMs?: number | undefined
  /** What to announce when the server has confirmed an unlink. */
  unlinkedText: (identity: Identity) => string
  /** What to announce when an unlink was undone. */
  undoneText: (identity: Identity) => string
  /** What to announce when an unlink failed. */
  unlinkFailedText: (identity: Identity, error: AccountLinkingError) => string
}

/**
 * The region: named by its `Heading`, with one polite live region that announces how each unlink ended.
 * Renders a `<section data-slot="root">`.
 */
export const Root = forwardRef<HTMLElement, RootProps>(function Root(
  { confirm = 'dialog', undoMs = 6000, unlinkedText, undoneText, unlinkFailedText, children, ...props },
  ref,
) {
  const { deferUnlink } = useFeatures()
  const way = confirm === 'undo' && !deferUnlink ? 'dialog' : confirm
  const headingId = useId()
  const announcer = useRef<HTMLDivElement>(null)
  const [asking, setAsking] = useState<Asking | null>(null)
  const announce = useCallback((text: string) => {
    if (announcer.current) append(announcer.current, text)
  }, [])
  const { unlink } = useUnlinkAccount({
    undoMs: way === 'undo' ? undoMs : 0,
    onUnlinked: (identity) => announce(unlinkedText(identity)),
    onUndone: (identity) => announce(undoneText(identity)),
    onUnlinkFailed: (identity, error) => announce(unlinkFailedText(identity, error)),
  })
  const remove = useCallback(
    (identity: Identity, button: HTMLElement) => {
      focusNeighbour(button, headingId)
      unlink(identity)
    },
    [unlink, headingId],
  )
  const askAndRemove = useCallback(
    async (identity: Identity, button: HTMLElement) => {
      if (way === 'dialog') return setAsking({ identity, button })
      try {
        if (typeof way !== 'function' || (await way(identity))) remove(identity, button)
      } catch (error) {
        raise(error)
      }
    },
    [way, remove],
  )
  const focusOnReturn = useRef<string>(null)
  const value = useMemo(
    () => ({ headingId, announce, askAndRemove, remove, focusOnReturn }),
    [headingId, announce, askAndRemove, remove],
  )
  const askingValue = useMemo(() => ({ asking, setAsking }), [asking])
  return (
    <RootContext.Provider value={value}>
      <AskingContext.Provider value={askingValue}>
        <section aria-labelledby={headingId} data-slot="root" {...props} ref={ref}>
          {children}
          <div role="log" data-slot="announcer" ref={announcer} />
        </section>
      </AskingContext.Provider>
    </RootContext.Provider>
  )
})

const ANNOUNCED_MS = 7_000

/** Adds a text of its own, so that two outcomes at once are both read, and so is the same one again. */
function append(announcer: HTMLElement, text: string): void {
  const entry = announcer.ownerDocument.createElement('p')
  // Nobody sees it, whatever styles the host has for paragraphs.
  entry.style.all = 'unset'
  entry.textContent = text
  announcer.append(entry)
  // Read by then. Who browses the page should not find it.
  setTimeout(() => entry.remove(), ANNOUNCED_MS)
}
