'use client'
import { createElement, useId } from 'react'
import type { Identity } from '../core/identity'
import { CancelButton, ConfirmButton, ConfirmDialog } from '../parts/confirm-dialog'
import { useQuestion } from '../parts/root-context'
import { useAccountLinking } from '../react/context'
import { useFeatures } from '../react/use-features'
import { useMessages } from '../react/use-messages'
import { ProviderIcon } from './provider-icon'
import { Button, useClassNames } from './slots'

/** Asks before an unlink: the kit's dialog, or the host's `components.ConfirmDialog`. */
export function UnlinkDialog() {
  const { components } = useAccountLinking()
  const { question, answer } = useQuestion('UnlinkDialog')
  const wordsOf = useQuestionWords()
  const classOf = useClassNames()
  const id = useId()
  if (components.ConfirmDialog) {
    const onConfirm = () => answer(true)
    const onCancel = () => answer(false)
    const { identity } = question ?? {}
    return identity
      ? createElement(components.ConfirmDialog, { identity, ...wordsOf(identity), onConfirm, onCancel })
      : null
  }
  return (
    <ConfirmDialog
      className={classOf('dialog')}
      aria-labelledby={`${id}title`}
      aria-describedby={`${id}body`}
    >
      {(identity) => {
        const { title, body, confirmLabel, cancelLabel } = wordsOf(identity)
        return (
          <div className="la-dialog-box">
            <span className={classOf('tile')}>
              <ProviderIcon connection={identity.connection} provider={identity.provider} />
            </span>
            <p className="la-dialog-title" id={`${id}title`}>
              {title}
            </p>
            <p className="la-text" id={`${id}body`}>
              {body}
            </p>
            <div className="la-actions">
              <CancelButton render={<Button />}>{cancelLabel}</CancelButton>
              <ConfirmButton render={<Button variant="danger" />}>{confirmLabel}</ConfirmButton>
            </div>
          </div>
        )
      }}
    </ConfirmDialog>
  )
}

function useQuestionWords() {
  const { messages, format, describe } = useMessages()
  const { connections } = useAccountLinking()
  const { choice } = useFeatures()
  return (identity: Identity) => {
    const names = describe(identity)
    const canRelink = choice || connections.some(({ name }) => name === identity.connection)
    return {
      title: format(messages.confirmTitle, names),
      body: [format(messages.confirmText, names), canRelink && format(messages.confirmCanRelink, {})]
        .filter(Boolean)
        .join(' '),
      confirmLabel: format(messages.confirmYes, {}),
      cancelLabel: format(messages.confirmNo, {}),
    }
  }
}
