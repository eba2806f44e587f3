'use client'
import { memo, useId } from 'react'
import type { AccountLinkingError } from '../core/errors'
import type { Identity as IdentityData } from '../core/identity'
import { ProviderMark } from '../icons/provider-mark'
import { Avatar } from '../parts/avatar'
import { Identity, UnlinkButton } from '../parts/identity'
import { Failure } from './failure'
import { fill, useWords } from './words'

interface IdentityRowProps {
  identity: IdentityData
  /** It is the only way left to sign in. */
  isLast: boolean
  error: AccountLinkingError | undefined
}

/** One identity: its mark, name and account, whether it is the primary, and the button that removes it. */
export const IdentityRow = memo(function IdentityRow({ identity, isLast, error }: IdentityRowProps) {
  const { messages, describe } = useWords()
  const hintId = useId()
  const names = describe(identity)
  const hint = identity.primary ? messages.primaryHint : isLast ? messages.lastHint : undefined
  return (
    <Identity identity={identity} failed={error !== undefined} className="la-identity">
      <Avatar identity={identity} className="la-avatar" />
      <span className="la-mark">
        <ProviderMark provider={identity.provider} name={names.provider} />
      </span>
      <div className="la-names">
        <p className="la-provider">
          {names.provider} {identity.primary && <span className="la-badge">{messages.primary}</span>}
        </p>
        <p className="la-account">
          <bdi>{names.account}</bdi>
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
      {error && <Failure error={error}>{fill(messages.unlinkFailed, names)}</Failure>}
    </Identity>
  )
})
