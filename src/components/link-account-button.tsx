'use client'
import { type ComponentPropsWithoutRef, forwardRef, memo, type ReactNode } from 'react'
import type { LinkOptions } from '../core/link'
import { ProviderMark } from '../icons/provider-mark'
import { LinkButton } from '../parts/link-button'
import { useCanLink } from '../react/use-can-link'
import { useLinkAccount } from '../react/use-link-account'
import { useLinkResult } from '../react/use-link-result'
import { Failure } from './failure'
import { LinkNotice } from './link-notice'
import { format, useMessages } from './use-messages'
import { WaitingLink } from './waiting-link'

export interface LinkAccountButtonProps
  extends Omit<ComponentPropsWithoutRef<'button'>, 'children'>,
    LinkOptions {
  /** The button's label. Default: "Link GitHub", from the catalog. */
  children?: ReactNode
}

/**
 * Links an account: a button for anywhere below `<AccountLinkingProvider>`. A click leaves the page for the provider,
 * or opens a popup. How it ended is shown at the button and by `<LinkedAccounts>`.
 *
 * Without `connection`, the user chooses one on a page of the backend. If it has none (`features.choice`), nothing is
 * rendered. With `reconnect` and `scopes`, an account that is already linked is linked again to grant more; if that is
 * not possible (`features.reconnect`), nothing is rendered.
 */
export const LinkAccountButton = memo(
  forwardRef<HTMLButtonElement, LinkAccountButtonProps>(function LinkAccountButton(
    { connection, reconnect, scopes, prompt, loginHint, returnTo, display, children, className, ...props },
    ref,
  ) {
    const request = { connection, reconnect, scopes, prompt, loginHint, returnTo, display }
    const { messages, nameOf, providerOf } = useMessages()
    const { result } = useLinkResult()
    const linking = useLinkAccount()
    const canLink = useCanLink()
    if (!canLink(request)) return null
    const name = connection === undefined ? undefined : nameOf(connection)
    const values = { provider: name ?? '' }
    const label = children ?? format(name === undefined ? messages.linkAny : messages.link, values)
    const redirecting = format(name === undefined ? messages.redirectingAny : messages.redirecting, values)
    const isWaiting = linking.waiting !== null && linking.waiting.request.connection === connection
    return (
      <div className="la-link" data-slot="link">
        <LinkButton
          {...props}
          ref={ref}
          linking={linking}
          request={request}
          className={['la-button la-link-button', className].filter(Boolean).join(' ')}
        >
          {connection !== undefined && name !== undefined && (
            <span className="la-mark">
              <ProviderMark provider={providerOf(connection)} name={name} />
            </span>
          )}
          <span className="la-label">{linking.isPending ? redirecting : label}</span>
        </LinkButton>
        <div role="status" className="la-slot" data-slot="link-status">
          {linking.error && <Failure error={linking.error}>{messages.linkNotStarted}</Failure>}
          {isWaiting && <WaitingLink />}
        </div>
        {result &&
          connection !== undefined &&
          result.request?.connection === connection &&
          !result.identity && <LinkNotice result={result} />}
      </div>
    )
  }),
)
