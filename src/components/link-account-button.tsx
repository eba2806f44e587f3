'use client'
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react'
import { ProviderMark } from '../icons/provider-mark'
import { LinkButton } from '../parts/link-button'
import { useAccountLinking } from '../react/context'
import { useLinkAccount } from '../react/use-link-account'
import { Failure } from './failure'
import { fill, useWords } from './words'

export interface LinkAccountButtonProps extends Omit<ComponentPropsWithoutRef<'button'>, 'children'> {
  /** The connection to link, by its name. Without one the backend's own page lets the person choose. */
  connection?: string | undefined
  /** What stands on the button. Default: "Link GitHub", in the words of the provider's catalogue. */
  children?: ReactNode
}

/**
 * Links an account: a button for anywhere below `<AccountLinkingProvider>`. A click leaves the page for the provider;
 * the result is shown by `<LinkedAccounts>`, or read with `useLinkResult` and the provider's events.
 */
export const LinkAccountButton = forwardRef<HTMLButtonElement, LinkAccountButtonProps>(
  function LinkAccountButton({ connection, children, className, ...props }, ref) {
    const { connections } = useAccountLinking()
    const { messages, nameOf } = useWords()
    const linking = useLinkAccount()
    const name = connection === undefined ? undefined : nameOf(connection)
    const option = connections.find((one) => one.name === connection)
    const values = { provider: name ?? '' }
    const rest = children ?? fill(name === undefined ? messages.linkAny : messages.link, values)
    const leaving = fill(name === undefined ? messages.leavingAny : messages.leaving, values)
    return (
      <div className="la-link" data-slot="link">
        <LinkButton
          {...props}
          ref={ref}
          linking={linking}
          connection={connection}
          className={['la-button la-link-button', className].filter(Boolean).join(' ')}
        >
          {connection !== undefined && name !== undefined && (
            <span className="la-mark">
              <ProviderMark provider={option?.provider ?? connection} name={name} />
            </span>
          )}
          <span>{linking.isPending ? leaving : rest}</span>
        </LinkButton>
        <div role="status" data-slot="link-status">
          {linking.error && <Failure error={linking.error}>{messages.linkNotStarted}</Failure>}
        </div>
      </div>
    )
  },
)
