'use client'
import { memo, type ReactNode, useId } from 'react'
import type { AccountLinkingError } from '../core/errors'
import type { Identity as IdentityData } from '../core/identity'
import type { LinkResult } from '../core/link'
import { ProviderMark } from '../icons/provider-mark'
import { Avatar } from '../parts/avatar'
import { Identity, UnlinkButton } from '../parts/identity'
import { useRoot } from '../parts/root-context'
import { unverifiedEmail } from '../react/describe'
import { Failure } from './failure'
import { LinkNotice } from './link-notice'
import { format, useMessages } from './use-messages'

interface IdentityRowProps {
  identity: IdentityData
  /** What tells its account from the user's others. */
  account: string
  /** Why it cannot be unlinked, and what to do about it. */
  hint: string | undefined
  /** Why its unlink failed. */
  error: AccountLinkingError | undefined
  /** The link that has just added it. */
  result: LinkResult | undefined
}

/** One identity: its mark, name and account, its badges, and the button that unlinks it. */
export const IdentityRow = memo(function IdentityRow({
  identity,
  account,
  hint,
  error,
  result,
}: IdentityRowProps) {
  const { messages, nameOf, providerOf } = useMessages()
  const hintId = useId()
  const names = { provider: nameOf(identity.connection, identity.provider), account }
  return (
    <Identity identity={identity} failed={error !== undefined} className="la-identity">
      <Avatar identity={identity} className="la-avatar" />
      <span className="la-mark">
        <ProviderMark provider={providerOf(identity.connection, identity.provider)} name={names.provider} />
      </span>
      <div className="la-names">
        <p className="la-provider">
          {names.provider} {identity.primary && <span className="la-badge">{messages.primary}</span>}{' '}
          {unverifiedEmail(identity) !== undefined && (
            <span className="la-badge la-badge-muted">{messages.emailNotVerified}</span>
          )}
        </p>
        <p className="la-account">
          <bdi className="la-account-name">{names.account}</bdi>
        </p>
      </div>
      <UnlinkButton
        identity={identity}
        className="la-button la-unlink"
        aria-label={format(messages.unlinkNamed, names)}
        {...(hint !== undefined && { 'aria-disabled': true, 'aria-describedby': hintId })}
      >
        {messages.unlink}
      </UnlinkButton>
      {hint !== undefined && (
        <p className="la-hint" id={hintId}>
          {hint}
        </p>
      )}
      {error && (
        <UnlinkFailure identity={identity} error={error} retryName={format(messages.retryUnlinkNamed, names)}>
          {format(error.code === 'outcome_unknown' ? messages.unlinkUnknown : messages.unlinkFailed, names)}
        </UnlinkFailure>
      )}
      {result && <LinkNotice result={result} />}
    </Identity>
  )
})

/** Errors after which the same request may succeed. */
const WORTH_RETRYING = ['network', 'timeout', 'rate_limited', 'server_error', 'outcome_unknown']

interface UnlinkFailureProps {
  identity: IdentityData
  error: AccountLinkingError
  retryName: string
  children: ReactNode
}

function UnlinkFailure({ identity, error, retryName, children }: UnlinkFailureProps) {
  const { remove } = useRoot('UnlinkFailure')
  const retry = WORTH_RETRYING.includes(error.code)
    ? (button: HTMLElement) => remove(identity, button)
    : undefined
  return (
    <Failure error={error} onRetry={retry} retryName={retryName}>
      {children}
    </Failure>
  )
}
