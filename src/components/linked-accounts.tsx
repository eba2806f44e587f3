'use client'
import { type ComponentPropsWithoutRef, forwardRef } from 'react'
import { Heading, Root } from '../parts/root'
import { useAccountLinking } from '../react/context'
import { useLinkedAccounts } from '../react/use-linked-accounts'
import { Failure } from './failure'
import { IdentityRow } from './identity-row'
import { LinkAccountButton } from './link-account-button'
import { LinkNotice } from './link-notice'
import { fill, useWords } from './words'

export type LinkedAccountsProps = Omit<ComponentPropsWithoutRef<'section'>, 'children'>

/**
 * The whole section of a settings page: every identity that can sign in as the person, each with its removal, and
 * the connections that can be added. Needs `<AccountLinkingProvider>` above it and `styles.css` for its look.
 */
export const LinkedAccounts = forwardRef<HTMLElement, LinkedAccountsProps>(function LinkedAccounts(
  { className, ...props },
  ref,
) {
  const { messages, describe } = useWords()
  return (
    <Root
      {...props}
      ref={ref}
      className={['la-root', className].filter(Boolean).join(' ')}
      unlinkedText={(identity) => fill(messages.unlinked, describe(identity))}
      unlinkFailedText={(identity) => fill(messages.unlinkFailed, describe(identity))}
    >
      <Heading className="la-heading">{messages.heading}</Heading>
      <LinkNotice />
      <Identities />
    </Root>
  )
})

function Identities() {
  const { messages } = useWords()
  const { identities, error, isFetching, unlinkErrors, refresh } = useLinkedAccounts()
  if (!identities && (!error || isFetching)) return <Loading />
  if (!identities) {
    return (
      <div role="alert">
        <Failure error={error} onRetry={refresh}>
          {messages.listFailed}
        </Failure>
      </div>
    )
  }
  return (
    <>
      <div role="status" data-slot="stale">
        {error && !isFetching && (
          <Failure error={error} onRetry={refresh}>
            {messages.listStale}
          </Failure>
        )}
      </div>
      {identities.length === 0 ? (
        <p className="la-empty">{messages.empty}</p>
      ) : (
        <>
          <p className="la-muted">{messages.description}</p>
          <ul className="la-identities" data-slot="identities">
            {identities.map((identity) => (
              <IdentityRow
                key={identity.id}
                identity={identity}
                isLast={identities.length === 1}
                error={unlinkErrors.get(identity.id)}
              />
            ))}
          </ul>
        </>
      )}
      <Connections linked={new Set(identities.map(({ connection }) => connection))} />
    </>
  )
}

function Loading() {
  const { messages } = useWords()
  return (
    <div role="status" className="la-loading" data-slot="loading">
      <p className="la-muted">{messages.loading}</p>
      <div className="la-skeleton" aria-hidden="true" />
      <div className="la-skeleton" aria-hidden="true" />
      <div className="la-skeleton" aria-hidden="true" />
    </div>
  )
}

function Connections({ linked }: { linked: ReadonlySet<string> }) {
  const { connections } = useAccountLinking()
  const { messages, nameOf } = useWords()
  const offered = connections.filter(({ name, single }) => !(single && linked.has(name)))
  if (offered.length === 0) return null
  return (
    <div className="la-connections" data-slot="connections">
      <h3 className="la-subheading">{messages.addHeading}</h3>
      <ul>
        {offered.map(({ name }) => (
          <li key={name}>
            <LinkAccountButton connection={name}>
              {fill(linked.has(name) ? messages.linkAnother : messages.link, { provider: nameOf(name) })}
            </LinkAccountButton>
          </li>
        ))}
      </ul>
    </div>
  )
}
