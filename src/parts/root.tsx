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
import { useCapabilities } from '../react/use-capabilities'
import { useUnlinkAccount } from '../react/use-unlink-account'
import { focusNeighbour } from './focus'
import { type Asking, AskingContext, RootContext } from './root-context'

/**
 * What stands between the click and the removal: `dialog` asks first; `undo` lets it be taken back for `undoMs`, and
 * is `dialog` where the backend has no undo; `none` does it; a function of the host's says whether to go on.
 */
export type Confirm = 'dialog' | 'undo' | 'none' | ((identity: Identity) => boolean | Promise<boolean>)

export interface RootProps extends ComponentPropsWithoutRef<'section'> {
  /** Default `dialog`. That, and `undo` for backends without, needs a `ConfirmDialog` among the children. */
  confirm?: Confirm | undefined
  /** Milliseconds in which a removal can be taken back with `confirm="undo"`. Default 6,000. */
  undoMs?: number | undefined
  /** What to announce when the server has confirmed a removal. */
  unlinkedText: (identity: Identity) => string
  /** What to announce when a removal was taken back. */
  undoneText: (identity: Identity) => string
  /** What to announce when an identity could not be removed. */
  unlinkFailedText: (identity: Identity, error: AccountLinkingError) => string
}

/**
 * The region: named by its `Heading`, with one polite live region that tells how each removal ended.
 * Renders a `<section data-slot="root">`.
 */
export const Root = forwardRef<HTMLElement, RootProps>(function Root(
  { confirm = 'dialog', undoMs = 6000, unlinkedText, undoneText, unlinkFailedText, children, ...props },
  ref,
) {
  const capabilities = useCapabilities()
  const way = confirm === 'undo' && !capabilities.undo ? 'dialog' : confirm
  const headingId = useId()
  const announcer = useRef<HTMLParagraphElement>(null)
  const [asking, setAsking] = useState<Asking | null>(null)
  const announce = useCallback((text: string) => {
    if (announcer.current) announcer.current.textContent = text
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
          <p role="status" data-slot="announcer" ref={announcer} />
        </section>
      </AskingContext.Provider>
    </RootContext.Provider>
  )
})
