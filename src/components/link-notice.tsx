'use client'
import { type ReactNode, useId } from 'react'
import type { LinkResult, LinkStatus } from '../core/client'
import { LinkButton } from '../parts/link-button'
import { PassingButton } from '../parts/passing-button'
import { ResultNotice } from '../parts/result-notice'
import { useCanLink } from '../react/use-can-link'
import { useRetryCountdown } from '../react/use-countdown'
import { useLinkAccount } from '../react/use-link-account'
import { useLinkResult } from '../react/use-link-result'
import { Failure } from './failure'
import { useResultWords } from './use-result-words'
import { useWords } from './words'

interface LinkNoticeProps {
  result: LinkResult
  /** What else can be done about it. */
  children?: ReactNode
}

/** How a link ended, in words: at the row it added, at the button it came from, or on top of the section. */
export function LinkNotice({ result, children }: LinkNoticeProps) {
  const { messages } = useWords()
  const { dismiss } = useLinkResult()
  const { sentence, reason, warning } = useResultWords(result)
  const warningId = useId()
  const { status } = result
  const isGood = status === 'linked' || status === 'renewed'
  return (
    <ResultNotice
      result={result}
      text={sentence}
      className="la-notice"
      data-status={status}
      aria-describedby={warning === undefined ? undefined : warningId}
    >
      {isGood ? (
        <div className="la-slot">
          <p className="la-text">{sentence}</p>
          {warning !== undefined && (
            <p className="la-text la-muted" id={warningId}>
              {warning}
            </p>
          )}
        </div>
      ) : (
        <Failure error={reason}>{sentence}</Failure>
      )}
      <div className="la-actions">
        {children}
        <PassingButton className="la-button" onClick={dismiss}>
          {messages.dismiss}
        </PassingButton>
      </div>
    </ResultNotice>
  )
}

/** Ends that another attempt may change. */
const WORTH_RETRYING: readonly LinkStatus[] = [
  'unchanged',
  'cancelled',
  'already_linked',
  'missing_transaction',
  'expired',
  'failed',
]

/** The same, where the button that it came from is not at hand: with a button to start again. */
export function RetryableLinkNotice({ result }: { result: LinkResult }) {
  const { messages } = useWords()
  const linking = useLinkAccount()
  const canLink = useCanLink()
  const mustWait = useRetryCountdown(result.error) > 0
  const request = { connection: result.connection ?? undefined }
  return (
    <LinkNotice result={result}>
      {linking.error && <Failure error={linking.error}>{messages.linkNotStarted}</Failure>}
      {WORTH_RETRYING.includes(result.status) && canLink(request) && (
        <LinkButton
          linking={linking}
          request={request}
          className="la-button"
          {...(mustWait && { 'aria-disabled': true, onClick: (event) => event.preventDefault() })}
        >
          {linking.isPending ? messages.leavingAny : messages.retry}
        </LinkButton>
      )}
    </LinkNotice>
  )
}
