'use client'
import { PassingButton } from '../parts/root'
import { useLinkResult } from '../react/use-link-result'
import { useLinkedAccounts } from '../react/use-linked-accounts'
import { Failure } from './failure'
import { fill, useWords } from './words'

/** How the link ended that this page came back from. */
export function LinkNotice() {
  const { messages, nameOf, describe } = useWords()
  const { result: latest, dismiss } = useLinkResult()
  const { identities } = useLinkedAccounts()
  // "Linked" is said only for as long as it is true.
  const isOutdated = latest?.identity && identities?.every(({ id }) => id !== latest.identity?.id)
  const result = isOutdated ? null : latest
  const names = result?.identity
    ? describe(result.identity)
    : { provider: result?.connection ? nameOf(result.connection) : '', account: '' }
  return (
    <div role="status" data-slot="link-result" data-status={result?.status}>
      {result && (
        <div className="la-notice">
          {result.status === 'linked' ? (
            <p>{fill(messages.linkResult.linked, names)}</p>
          ) : (
            <Failure error={result.status === 'unverified' ? result.error : undefined}>
              {fill(messages.linkResult[result.status], names)}
            </Failure>
          )}
          <PassingButton className="la-button la-quiet" onClick={dismiss}>
            {messages.dismiss}
          </PassingButton>
        </div>
      )}
    </div>
  )
}
