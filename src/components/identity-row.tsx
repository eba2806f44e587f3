'use client'
import { memo, type ReactNode, useId } from 'react'
import type { LinkResult } from '../core/client'
import { unverifiedEmail } from '../core/describe'
import type { AccountLinkingError } from '../core/errors'
import type { Identity as IdentityData } from '../core/identity'
import { ProviderMark } from '../icons/provider-mark'
import { Avatar } from '../parts/avatar'
import { Identity, UnlinkButton } from '../parts/identity'
import { useRoot } from '../parts/root-context'
import { Failure } from './failure'
import { LinkNotice } from './link-notice'
import { fill, useWords } from './words'

interface IdentityRowProps {
  identity: IdentityData
  /** Why it cannot be unlinked, and what to do about it. */
  hint: string | undefined
  /** Why its removal failed. */
  error: AccountLinkingError | undefined
  /** The link that it came from, just now. */
  result: LinkResult | undefined
}

/** One identity: its mark, name and account, what is special about it, and the button that removes it. */
export const IdentityRow = memo(function IdentityRow({ identity, hint, error, result }: IdentityRowProps) {
  const { messages, describe, providerOf } = useWords()
  const hintId = useId()
  const names = describe(identity)
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
        aria-label={fill(messages.unlinkNamed, names)}
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
        <UnlinkFailure identity={identity} error={error}>
          {fill(error.code === 'outcome_unknown' ? messages.unlinkUnknown : messages.unlinkFailed, names)}
        </UnlinkFailure>
      )}
      {result && <LinkNotice result={result} />}
    </Identity>
  )
})

/** Codes after which the same request may well go through. */
const WORTH_RETRYING = ['network', 'timeout', 'rate_limited', 'server_error', 'outcome_unknown']

interface UnlinkFailureProps {
  identity: IdentityData
  error: AccountLinkingError
  children: ReactNode
}

function UnlinkFailure({ identity, error, children }: UnlinkFailureProps) {
  const { remove } = useRoot('UnlinkFailure')
  const { messages, describe } = useWords()
  const retry = WORTH_RETRYING.includes(error.code)
    ? (button: HTMLElement) => remove(identity, button)
    : undefined
  return (
    <Failure error={error} onRetry={retry} retryName={fill(messages.retryUnlinkNamed, describe(identity))}>
      {children}
    </Failure>
  )
}
