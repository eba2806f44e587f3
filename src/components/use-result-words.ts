'use client'
import type { AccountLinkingError } from '../core/errors'
import type { LinkResult } from '../core/link'
import { unverifiedEmail } from '../react/describe'
import { format, useMessages } from './use-messages'

interface ResultWords {
  title: string
  body: string
  /** What the body leaves open, for `Failure` to tell. */
  reason: AccountLinkingError | undefined
  /** What the server said about it. */
  details: string | undefined
  /** What the user should know about the account that was linked. */
  warning: string | undefined
}

/** How a link ended, in words. */
export function useResultWords(result: LinkResult): ResultWords {
  const { messages, nameOf, describe } = useMessages()
  const { status, identity, request, error } = result
  const connection = request?.connection
  const names = identity
    ? describe(identity)
    : { provider: connection ? nameOf(connection) : '', account: '' }
  const { title, titleAny, body } = messages.linkResult[status]
  const email = identity && unverifiedEmail(identity)
  const isIncomplete = failedOnTheWayBack(result)
  const reason = isIncomplete || status === 'unverified' ? error : undefined
  const description = reason ? undefined : error?.description
  return {
    title: isIncomplete ? messages.linkNotCompleted : format(names.provider ? title : titleAny, names),
    body: isIncomplete ? '' : format(body, names),
    reason,
    details: description && format(messages.serverSays, { description }),
    warning: email && format(messages.linkedEmailNotVerified, { email }),
  }
}

/** An error that came with the callback is `rejected`, without a status. Any other one arose while completing the link. */
function failedOnTheWayBack({ status, error }: LinkResult): boolean {
  return (
    status === 'failed' && error !== undefined && (error.code !== 'rejected' || error.status !== undefined)
  )
}
