'use client'
import type { PendingAction } from '../core/link'
import { ContinueButton } from '../parts/continue-button'
import { DismissButton } from '../parts/dismiss-button'
import { useCanLink } from '../react/use-can-link'
import { useLinkAccount } from '../react/use-link-account'
import { useMessages } from '../react/use-messages'
import { usePendingAction } from '../react/use-pending-action'
import { NoticeBox } from './notice-box'
import { Button } from './slots'

/** Asks whether to continue an action that a step-up interrupted. Shows the error if the action cannot start. */
export function PendingActionNotice({ action }: { action: PendingAction | null }) {
  const { messages, format, describe, describeError, nameOf } = useMessages()
  const { dismiss } = usePendingAction()
  const linking = useLinkAccount()
  const { error, reset } = linking
  const canLink = useCanLink()
  if (!action) {
    return error ? (
      <NoticeBox
        subject={error}
        tone="danger"
        title={format(messages.linkNotStarted, {})}
        body={describeError(error)}
        onDismiss={reset}
      />
    ) : null
  }
  const canContinue = action.action === 'unlink' || canLink(action.request)
  const question = () => {
    if (action.action === 'unlink') return format(messages.interruptedUnlink, describe(action.identity))
    const { connection } = action.request
    return connection
      ? format(messages.interruptedLink, { provider: nameOf(connection) })
      : format(messages.interruptedLinkAny, {})
  }
  return (
    <NoticeBox subject={action} tone="info" title={question()}>
      {canContinue && (
        <ContinueButton linking={linking} render={<Button variant="primary" />}>
          {format(messages.continue, {})}
        </ContinueButton>
      )}
      <DismissButton onDismiss={dismiss} render={<Button variant="quiet" />}>
        {format(canContinue ? messages.notNow : messages.dismiss, {})}
      </DismissButton>
    </NoticeBox>
  )
}
