'use client'
import { type ComponentPropsWithoutRef, forwardRef, type MouseEvent } from 'react'
import type { LinkAccountState } from '../react/use-link-account'
import { usePendingAction } from '../react/use-pending-action'
import { focusOwner } from './focus'
import { type PartProps, renderPart } from './render-part'
import { useRoot } from './root-context'

export interface ContinueButtonProps extends ComponentPropsWithoutRef<'button'>, PartProps {
  /** The value of `useLinkAccount()`. */
  linking: LinkAccountState
}

/**
 * Continues the action of `usePendingAction()`. An unlink is not confirmed again. The action is no longer pending, so the
 * focus moves away from its notice. Renders a `<button data-slot="continue-button">`.
 */
export const ContinueButton = forwardRef<HTMLButtonElement, ContinueButtonProps>(function ContinueButton(
  { linking, ...props },
  ref,
) {
  const { action, dismiss } = usePendingAction()
  const { unlink } = useRoot('ContinueButton')
  const own = {
    type: 'button',
    'data-slot': 'continue-button',
    onClick: ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
      if (!action) return
      focusOwner(currentTarget)
      dismiss()
      if (action.action === 'unlink') unlink(action.identity, currentTarget)
      else linking.link(action.request)
    },
  }
  return renderPart('button', own, props, ref as never)
})
