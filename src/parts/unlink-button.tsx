'use client'
import { type ComponentPropsWithoutRef, forwardRef, type MouseEvent } from 'react'
import { useUnlinkGuard } from '../react/use-unlink-guard'
import { useIdentity } from './identity'
import { type PartProps, renderPart } from './render-part'
import { useRoot } from './root-context'

export interface UnlinkButtonProps extends ComponentPropsWithoutRef<'button'>, PartProps {}

/**
 * Unlinks the row's identity, with the confirmation set by the root's `confirm`. Give it an accessible name that says which
 * account it unlinks. If the identity cannot be unlinked (`useUnlinkGuard`), the button is `aria-disabled` but stays
 * focusable, and the reason is its description. Renders a `<button data-slot="unlink-button">` with `data-locked`.
 */
export const UnlinkButton = forwardRef<HTMLButtonElement, UnlinkButtonProps>(
  function UnlinkButton(props, ref) {
    const locked = useUnlinkGuard()(useIdentity('UnlinkButton').identity)
    return <GuardedButton {...props} locked={locked} ref={ref} />
  },
)

interface GuardedButtonProps extends UnlinkButtonProps {
  /** Why the identity cannot be unlinked. */
  locked: string | undefined
}

/** The same for a row that already has the guard's result, so that it renders only for its own changes. */
export const GuardedButton = forwardRef<HTMLButtonElement, GuardedButtonProps>(function GuardedButton(
  { locked, ...props },
  ref,
) {
  const { askAndUnlink, announce } = useRoot('UnlinkButton')
  const { identity } = useIdentity('UnlinkButton')
  const isLocked = locked !== undefined || undefined
  const own = {
    type: 'button',
    'data-slot': 'unlink-button',
    'data-locked': isLocked,
    'aria-disabled': isLocked,
    'aria-description': locked,
    onClick: ({ currentTarget, detail }: MouseEvent<HTMLButtonElement>) => {
      const isDisabled = currentTarget.getAttribute('aria-disabled') === 'true'
      // Doesn't rely on the attribute, because the host's element may not pass it on.
      if (locked !== undefined) announce(locked)
      // The second click of a double click would hit the row that has moved up in the meantime.
      else if (!isDisabled && detail < 2) askAndUnlink(identity, currentTarget)
    },
  }
  return renderPart('button', own, props, ref as never)
})
