'use client'
import { type ComponentPropsWithoutRef, forwardRef, type MouseEvent } from 'react'
import { focusOwner } from './focus'
import { type PartProps, renderPart } from './render-part'

export interface DismissButtonProps extends ComponentPropsWithoutRef<'button'>, PartProps {
  /** Called to remove the notice. */
  onDismiss: () => void
}

/**
 * Dismisses a notice. The button disappears with it, so the focus moves to the row or heading that the notice belongs to.
 * Renders a `<button data-slot="dismiss-button">`.
 */
export const DismissButton = forwardRef<HTMLButtonElement, DismissButtonProps>(function DismissButton(
  { onDismiss, ...props },
  ref,
) {
  const own = {
    type: 'button',
    'data-slot': 'dismiss-button',
    onClick: ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
      focusOwner(currentTarget)
      onDismiss()
    },
  }
  return renderPart('button', own, props, ref as never)
})
