'use client'
import type { ReactNode } from 'react'
import type { LinkResult, LinkStatus } from '../core/client'
import { LinkButton } from '../parts/link-button'
import { PassingButton } from '../parts/passing-button'
import { ResultNotice } from '../parts/result-notice'
import { useLinkAccount } from '../react/use-link-account'
import { useLinkResult } from '../react/use-link-result'
import { Failure } from './failure'
import { fill, useWords } from './words'

interface LinkNoticeProps {
  result: LinkResult
  /** What else can be done about it. */
  children?: ReactNode
}

/** How a link ended, in words: at the row it added, at the button it came from, or on top of the section. */
export function LinkNotice({ result, children }: LinkNoticeProps) {
  const { messages, nameOf, describe } = useWords()
  const { dismiss } = useLinkResult()
  const { status, identity, connection, error } = result
  const names = identity
    ? describe(identity)
    : { provider: connection ? nameOf(connection) : '', account: '' }
  const sentence = fill(messages.linkResult[status], names)
  const isGood = status === 'linked' || status === 'renewed'
  return (
    <ResultNotice result={result} text={sentence} className="la-notice" data-status={status}>
      {isGood ? (
        <p>{sentence}</p>
      ) : (
        <Failure error={status === 'unverified' ? error : undefined}>{sentence}</Failure>
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
  return (
    <LinkNotice result={result}>
      {linking.error && <Failure error={linking.error}>{messages.linkNotStarted}</Failure>}
      {WORTH_RETRYING.includes(result.status) && (
        <LinkButton
          linking={linking}
          request={{ connection: result.connection ?? undefined }}
          className="la-button"
        >
          {linking.isPending ? messages.leavingAny : messages.retry}
        </LinkButton>
      )}
    </LinkNotice>
  )
}
