'use client'
import { type ComponentPropsWithoutRef, forwardRef, type MouseEvent } from 'react'
import type { LinkOptions } from '../core/link'
import type { LinkAccountState } from '../react/use-link-account'
import { type PartProps, renderPart } from './render-part'

export interface LinkButtonProps extends ComponentPropsWithoutRef<'button'>, PartProps {
  /** The value of `useLinkAccount()`. */
  linking: LinkAccountState
  /** What to link. Without a connection, the user chooses one on a page of the backend. */
  request?: LinkOptions | undefined
}

/**
 * Links an account. While a link is starting, all link buttons are `aria-disabled` but stay focusable. While its link is in
 * progress in a popup, a click brings the popup to the front.
 * Renders a `<button data-slot="link-button">` with `data-pending` and `data-error`.
 */
export const LinkButton = forwardRef<HTMLButtonElement, LinkButtonProps>(function LinkButton(
  { linking, request, ...props },
  ref,
) {
  const { isPending, isRedirecting, waiting, error, link } = linking
  const isWaiting = waiting !== null && waiting.request.connection === request?.connection
  const own = {
    type: 'button',
    'data-slot': 'link-button',
    'data-pending': isPending || isWaiting || undefined,
    'data-error': error !== null || undefined,
    'aria-disabled': isRedirecting || undefined,
    onClick: ({ currentTarget, detail }: MouseEvent<HTMLButtonElement>) => {
      const isDisabled = currentTarget.getAttribute('aria-disabled') === 'true'
      // The second click of a double click may have been meant for a button that was here before.
      if (isDisabled || detail > 1) return
      if (isWaiting) waiting.focus()
      else link(request)
    },
  }
  return renderPart('button', own, props, ref as never)
})
