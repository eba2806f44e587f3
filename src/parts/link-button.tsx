'use client'
import { type ComponentPropsWithoutRef, forwardRef } from 'react'
import type { LinkVariables } from '../query/link'
import type { LinkAccountState } from '../react/use-link-account'

export interface LinkButtonProps extends ComponentPropsWithoutRef<'button'> {
  /** What `useLinkAccount()` gave. */
  linking: LinkAccountState
  /** What to link; without a connection the backend's own page lets the person choose. */
  request?: Omit<LinkVariables, 'popup'> | undefined
}

/**
 * Leaves the page to link an account. While it is leaving, it and all other link buttons are `aria-disabled`, and
 * stay focusable. Renders a `<button data-slot="link-button">` with `data-pending` and `data-error`.
 */
export const LinkButton = forwardRef<HTMLButtonElement, LinkButtonProps>(function LinkButton(
  { linking, request, onClick, ...props },
  ref,
) {
  return (
    <button
      type="button"
      data-slot="link-button"
      data-pending={linking.isPending || undefined}
      data-error={linking.error !== null || undefined}
      aria-disabled={linking.isLeaving || undefined}
      {...props}
      ref={ref}
      onClick={(event) => {
        onClick?.(event)
        if (!event.defaultPrevented) linking.link(request)
      }}
    />
  )
})
