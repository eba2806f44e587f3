'use client'
import { type ComponentPropsWithoutRef, forwardRef } from 'react'
import type { Identity as IdentityData } from '../core/identity'
import { useRoot } from './root'

export interface IdentityProps extends ComponentPropsWithoutRef<'li'> {
  identity: IdentityData
  /** Its removal failed. */
  failed?: boolean | undefined
}

/**
 * One identity's row. Takes the focus when the row before it has gone.
 * Renders an `<li data-slot="identity">` with `data-provider`, `data-primary`, `data-error`.
 */
export const Identity = forwardRef<HTMLLIElement, IdentityProps>(function Identity(
  { identity, failed, ...props },
  ref,
) {
  return (
    <li
      tabIndex={-1}
      data-slot="identity"
      data-provider={identity.provider}
      data-primary={identity.primary || undefined}
      data-error={failed || undefined}
      {...props}
      ref={ref}
    />
  )
})

export interface UnlinkButtonProps extends ComponentPropsWithoutRef<'button'> {
  identity: IdentityData
}

/**
 * Removes its identity. Give it a name of its own ("Unlink GitHub, @octocat"), and `aria-disabled` with a
 * description where removing is not possible: it stays focusable, so that the reason can be found.
 * Renders a `<button data-slot="unlink-button">`.
 */
export const UnlinkButton = forwardRef<HTMLButtonElement, UnlinkButtonProps>(function UnlinkButton(
  { identity, onClick, ...props },
  ref,
) {
  const { unlink, headingId } = useRoot('UnlinkButton')
  return (
    <button
      type="button"
      data-slot="unlink-button"
      {...props}
      ref={ref}
      onClick={(event) => {
        onClick?.(event)
        const disabled = event.currentTarget.getAttribute('aria-disabled') === 'true'
        // The second half of a double click hits the row that has moved up in the meantime.
        const repeated = event.detail > 1
        if (event.defaultPrevented || disabled || repeated) return
        focusNeighbour(event.currentTarget, headingId)
        unlink(identity)
      }}
    />
  )
})

/** Moves the focus off a row that is about to go: to the next row, else the previous one, else the heading. */
function focusNeighbour(button: HTMLElement, headingId: string): void {
  const row = button.closest('[data-slot="identity"]')
  const neighbour = row?.nextElementSibling ?? row?.previousElementSibling
  const target = neighbour ?? button.ownerDocument.getElementById(headingId)
  if (target instanceof HTMLElement) target.focus()
}
