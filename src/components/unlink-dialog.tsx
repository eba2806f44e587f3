'use client'
import { useId } from 'react'
import type { Identity } from '../core/identity'
import { CancelButton, ConfirmButton, ConfirmDialog } from '../parts/confirm-dialog'
import { useAccountLinking } from '../react/context'
import { useFeatures } from '../react/use-features'
import { format, useMessages } from './use-messages'

/** Asks before an unlink. */
export function UnlinkDialog() {
  const { messages, describe } = useMessages()
  const { connections } = useAccountLinking()
  const { choice } = useFeatures()
  const id = useId()
  const canRelink = ({ connection }: Identity) =>
    choice || connections.some(({ name }) => name === connection)
  return (
    <ConfirmDialog className="la-dialog" aria-labelledby={`${id}title`} aria-describedby={`${id}text`}>
      {(identity) => (
        <>
          <h3 className="la-dialog-title" id={`${id}title`}>
            {format(messages.confirmTitle, describe(identity))}
          </h3>
          <p className="la-dialog-text" id={`${id}text`}>
            {format(messages.confirmText, describe(identity))}{' '}
            {canRelink(identity) && messages.confirmCanRelink}
          </p>
          <div className="la-actions">
            <CancelButton className="la-button">{messages.confirmNo}</CancelButton>
            <ConfirmButton className="la-button la-danger">{messages.confirmYes}</ConfirmButton>
          </div>
        </>
      )}
    </ConfirmDialog>
  )
}
