'use client'
import {
  type ComponentPropsWithoutRef,
  forwardRef,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
} from 'react'
import type { Identity } from '../core/identity'
import { type PartProps, renderPart } from './render-part'
import { useQuestion } from './root-context'
import { useMergedRef } from './use-merged-ref'

export interface ConfirmDialogProps extends Omit<ComponentPropsWithoutRef<'dialog'>, 'children'>, PartProps {
  /** The content, including a `ConfirmButton` and a `CancelButton`. Name the dialog with `aria-labelledby`. */
  children: (identity: Identity) => ReactNode
}

/**
 * Asks before an unlink, with a native modal dialog: the page behind it is inert, Escape cancels, and the focus returns to
 * where it was. Its events do not reach a surrounding form or modal.
 * Renders a `<dialog role="alertdialog" data-slot="confirm-dialog">`.
 */
export const ConfirmDialog = forwardRef<HTMLDialogElement, ConfirmDialogProps>(function ConfirmDialog(
  { children, ...props },
  ref,
) {
  const { question, answer } = useQuestion('ConfirmDialog')
  const [dialog, mergedRef] = useMergedRef(ref)
  useEffect(() => {
    const element = dialog.current
    if (!element || !question) return
    open(element)
    // Otherwise the host's modal would close on the same Escape, which is only for the innermost dialog.
    const stop = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      event.preventDefault()
      answer(false)
    }
    const view = element.ownerDocument.defaultView
    view?.addEventListener('keydown', stop, { capture: true })
    return () => {
      view?.removeEventListener('keydown', stop, { capture: true })
      close(element)
      if (question.button.isConnected) question.button.focus()
    }
  }, [question, answer, dialog])
  const own = {
    role: 'alertdialog',
    'data-slot': 'confirm-dialog',
    'aria-modal': true,
    onCancel: (event: { preventDefault: () => void; stopPropagation: () => void }) => {
      event.preventDefault()
      event.stopPropagation()
      answer(false)
    },
    // React bubbles it to the `onClose` of a surrounding dialog or MUI `Modal`.
    onClose: (event: { stopPropagation: () => void }) => event.stopPropagation(),
    onKeyDown: (event: KeyboardEvent) => event.stopPropagation(),
    children: question && children(question.identity),
  }
  return renderPart('dialog', own, props, mergedRef as never)
})

/** Test environments have no `showModal`. */
function open(dialog: HTMLDialogElement): void {
  if (dialog.open) return
  if (typeof dialog.showModal === 'function') dialog.showModal()
  else dialog.setAttribute('open', '')
}

function close(dialog: HTMLDialogElement): void {
  if (typeof dialog.close === 'function') dialog.close()
  else dialog.removeAttribute('open')
}

export interface AnswerButtonProps extends ComponentPropsWithoutRef<'button'>, PartProps {}

/** Confirms the unlink. Renders a `<button data-slot="confirm-button">`. */
export const ConfirmButton = forwardRef<HTMLButtonElement, AnswerButtonProps>(
  function ConfirmButton(props, ref) {
    const { answer } = useQuestion('ConfirmButton')
    const own = { type: 'button', 'data-slot': 'confirm-button', onClick: () => answer(true) }
    return renderPart('button', own, props, ref as never)
  },
)

/** Cancels the unlink. Put it first: it takes the focus. Renders a `<button data-slot="cancel-button">`. */
export const CancelButton = forwardRef<HTMLButtonElement, AnswerButtonProps>(
  function CancelButton(props, ref) {
    const { answer } = useQuestion('CancelButton')
    const own = { type: 'button', 'data-slot': 'cancel-button', onClick: () => answer(false) }
    return renderPart('button', own, props, ref as never)
  },
)
