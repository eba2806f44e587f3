'use client'
import {
  type ComponentPropsWithoutRef,
  createContext,
  forwardRef,
  useCallback,
  useContext,
  useId,
  useMemo,
  useRef,
} from 'react'
import { configurationError } from '../core/errors'
import type { Identity } from '../core/identity'
import { useUnlinkAccount } from '../react/use-unlink-account'

interface RootContextValue {
  headingId: string
  unlink: (identity: Identity) => void
}

const RootContext = createContext<RootContextValue | null>(null)

/** What the parts share with the root above them. */
export function useRoot(part: string): RootContextValue {
  const value = useContext(RootContext)
  if (value) return value
  throw configurationError(
    `There is no Root above <${part}>.`,
    'The root names the region, announces outcomes and keeps the focus.',
    `Put <${part}> inside <Root>.`,
  )
}

export interface RootProps extends ComponentPropsWithoutRef<'section'> {
  /** What to announce when the server has confirmed a removal. */
  unlinkedText: (identity: Identity) => string
  /** What to announce when an identity could not be removed. */
  unlinkFailedText: (identity: Identity) => string
}

/**
 * The region: named by its `Heading`, with one polite live region that tells how each removal ended.
 * Renders a `<section data-slot="root">`.
 */
export const Root = forwardRef<HTMLElement, RootProps>(function Root(
  { unlinkedText, unlinkFailedText, children, ...props },
  ref,
) {
  const headingId = useId()
  const announcer = useRef<HTMLParagraphElement>(null)
  const announce = useCallback((text: string) => {
    if (announcer.current) announcer.current.textContent = text
  }, [])
  const { unlink } = useUnlinkAccount({
    onUnlinked: (identity) => announce(unlinkedText(identity)),
    onUnlinkFailed: (identity) => announce(unlinkFailedText(identity)),
  })
  const value = useMemo(() => ({ headingId, unlink }), [headingId, unlink])
  return (
    <RootContext.Provider value={value}>
      <section aria-labelledby={headingId} data-slot="root" {...props} ref={ref}>
        {children}
        <p role="status" data-slot="announcer" ref={announcer} />
      </section>
    </RootContext.Provider>
  )
})

/** Names the region. Takes the focus when what had it is gone. Renders an `<h2 data-slot="heading">`. */
export const Heading = forwardRef<HTMLHeadingElement, ComponentPropsWithoutRef<'h2'>>(
  function Heading(props, ref) {
    const { headingId } = useRoot('Heading')
    return <h2 tabIndex={-1} data-slot="heading" {...props} id={headingId} ref={ref} />
  },
)

/** A button that is gone once it was pressed: it leaves the focus to the heading. Renders a `<button>`. */
export const PassingButton = forwardRef<HTMLButtonElement, ComponentPropsWithoutRef<'button'>>(
  function PassingButton({ onClick, ...props }, ref) {
    const { headingId } = useRoot('PassingButton')
    return (
      <button
        type="button"
        {...props}
        ref={ref}
        onClick={(event) => {
          onClick?.(event)
          if (!event.defaultPrevented) event.currentTarget.ownerDocument.getElementById(headingId)?.focus()
        }}
      />
    )
  },
)
