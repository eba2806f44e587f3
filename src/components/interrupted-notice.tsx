'use client'
import { PassingButton } from '../parts/passing-button'
import { useRoot } from '../parts/root-context'
import { useCanLink } from '../react/use-can-link'
import { useInterruptedIntent } from '../react/use-interrupted-intent'
import { useLinkAccount } from '../react/use-link-account'
import { Failure } from './failure'
import { fill, useWords } from './words'

/** Offers what the person was about to do when they had to sign in again. */
export function InterruptedNotice() {
  const { messages, describe, nameOf } = useWords()
  const { intent, dismiss } = useInterruptedIntent()
  const { remove } = useRoot('InterruptedNotice')
  const { link, error } = useLinkAccount()
  const canLink = useCanLink()
  if (!intent) {
    return (
      <div role="status" className="la-slot" data-slot="interrupted">
        {error && <Failure error={error}>{messages.linkNotStarted}</Failure>}
      </div>
    )
  }
  const canGoOn = intent.action === 'unlink' || canLink({ connection: intent.connection ?? undefined })
  const goOn = (button: HTMLElement) => {
    dismiss()
    if (intent.action === 'unlink') remove(intent.identity, button)
    else link({ connection: intent.connection ?? undefined })
  }
  const sentence =
    intent.action === 'unlink'
      ? fill(messages.interruptedUnlink, describe(intent.identity))
      : intent.connection === null
        ? messages.interruptedLinkAny
        : fill(messages.interruptedLink, { provider: nameOf(intent.connection) })
  return (
    <div role="status" className="la-notice" data-slot="interrupted">
      <p className="la-text">{sentence}</p>
      <div className="la-actions">
        <PassingButton className="la-button" onClick={dismiss}>
          {canGoOn ? messages.notNow : messages.dismiss}
        </PassingButton>
        {canGoOn && (
          <PassingButton className="la-button" onClick={({ currentTarget }) => goOn(currentTarget)}>
            {messages.goOn}
          </PassingButton>
        )}
      </div>
    </div>
  )
}
