'use client'
import { type ReactNode, useId } from 'react'
import type { LinkResult, LinkStatus } from '../core/link'
import { DismissButton } from '../parts/dismiss-button'
import { LinkButton } from '../parts/link-button'
import { ResultNotice } from '../parts/result-notice'
import { useCanLink } from '../react/use-can-link'
import { useRetryCountdown } from '../react/use-countdown'
import { useLinkAccount } from '../react/use-link-account'
import { useLinkResult } from '../react/use-link-result'
import { Failure } from './failure'
import { useMessages } from './use-messages'
import { useResultWords } from './use-result-words'

interface LinkNoticeProps {
  result: LinkResult
  /** What else can be done about it. */
  children?: ReactNode
}

/** How a link ended, in words: at the row it added, at its button, or on top of the section. */
export function LinkNotice({ result, children }: LinkNoticeProps) {
  const { messages } = useMessages()
  const { dismiss } = useLinkResult()
  const { title, body, reason, details, warning } = useResultWords(result)
  const bodyId = useId()
  const { status } = result
  return (
    <ResultNotice
      result={result}
      text={title}
      className="la-notice"
      data-status={status}
      aria-describedby={body || warning ? bodyId : undefined}
    >
      <div className="la-slot">
        <Failure error={reason}>{title}</Failure>
        <p className="la-text la-muted" id={bodyId}>
          {[body, warning].filter(Boolean).join(' ')}
        </p>
        {details && <p className="la-text la-muted">{details}</p>}
      </div>
      <div className="la-actions">
        {children}
        <DismissButton className="la-button" onClick={dismiss}>
          {messages.dismiss}
        </DismissButton>
      </div>
    </ResultNotice>
  )
}

/** Results that another attempt may change. */
const WORTH_RETRYING: readonly LinkStatus[] = [
  'unchanged',
  'cancelled',
  'already_linked',
  'expired',
  'failed',
]

/** The same without the button that it came from: with a button to start the same link again. */
export function RetryableLinkNotice({ result }: { result: LinkResult }) {
  const { messages } = useMessages()
  const linking = useLinkAccount()
  const canLink = useCanLink()
  const mustWait = useRetryCountdown(result.error) > 0
  const { request } = result
  return (
    <LinkNotice result={result}>
      {linking.error && <Failure error={linking.error}>{messages.linkNotStarted}</Failure>}
      {request && WORTH_RETRYING.includes(result.status) && canLink(request) && (
        <LinkButton
          linking={linking}
          request={request}
          className="la-button"
          {...(mustWait && { 'aria-disabled': true, onClick: (event) => event.preventDefault() })}
        >
          {linking.isPending ? messages.redirectingAny : messages.retry}
        </LinkButton>
      )}
    </LinkNotice>
  )
}
