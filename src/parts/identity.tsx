'use client'
import { type ComponentPropsWithoutRef, forwardRef, useEffect, useImperativeHandle, useRef } from 'react'
import type { Identity as IdentityData } from '../core/identity'
import { useRoot } from './root-context'

export interface IdentityProps extends ComponentPropsWithoutRef<'li'> {
  identity: IdentityData
  /** Its unlink failed. */
  failed?: boolean | undefined
}

/**
 * One identity's row. Takes the focus when the row before it has gone, or when its own unlink was undone.
 * Renders an `<li data-slot="identity">` with `data-provider`, `data-primary`, `data-error`.
 */
export const Identity = forwardRef<HTMLLIElement, IdentityProps>(function Identity(
  { identity, failed, ...props },
  ref,
) {
  const { focusOnReturn } = useRoot('Identity')
  const row = useRef<HTMLLIElement>(null)
  useImperativeHandle(ref, () => row.current as HTMLLIElement)
  useEffect(() => {
    if (focusOnReturn.current !== identity.id) return
    focusOnReturn.current = null
    row.current?.focus()
  }, [focusOnReturn, identity.id])
  return (
    <li
      tabIndex={-1}
      data-slot="identity"
      data-provider={identity.provider}
      data-primary={identity.primary || undefined}
      data-error={failed || undefined}
      {...props}
      ref={row}
    />
  )
})

export interface UnlinkButtonProps extends ComponentPropsWithoutRef<'button'> {
  identity: IdentityData
}

/**
 * Removes its identity, after asking as the root was told to. Give it a name of its own ("Unlink GitHub, @octocat"),
 * and `aria-disabled` with a description where removing is not possible: it stays focusable, so that the reason can
 * be found. Renders a `<button data-slot="unlink-button">`.
 */
export const UnlinkButton = forwardRef<HTMLButtonElement, UnlinkButtonProps>(function UnlinkButton(
  { identity, onClick, ...props },
  ref,
) {
  const { askAndRemove } = useRoot('UnlinkButton')
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
        if (!event.defaultPrevented && !disabled && !repeated) askAndRemove(identity, event.currentTarget)
      }}
    />
  )
})
