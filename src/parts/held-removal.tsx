'use client'
import {
  type ComponentPropsWithoutRef,
  forwardRef,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from 'react'
import type { Hold } from '../query/holds'
import { useHeldRemovals } from '../react/use-held-removals'
import { focusOwner } from './focus'
import { useRoot } from './root-context'

export interface HeldRemovalProps extends ComponentPropsWithoutRef<'li'> {
  hold: Hold
  /** Announced once, when it is first shown. */
  text: string
}

/**
 * A removal that has not been sent. Its clock stands still while it is pointed at or has the focus. When it goes with
 * the focus in it, the focus goes on to the heading.
 * Renders an `<li data-slot="held-removal">` with `data-reason` and `data-paused`.
 */
export const HeldRemoval = forwardRef<HTMLLIElement, HeldRemovalProps>(function HeldRemoval(
  { hold, text, onPointerEnter, onPointerLeave, onFocus, onBlur, ...props },
  ref,
) {
  const { pause, resume } = useHeldRemovals()
  const { announce } = useRoot('HeldRemoval')
  const { id } = hold.identity
  const item = useRef<HTMLLIElement>(null)
  useImperativeHandle(ref, () => item.current as HTMLLIElement)
  const isSaid = useRef(false)
  useEffect(() => {
    if (!isSaid.current) announce(text)
    isSaid.current = true
  }, [announce, text])
  useLayoutEffect(() => {
    const element = item.current
    return () => {
      // Nothing tells that the pointer or the focus has left an element that is gone.
      resume(id)
      if (element?.contains(element.ownerDocument.activeElement)) focusOwner(element)
    }
  }, [id, resume])
  return (
    <li
      data-slot="held-removal"
      data-reason={hold.reason}
      data-paused={hold.endsAt === null || undefined}
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
  hold: Hold
}

/** Takes the removal back; its row comes back and takes the focus. Renders a `<button data-slot="undo-button">`. */
export const UndoButton = forwardRef<HTMLButtonElement, UndoButtonProps>(function UndoButton(
  { hold, onClick, ...props },
  ref,
) {
  const { callOff } = useHeldRemovals()
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
        focusOnReturn.current = hold.identity.id
        callOff(hold.identity.id)
      }}
    />
  )
})
