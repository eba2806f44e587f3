'use client'
import { useId } from 'react'
import { CancelButton, ConfirmButton, ConfirmDialog } from '../parts/confirm-dialog'
import { fill, useWords } from './words'

/** Asks before a removal. */
export function UnlinkDialog() {
  const { messages, describe } = useWords()
  const id = useId()
  return (
    <ConfirmDialog className="la-dialog" aria-labelledby={`${id}title`} aria-describedby={`${id}text`}>
      {(identity) => (
        <>
          <h3 className="la-subheading" id={`${id}title`}>
            {fill(messages.confirmTitle, describe(identity))}
          </h3>
          <p id={`${id}text`}>{messages.confirmText}</p>
          <div className="la-actions">
            <CancelButton className="la-button">{messages.confirmNo}</CancelButton>
            <ConfirmButton className="la-button la-danger">{messages.confirmYes}</ConfirmButton>
          </div>
        </>
      )}
    </ConfirmDialog>
  )
}
