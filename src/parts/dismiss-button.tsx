'use client'
import { type ComponentPropsWithoutRef, forwardRef } from 'react'
import { focusOwner } from './focus'

/** A button that is gone once it was pressed: it hands the focus on to what it belongs to. Renders a `<button>`. */
export const DismissButton = forwardRef<HTMLButtonElement, ComponentPropsWithoutRef<'button'>>(
  function DismissButton({ onClick, ...props }, ref) {
    return (
      <button
        type="button"
        {...props}
        ref={ref}
        onClick={(event) => {
          onClick?.(event)
          if (!event.defaultPrevented) focusOwner(event.currentTarget)
        }}
      />
    )
  },
)
