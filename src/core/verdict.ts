import { type AccountLinkingError, isAmbiguous } from './errors'
import type { IdentityList } from './identity'
import { failedResult, type LinkResult } from './link'
import { isExpired, type TransactionRecord } from './records'

/** What is known of a link before the list is asked. */
export interface LinkEvidence {
  readonly record: Pick<TransactionRecord, 'request' | 'previousIds' | 'startedAt'>
  /** The error that the callback or the completion ended with. */
  readonly error?: AccountLinkingError | undefined
}

/**
 * Judges a link by a list. A new identity proves it, whatever else was reported. With a named connection no other
 * identity counts; without one, an identity that is new after an error may have come from elsewhere.
 */
export function judge({ record, error }: LinkEvidence, { identities }: IdentityList): LinkResult {
  const { request, previousIds } = record
  const { connection, reconnect } = request
  const isLate = isExpired(record)
  const isNew = ({ id }: { id: string }) => previousIds !== null && !previousIds.includes(id)
  const added = identities.filter(isNew)
  const identity = connection
    ? added.find((one) => one.connection === connection)
    : error || isLate
      ? undefined
      : added[0]
  if (identity) return { status: 'linked', request, identity }
  if (error) return failedResult(request, error)
  if (!previousIds) return { status: 'unverified', request }
  if (isLate) return { status: 'expired', request }
  const reconnected = identities.find(({ id }) => id === reconnect?.id)
  return reconnected
    ? { status: 'reconnected', request, identity: reconnected }
    : { status: 'unchanged', request }
}

/** Whether a later list may still change the result: a list can lag, and one that failed can be asked again. */
export function isOpen({ status, error }: LinkResult): boolean {
  return (
    ['unchanged', 'unverified', 'expired'].includes(status) ||
    (status === 'failed' && error !== undefined && isAmbiguous(error))
  )
}
