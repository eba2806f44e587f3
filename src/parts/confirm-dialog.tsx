'use client'
import {
  type ComponentPropsWithoutRef,
  forwardRef,
  type ReactNode,
  useEffect,
  useImperativeHandle,
  useRef,
} from 'react'
import type { Identity } from '../core/identity'
import { useAsking, useRoot } from './root-context'

export interface ConfirmDialogProps extends Omit<ComponentPropsWithoutRef<'dialog'>, 'children'> {
  /** The question; name the dialog by `aria-labelledby`. Buttons answer by `ConfirmButton` and `CancelButton`. */
  children: (identity: Identity) => ReactNode
}

/**
 * Asks before an unlink, with the platform's modal dialog: the page behind it is inert, Escape cancels, and the focus
 * goes back where it came from. Renders a `<dialog data-slot="confirm-dialog">`.
 */
export const ConfirmDialog = forwardRef<HTMLDialogElement, ConfirmDialogProps>(function ConfirmDialog(
  { children, onClose, ...props },
  ref,
) {
  const { asking, setAsking } = useAsking('ConfirmDialog')
  const { remove } = useRoot('ConfirmDialog')
  const dialog = useRef<HTMLDialogElement>(null)
  useImperativeHandle(ref, () => dialog.current as HTMLDialogElement)
  useEffect(() => {
    if (!asking || !dialog.current || dialog.current.open) return
    dialog.current.returnValue = ''
    dialog.current.showModal()
  }, [asking])
  return (
    <dialog
      data-slot="confirm-dialog"
      {...props}
      ref={dialog}
      onClose={(event) => {
        onClose?.(event)
        setAsking(null)
        if (asking && event.currentTarget.returnValue === 'unlink') remove(asking.identity, asking.button)
      }}
    >
      {asking && <form method="dialog">{children(asking.identity)}</form>}
    </dialog>
  )
})

/** Says yes. Renders a `<button data-slot="confirm-button">`. */
export const ConfirmButton = forwardRef<HTMLButtonElement, ComponentPropsWithoutRef<'button'>>(
  function ConfirmButton(props, ref) {
    return <button data-slot="confirm-button" {...props} type="submit" value="unlink" ref={ref} />
  },
)

/** Says no. Put it first: it takes the focus. Renders a `<button data-slot="cancel-button">`. */
export const CancelButton = forwardRef<HTMLButtonElement, ComponentPropsWithoutRef<'button'>>(
  function CancelButton(props, ref) {
    return <button data-slot="cancel-button" {...props} type="submit" value="keep" ref={ref} />
  },
)
