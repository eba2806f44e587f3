import { type AccountLinkingError, isAmbiguous } from './errors'
import type { IdentityList } from './identity'
import { failedResult, type LinkResult } from './link'
import { isExpired, type TransactionRecord } from './records'

/** What is known about a link before the list is checked. */
export interface LinkEvidence {
  readonly record: Pick<TransactionRecord, 'userId' | 'request' | 'previousIds' | 'unsureIds' | 'startedAt'>
  /** The error from the callback or the completion. */
  readonly error?: AccountLinkingError | undefined
  /** The result of the callback or the completion was lost in a reload. */
  readonly isInterrupted?: boolean | undefined
}

/**
 * Determines a link's result from a list. A new identity proves the link, whatever else was reported. If the request names
 * a connection, only its identities count. If not, an identity that is new after an error may have been linked elsewhere.
 */
export function resolveResult(evidence: LinkEvidence, { userId, identities }: IdentityList): LinkResult {
  const { record, error, isInterrupted } = evidence
  const { request, previousIds, unsureIds } = record
  const { connection, reconnect } = request
  if (userId !== record.userId) return { status: 'wrong_user', request }
  const isLate = isExpired(record)
  const fitting = identities.filter((one) => (connection ? one.connection === connection : !error && !isLate))
  const identity = fitting.find(({ id }) => previousIds?.includes(id) === false)
  if (identity) return { status: 'linked', request, identity }
  const mayBeNew = fitting.some(({ id }) => !previousIds || unsureIds?.includes(id))
  if (error && !(mayBeNew && isAmbiguous(error))) return failedResult(request, error)
  const isThere = reconnect && identities.find(({ id }) => id === reconnect.id)
  if (error || !previousIds || (isThere ? isInterrupted : mayBeNew)) return { status: 'unverified', request }
  if (isLate) return { status: 'expired', request }
  return isThere ? { status: 'reconnected', request, identity: isThere } : { status: 'unchanged', request }
}

/**
 * Whether a later list may still change the result: a list can lag, a failed list can be requested again, and a popup
 * that the user canceled may still complete its link.
 */
export function isOpen({ status, error }: LinkResult): boolean {
  if (status === 'failed') return error !== undefined && isAmbiguous(error)
  return ['unchanged', 'unverified', 'expired', 'cancelled'].includes(status)
}
