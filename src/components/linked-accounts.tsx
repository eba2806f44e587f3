'use client'
import { type ComponentPropsWithoutRef, forwardRef, useEffect, useMemo } from 'react'
import type { AccountLinkingError } from '../core/errors'
import type { Identity } from '../core/identity'
import type { LinkOptions } from '../core/link'
import { preloadMarks } from '../icons/provider-mark'
import { focusOwner } from '../parts/focus'
import { Heading } from '../parts/heading'
import { type Confirm, Root } from '../parts/root'
import { useAccountLinking } from '../react/context'
import { useLinkAccount } from '../react/use-link-account'
import { useLinkResult } from '../react/use-link-result'
import { useLinkedAccounts } from '../react/use-linked-accounts'
import { Connections, useOffered } from './connections'
import { Failure } from './failure'
import { IdentityRow } from './identity-row'
import { LinkNotice, RetryableLinkNotice } from './link-notice'
import { PendingActionNotice } from './pending-action-notice'
import { PendingUnlinks } from './pending-unlinks'
import { UnlinkDialog } from './unlink-dialog'
import { format, useMessages } from './use-messages'
import { useUnlinkHint } from './use-unlink-hint'
import { WaitingLink } from './waiting-link'

export interface LinkedAccountsProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children'> {
  /**
   * What happens between the click and the unlink: `dialog` (default) asks first; `undo` unlinks after `undoMs`, in
   * which the user can undo it, and is `dialog` if the backend cannot wait (`features.deferUnlink`); `none` unlinks at
   * once; a function of yours decides whether to continue.
   */
  confirm?: Confirm | undefined
  /** Milliseconds in which an unlink can be undone with `confirm="undo"`. Default 6,000. */
  undoMs?: number | undefined
}

/**
 * The whole section of a settings page: every identity that can sign in as the user, each with a button to unlink it,
 * and the connections that can be linked. Needs `<AccountLinkingProvider>` above it, and `styles.css` for its look.
 */
export const LinkedAccounts = forwardRef<HTMLElement, LinkedAccountsProps>(function LinkedAccounts(
  { className, ...props },
  ref,
) {
  const { messages, describe } = useMessages()
  const { connections } = useAccountLinking()
  // Before the list is there, and its buttons with it.
  useEffect(() => preloadMarks(connections.map(({ name, provider = name }) => provider)), [connections])
  return (
    <Root
      {...props}
      ref={ref}
      className={['la-root', className].filter(Boolean).join(' ')}
      unlinkedText={(identity) => format(messages.unlinked, describe(identity))}
      undoneText={(identity) => format(messages.undone, describe(identity))}
      unlinkFailedText={(identity, { code }) => {
        const text = code === 'outcome_unknown' ? messages.unlinkUnknown : messages.unlinkFailed
        return `${format(text, describe(identity))} ${messages.errors[code]}`
      }}
    >
      <Heading className="la-heading">{messages.heading}</Heading>
      <PendingActionNotice />
      <Content />
      <UnlinkDialog />
    </Root>
  )
})

function Content() {
  const { messages } = useMessages()
  const { result } = useLinkResult()
  const { identities, error, isFetching, unlinkErrors, refetch } = useLinkedAccounts()
  const linked = useLinkedConnections(identities)
  const retry = (button: HTMLElement) => {
    focusOwner(button)
    refetch()
  }
  if (!identities && (!error || isFetching)) return <Loading />
  if (!identities) {
    return (
      <>
        {result && <LinkNotice result={result} />}
        <div role="alert" className="la-slot la-alert">
          <Failure error={error} onRetry={retry}>
            {messages.listFailed}
          </Failure>
        </div>
      </>
    )
  }
  return (
    <>
      <div role="status" className="la-slot" data-slot="stale">
        {error && !isFetching && (
          <Failure error={error} onRetry={retry}>
            {messages.listStale}
          </Failure>
        )}
      </div>
      <Identities identities={identities} unlinkErrors={unlinkErrors} />
      <PendingUnlinks />
      <Connections linked={linked} />
    </>
  )
}

/** The connections of the identities. The same object as long as they are the same. */
function useLinkedConnections(identities: readonly Identity[] = []): ReadonlySet<string> {
  const names = JSON.stringify([...new Set(identities.map(({ connection }) => connection))].sort())
  return useMemo(() => new Set<string>(JSON.parse(names)), [names])
}

interface IdentitiesProps {
  identities: readonly Identity[]
  unlinkErrors: ReadonlyMap<string, AccountLinkingError>
}

function Identities({ identities, unlinkErrors }: IdentitiesProps) {
  const { messages, describe } = useMessages()
  const { result } = useLinkResult()
  const { waiting } = useLinkAccount()
  const hintFor = useUnlinkHint(identities)
  const offered = useOffered(new Set(identities.map(({ connection }) => connection)))
  const isAtButton = (request?: LinkOptions | null) =>
    offered.some(({ name }) => name === request?.connection)
  return (
    <>
      {result && !result.identity && !isAtButton(result.request) && <RetryableLinkNotice result={result} />}
      {waiting && !isAtButton(waiting.request) && (
        <div role="status">
          <WaitingLink />
        </div>
      )}
      {identities.length === 0 ? (
        <p className="la-empty">{messages.empty}</p>
      ) : (
        <>
          <p className="la-description">{messages.description}</p>
          {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of a list without bullets */}
          <ul className="la-identities" role="list" data-slot="identities">
            {identities.map((identity) => (
              <IdentityRow
                key={identity.id}
                identity={identity}
                account={describe(identity).account}
                hint={hintFor(identity)}
                error={unlinkErrors.get(identity.id)}
                result={result?.identity?.id === identity.id ? result : undefined}
              />
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Loading() {
  const { messages } = useMessages()
  return (
    <div role="status" className="la-loading" data-slot="loading">
      <p className="la-muted">{messages.loading}</p>
      <div className="la-skeleton" aria-hidden="true" />
      <div className="la-skeleton" aria-hidden="true" />
      <div className="la-skeleton" aria-hidden="true" />
    </div>
  )
}
