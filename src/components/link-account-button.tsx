'use client'
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react'
import type { AccountLinkingError } from '../core/errors'
import type { LinkOptions } from '../core/link'
import { FOCUS } from '../parts/focus'
import { LinkButton } from '../parts/link-button'
import { useCanLink } from '../react/use-can-link'
import { useLinkAccount } from '../react/use-link-account'
import { useLinkResult } from '../react/use-link-result'
import { useMessages } from '../react/use-messages'
import { useHasNoticeOwner } from '../react/use-notice-owner'
import { useRetryText } from '../react/use-retry-text'
import { icons } from './icons'
import { ProviderIcon } from './provider-icon'
import { ResultNotice } from './result-notice'
import { Button } from './slots'
import { WaitingLink } from './waiting-link'

export interface LinkAccountButtonProps
  extends Omit<ComponentPropsWithoutRef<'button'>, 'children'>,
    LinkOptions {
  /** The label. Default: text such as "Link GitHub". */
  children?: ReactNode
}

/**
 * Links an account. Works anywhere inside `<AccountLinkingProvider>`. A click goes to the provider, or opens a popup. The
 * result is shown by `<LinkedAccounts>`, or below the button if there is no `<LinkedAccounts>` on the page.
 *
 * Without `connection`, the user chooses one on a page of the backend. If the backend has no such page
 * (`features.choice`), nothing is rendered. With `reconnect` and `scopes`, a linked account is linked again to grant more
 * scopes. If the backend cannot do that (`features.reconnect`), nothing is rendered.
 */
export const LinkAccountButton = forwardRef<HTMLButtonElement, LinkAccountButtonProps>(
  function LinkAccountButton(
    { connection, reconnect, scopes, prompt, loginHint, returnTo, display, children, className, ...props },
    ref,
  ) {
    const request = { connection, reconnect, scopes, prompt, loginHint, returnTo, display }
    const { messages, format, nameOf, describeError } = useMessages()
    const { result } = useLinkResult()
    const isShownElsewhere = useHasNoticeOwner()
    const linking = useLinkAccount()
    const canLink = useCanLink()
    if (!canLink(request)) return null
    const { isPending, waiting, error } = linking
    const isWaiting = waiting !== null && waiting.request.connection === connection
    const values = connection === undefined ? undefined : { provider: nameOf(connection) }
    const isOwnResult = result?.request != null && result.request.connection === connection
    const label = () => {
      if (isPending) {
        return values ? format(messages.redirecting, values) : format(messages.redirectingAny, {})
      }
      return children ?? (values ? format(messages.link, values) : format(messages.linkAny, {}))
    }
    return (
      <div className="la-link" data-slot="link" {...{ [FOCUS]: 'link' }}>
        <LinkButton
          {...props}
          ref={ref}
          linking={linking}
          request={request}
          render={<Button />}
          className={['la-link-button', className].filter(Boolean).join(' ')}
        >
          {isPending || isWaiting ? (
            <span className="la-spinner" aria-hidden="true" />
          ) : (
            connection !== undefined && <ProviderIcon connection={connection} />
          )}
          <span className="la-link-label">{label()}</span>
          <span className="la-plus">{icons.plus}</span>
        </LinkButton>
        <div role="status" className="la-status" data-slot="link-status">
          {error && (
            <p className="la-failure" data-slot="failure" data-code={error.code}>
              {icons.danger}
              <span className="la-text">
                {format(messages.linkNotStarted, {})} {describeError(error)} <Countdown error={error} />
              </span>
            </p>
          )}
          {isWaiting && <WaitingLink waiting={waiting} />}
        </div>
        {result && isOwnResult && !isShownElsewhere && <ResultNotice result={result} />}
      </div>
    )
  },
)

/** The time until the server accepts another attempt. */
function Countdown({ error }: { error: AccountLinkingError }) {
  const wait = useRetryText(error)
  return wait === undefined ? null : <span aria-live="off">{wait}</span>
}
