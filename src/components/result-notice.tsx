'use client'
import type { LinkResult, LinkStatus } from '../core/link'
import { unverifiedEmail } from '../react/describe'
import { useCanLink } from '../react/use-can-link'
import { useLinkAccount } from '../react/use-link-account'
import { useLinkResult } from '../react/use-link-result'
import { useMessages } from '../react/use-messages'
import { NoticeBox } from './notice-box'
import { RetryButton } from './retry-button'

/** Results for which trying again may help. */
const WORTH_RETRYING: readonly LinkStatus[] = [
  'unchanged',
  'cancelled',
  'already_linked',
  'expired',
  'failed',
]
const UNCERTAIN: readonly LinkStatus[] = ['unchanged', 'unverified', 'missing_transaction', 'expired']

/** How a link ended, with a button to start the same link again if that may help. */
export function ResultNotice({ result }: { result: LinkResult }) {
  const { describeResult, describeError, messages, format } = useMessages()
  const { dismiss } = useLinkResult()
  const { link, error } = useLinkAccount()
  const canLink = useCanLink()
  const { status, request, identity } = result
  const { title, body } = describeResult(result)
  const notStarted = error && `${format(messages.linkNotStarted, {})} ${describeError(error)}`
  return (
    <NoticeBox
      subject={result}
      tone={toneOf(result, identity !== undefined && unverifiedEmail(identity) !== undefined)}
      title={title}
      body={[body, notStarted].filter(Boolean).join(' ')}
      data-status={status}
      onDismiss={dismiss}
    >
      {request && WORTH_RETRYING.includes(status) && canLink(request) && (
        <RetryButton error={result.error ?? error} onRetry={() => link(request)} />
      )}
    </NoticeBox>
  )
}

function toneOf({ status }: LinkResult, hasWarning: boolean) {
  if (status === 'linked' || status === 'reconnected') return hasWarning ? 'warning' : 'success'
  if (status === 'cancelled') return 'info'
  return UNCERTAIN.includes(status) ? 'warning' : 'danger'
}
