'use client'
import { DismissButton } from '../parts/dismiss-button'
import { useRoot } from '../parts/root-context'
import { useCanLink } from '../react/use-can-link'
import { useLinkAccount } from '../react/use-link-account'
import { usePendingAction } from '../react/use-pending-action'
import { Failure } from './failure'
import { format, useMessages } from './use-messages'

/** Offers to continue what the user was about to do when they had to sign in again. */
export function PendingActionNotice() {
  const { messages, describe, nameOf } = useMessages()
  const { action, dismiss } = usePendingAction()
  const { remove } = useRoot('PendingActionNotice')
  const { link, error } = useLinkAccount()
  const canLink = useCanLink()
  if (!action) {
    return (
      <div role="status" className="la-slot" data-slot="pending-action">
        {error && <Failure error={error}>{messages.linkNotStarted}</Failure>}
      </div>
    )
  }
  const canContinue = action.action === 'unlink' || canLink(action.request)
  const resume = (button: HTMLElement) => {
    dismiss()
    if (action.action === 'unlink') remove(action.identity, button)
    else link(action.request)
  }
  const question = () => {
    if (action.action === 'unlink') return format(messages.interruptedUnlink, describe(action.identity))
    const { connection } = action.request
    return connection
      ? format(messages.interruptedLink, { provider: nameOf(connection) })
      : messages.interruptedLinkAny
  }
  return (
    <div role="status" className="la-notice" data-slot="pending-action">
      <p className="la-text">{question()}</p>
      <div className="la-actions">
        <DismissButton className="la-button" onClick={dismiss}>
          {canContinue ? messages.notNow : messages.dismiss}
        </DismissButton>
        {canContinue && (
          <DismissButton className="la-button" onClick={({ currentTarget }) => resume(currentTarget)}>
            {messages.continue}
          </DismissButton>
        )}
      </div>
    </div>
  )
}
