'use client'
import { memo, useId, useState } from 'react'
import type { AccountLinkingError } from '../core/errors'
import type { Identity as IdentityData } from '../core/identity'
import { Avatar } from '../parts/avatar'
import { Identity, UndoButton } from '../parts/identity'
import { useRoot } from '../parts/root-context'
import { GuardedButton } from '../parts/unlink-button'
import type { PendingUnlink } from '../query/pending-unlinks'
import { unverifiedEmail } from '../react/describe'
import { icons } from './icons'
import { PendingText, UndoLabel } from './pending-text'
import { ProviderIcon } from './provider-icon'
import { RetryButton } from './retry-button'
import { Button, useClassNames } from './slots'
import { useClosing } from './use-closing'

/** The text of a row. The list formats it, so that a row renders only if its text has changed. */
export interface RowWords {
  provider: string
  account: string
  primary: string
  new: string
  emailNotVerified: string
  linkedOn: string | undefined
  locked: string
  lockedWhy: string
  unlink: string
  unlinkNamed: string
  retryNamed: string
  failure: string | undefined
}

interface IdentityRowProps extends RowWords {
  identity: IdentityData
  pending: PendingUnlink | undefined
  /** Why it cannot be unlinked, and what to do about it. */
  hint: string | undefined
  /** Why its unlink failed. */
  error: AccountLinkingError | undefined
  /** Whether it was just linked. */
  isNew: boolean
}

/** One identity: its icon, name, account, badges, and a button to unlink it. */
export const IdentityRow = memo(function IdentityRow(props: IdentityRowProps) {
  const { identity, pending, hint, error, isNew, provider, account, linkedOn, ...words } = props
  const classOf = useClassNames()
  const closing = useClosing(identity.id)
  return (
    <Identity
      identity={identity}
      pending={pending}
      failed={error !== undefined}
      ref={closing}
      className={classOf('row')}
      aria-label={`${provider}, ${account}`}
    >
      <span className={classOf('tile')}>
        <ProviderIcon connection={identity.connection} provider={identity.provider} />
        <Avatar className={classOf('avatar')} />
      </span>
      <div className="la-row-body">
        <div className="la-names">
          <p className={classOf('name')}>
            <span className="la-text">{provider}</span>{' '}
            {identity.primary && <span className={classOf('badge')}>{words.primary}</span>}{' '}
            {isNew && (
              <span className={classOf('badge')} data-tone="success">
                {words.new}
              </span>
            )}{' '}
            {unverifiedEmail(identity) !== undefined && (
              <span className={classOf('badge')} data-tone="warning">
                {words.emailNotVerified}
              </span>
            )}
          </p>
          {pending ? (
            <PendingText pending={pending} />
          ) : (
            <p className={classOf('account')} title={account} dir="auto">
              {account}
            </p>
          )}
          {linkedOn && (
            // The server can be in a different time zone than the user.
            <p className={classOf('hint')} suppressHydrationWarning>
              {linkedOn}
            </p>
          )}
        </div>
        <RowAction {...props} />
        {error && !pending && <RowFailure {...props} error={error} />}
      </div>
    </Identity>
  )
})

/** The row's action: Unlink, Undo, or the reason why there is none. */
function RowAction({ identity, pending, hint, provider, account, ...words }: IdentityRowProps) {
  const classOf = useClassNames()
  const hintId = useId()
  const [isOpen, setIsOpen] = useState(false)
  if (pending) return <UndoButton render={<UndoLabel pending={pending} />} />
  if (identity.primary && hint !== undefined) {
    return (
      <>
        <span className="la-locked">
          {words.locked}
          <button
            type="button"
            className="la-button la-quiet la-info"
            aria-label={words.lockedWhy}
            aria-expanded={isOpen}
            aria-controls={hintId}
            onClick={() => setIsOpen(!isOpen)}
          >
            {icons.info}
          </button>
        </span>
        <p className={classOf('hint', 'la-row-line')} id={hintId} role="status" hidden={!isOpen}>
          {isOpen && hint}
        </p>
      </>
    )
  }
  return (
    <>
      <GuardedButton
        render={<Button />}
        className="la-unlink"
        aria-label={words.unlinkNamed}
        aria-describedby={hint === undefined ? undefined : hintId}
        locked={hint}
      >
        {words.unlink}
      </GuardedButton>
      {hint !== undefined && (
        <p className={classOf('hint', 'la-row-line')} id={hintId}>
          {hint}
        </p>
      )}
    </>
  )
}

/** Errors after which the same request may succeed. */
const WORTH_RETRYING = ['network', 'timeout', 'rate_limited', 'server_error', 'outcome_unknown']

function RowFailure({
  identity,
  error,
  failure,
  hint,
  retryNamed,
}: IdentityRowProps & { error: AccountLinkingError }) {
  const { unlink } = useRoot('RowFailure')
  return (
    <p className="la-row-line la-failure" data-slot="failure" data-code={error.code}>
      {icons.danger}
      <span className="la-text">{failure}</span>
      {hint === undefined && WORTH_RETRYING.includes(error.code) && (
        <RetryButton
          error={error}
          variant="quiet"
          name={retryNamed}
          onRetry={(button) => unlink(identity, button)}
        />
      )}
    </p>
  )
}
