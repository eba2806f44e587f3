'use client'
import type { LinkResult } from '../core/client'
import { unverifiedEmail } from '../core/describe'
import type { AccountLinkingError } from '../core/errors'
import { useCapabilities } from '../react/use-capabilities'
import { fill, useWords } from './words'

interface ResultWords {
  sentence: string
  /** What the sentence leaves open, for `Failure` to tell. */
  reason: AccountLinkingError | undefined
  /** What the person should know of the account that was linked. */
  warning: string | undefined
}

/** How a link ended, in words. */
export function useResultWords(result: LinkResult): ResultWords {
  const { messages, nameOf, describe } = useWords()
  const { refusals } = useCapabilities()
  const { status, identity, connection, error } = result
  const names = identity
    ? describe(identity)
    : { provider: connection ? nameOf(connection) : '', account: '' }
  const email = identity && unverifiedEmail(identity)
  const isIncomplete = failedOnTheWayBack(result)
  const template = () => {
    if (isIncomplete) return messages.linkNotCompleted
    // Of another user's account such a backend would have told.
    if (status === 'unchanged' && refusals.includes('already_linked')) return messages.linkedAlready
    return messages.linkResult[status]
  }
  return {
    sentence: fill(template(), names),
    reason: isIncomplete || status === 'unverified' ? error : undefined,
    warning: email === undefined ? undefined : fill(messages.linkedEmailNotVerified, { email }),
  }
}

/** An error that came with the return is `rejected`, without a status; any other arose when the link was completed. */
function failedOnTheWayBack({ status, error }: LinkResult): boolean {
  return (
    status === 'failed' && error !== undefined && (error.code !== 'rejected' || error.status !== undefined)
  )
}
