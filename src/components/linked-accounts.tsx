'use client'
import { type ComponentPropsWithoutRef, forwardRef } from 'react'
import type { AccountLinkingError } from '../core/errors'
import type { Identity } from '../core/identity'
import { focusOwner } from '../parts/focus'
import { Heading } from '../parts/heading'
import { type Confirm, Root } from '../parts/root'
import { useLinkResult } from '../react/use-link-result'
import { useLinkedAccounts } from '../react/use-linked-accounts'
import { Connections, useOffered } from './connections'
import { Failure } from './failure'
import { HeldRemovals } from './held-removals'
import { IdentityRow } from './identity-row'
import { InterruptedNotice } from './interrupted-notice'
import { LinkNotice, RetryableLinkNotice } from './link-notice'
import { UnlinkDialog } from './unlink-dialog'
import { useUnlinkHint } from './use-unlink-hint'
import { fill, useWords } from './words'

export interface LinkedAccountsProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children'> {
  /**
   * What stands between the click and the removal: `dialog` (default) asks first; `undo` lets it be taken back for
   * `undoMs`, and is `dialog` where the backend has no undo (`useCapabilities`); `none` does it; a function of yours
   * says whether to go on.
   */
  confirm?: Confirm | undefined
  /** Milliseconds in which a removal can be taken back with `confirm="undo"`. Default 6,000. */
  undoMs?: number | undefined
}

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
      undoneText={(identity) => fill(messages.undone, describe(identity))}
      unlinkFailedText={(identity, { code }) =>
        fill(code === 'outcome_unknown' ? messages.unlinkUnknown : messages.unlinkFailed, describe(identity))
      }
    >
      <Heading className="la-heading">{messages.heading}</Heading>
      <InterruptedNotice />
      <Content />
      <UnlinkDialog />
    </Root>
  )
})

function Content() {
  const { messages } = useWords()
  const { result } = useLinkResult()
  const { identities, error, isFetching, unlinkErrors, refresh } = useLinkedAccounts()
  const retry = (button: HTMLElement) => {
    focusOwner(button)
    refresh()
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
      <HeldRemovals />
      <Connections linked={new Set(identities.map(({ connection }) => connection))} />
    </>
  )
}

interface IdentitiesProps {
  identities: readonly Identity[]
  unlinkErrors: ReadonlyMap<string, AccountLinkingError>
}

function Identities({ identities, unlinkErrors }: IdentitiesProps) {
  const { messages } = useWords()
  const { result } = useLinkResult()
  const hintFor = useUnlinkHint(identities)
  const offered = useOffered(new Set(identities.map(({ connection }) => connection)))
  const isAtButton = offered.some(({ name }) => name === result?.connection)
  return (
    <>
      {result && !result.identity && !isAtButton && <RetryableLinkNotice result={result} />}
      {identities.length === 0 ? (
        <p className="la-empty">{messages.empty}</p>
      ) : (
        <>
          <p className="la-description">{messages.description}</p>
          {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes a list without bullets for no list, unless told. */}
          <ul className="la-identities" role="list" data-slot="identities">
            {identities.map((identity) => (
              <IdentityRow
                key={identity.id}
                identity={identity}
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
