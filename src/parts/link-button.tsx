'use client'
import { type ComponentPropsWithoutRef, forwardRef } from 'react'
import type { LinkOptions } from '../core/link'
import type { LinkAccountState } from '../react/use-link-account'

export interface LinkButtonProps extends ComponentPropsWithoutRef<'button'> {
  /** The value of `useLinkAccount()`. */
  linking: LinkAccountState
  /** What to link. Without a connection, the user chooses one on a page of the backend. */
  request?: LinkOptions | undefined
}

/**
 * Links an account. While a link is starting, it and all other link buttons are `aria-disabled`, and stay focusable.
 * While its link goes on in a popup, a click brings that window to the front.
 * Renders a `<button data-slot="link-button">` with `data-pending` and `data-error`.
 */
export const LinkButton = forwardRef<HTMLButtonElement, LinkButtonProps>(function LinkButton(
  { linking, request, onClick, ...props },
  ref,
) {
  const { isPending, isRedirecting, waiting, error, link } = linking
  const isWaiting = waiting !== null && waiting.request.connection === request?.connection
  return (
    <button
      type="button"
      data-slot="link-button"
      data-pending={isPending || isWaiting || undefined}
      data-error={error !== null || undefined}
      aria-disabled={isRedirecting || undefined}
      {...props}
      ref={ref}
      onClick={(event) => {
        onClick?.(event)
        // The second half of a double click may belong to a button that was here before.
        if (event.defaultPrevented || event.detail > 1) return
        if (isWaiting) waiting.focus()
        else link(request)
      }}
    />
  )
})
