'use client'
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react'
import { ProviderMark } from '../icons/provider-mark'
import { LinkButton } from '../parts/link-button'
import type { LinkVariables } from '../query/link'
import { useCanLink } from '../react/use-can-link'
import { type UseLinkAccountOptions, useLinkAccount } from '../react/use-link-account'
import { useLinkResult } from '../react/use-link-result'
import { Failure } from './failure'
import { LinkNotice } from './link-notice'
import { fill, useWords } from './words'

type Request = Omit<LinkVariables, 'popup'>

export interface LinkAccountButtonProps
  extends Omit<ComponentPropsWithoutRef<'button'>, 'children'>,
    Request,
    UseLinkAccountOptions {
  /** What stands on the button. Default: "Link GitHub", in the words of the provider's catalogue. */
  children?: ReactNode
}

/**
 * Links an account: a button for anywhere below `<AccountLinkingProvider>`. A click leaves the page for the provider,
 * or opens a popup; how it ended is told at the button and by `<LinkedAccounts>`.
 *
 * Without `connection` the person chooses at the backend's page; where it has none (`choice`), nothing is rendered.
 *
 * With `identity` and `connectionScope` it asks the provider for more on behalf of an account that is linked already;
 * where that is not possible (`scopes`), nothing is rendered. `useCapabilities` tells both, for what stands around it.
 */
export const LinkAccountButton = forwardRef<HTMLButtonElement, LinkAccountButtonProps>(
  function LinkAccountButton(
    {
      connection,
      identity,
      scope,
      connectionScope,
      prompt,
      loginHint,
      returnTo,
      display,
      children,
      className,
      ...props
    },
    ref,
  ) {
    const request = { connection, identity, scope, connectionScope, prompt, loginHint, returnTo }
    const { messages, nameOf, providerOf } = useWords()
    const { result } = useLinkResult()
    const linking = useLinkAccount({ display })
    const canLink = useCanLink()
    if (!canLink(request)) return null
    const name = connection === undefined ? undefined : nameOf(connection)
    const values = { provider: name ?? '' }
    const rest = children ?? fill(name === undefined ? messages.linkAny : messages.link, values)
    const leaving = fill(name === undefined ? messages.leavingAny : messages.leaving, values)
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
          <span className="la-label">{linking.isPending ? leaving : rest}</span>
        </LinkButton>
        <div role="status" className="la-slot" data-slot="link-status">
          {linking.error && <Failure error={linking.error}>{messages.linkNotStarted}</Failure>}
        </div>
        {result && connection !== undefined && result.connection === connection && !result.identity && (
          <LinkNotice result={result} />
        )}
      </div>
    )
  },
)
