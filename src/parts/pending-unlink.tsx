'use client'
import {
  type ComponentPropsWithoutRef,
  forwardRef,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from 'react'
import type { PendingUnlink } from '../query/pending-unlinks'
import { usePendingUnlinks } from '../react/use-pending-unlinks'
import { focusOwner } from './focus'
import { useRoot } from './root-context'

export interface PendingUnlinkItemProps extends ComponentPropsWithoutRef<'li'> {
  pending: PendingUnlink
  /** Announced once, when it is first shown. */
  text: string
}

/**
 * An unlink that is not sent yet. Its clock pauses while it is pointed at or has the focus. When it is removed with the
 * focus in it, the focus moves to the heading.
 * Renders an `<li data-slot="pending-unlink">` with `data-reason` and `data-paused`.
 */
export const PendingUnlinkItem = forwardRef<HTMLLIElement, PendingUnlinkItemProps>(function PendingUnlinkItem(
  { pending, text, onPointerEnter, onPointerLeave, onFocus, onBlur, ...props },
  ref,
) {
  const { pause, resume } = usePendingUnlinks()
  const { announce } = useRoot('PendingUnlinkItem')
  const { id } = pending.identity
  const item = useRef<HTMLLIElement>(null)
  useImperativeHandle(ref, () => item.current as HTMLLIElement)
  const isAnnounced = useRef(false)
  useEffect(() => {
    if (!isAnnounced.current) announce(text)
    isAnnounced.current = true
  }, [announce, text])
  useLayoutEffect(() => {
    const element = item.current
    return () => {
      // An element that is removed gets no event when the pointer or the focus leaves it.
      resume(id)
      if (element?.contains(element.ownerDocument.activeElement)) focusOwner(element)
    }
  }, [id, resume])
  return (
    <li
      data-slot="pending-unlink"
      data-reason={pending.reason}
      data-paused={pending.endsAt === null || undefined}
      {...props}
      ref={item}
      onPointerEnter={(event) => {
        onPointerEnter?.(event)
        pause(id)
      }}
      onPointerLeave={(event) => {
        onPointerLeave?.(event)
        const { currentTarget } = event
        if (!currentTarget.contains(currentTarget.ownerDocument.activeElement)) resume(id)
      }}
      onFocus={(event) => {
        onFocus?.(event)
        pause(id)
      }}
      onBlur={(event) => {
        onBlur?.(event)
        const { currentTarget, relatedTarget } = event
        if (!currentTarget.contains(relatedTarget) && !currentTarget.matches(':hover')) resume(id)
      }}
    />
  )
})

export interface UndoButtonProps extends ComponentPropsWithoutRef<'button'> {
  pending: PendingUnlink
}

/** Takes the unlink back. The identity's row returns and takes the focus. Renders a `<button data-slot="undo-button">`. */
export const UndoButton = forwardRef<HTMLButtonElement, UndoButtonProps>(function UndoButton(
  { pending, onClick, ...props },
  ref,
) {
  const { undo } = usePendingUnlinks()
  const { focusOnReturn } = useRoot('UndoButton')
  return (
    <button
      type="button"
      data-slot="undo-button"
      {...props}
      ref={ref}
      onClick={(event) => {
        onClick?.(event)
        if (event.defaultPrevented) return
        focusOnReturn.current = pending.identity.id
        undo(pending.identity.id)
      }}
    />
  )
})
