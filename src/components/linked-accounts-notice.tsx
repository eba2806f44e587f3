'use client'
import { useSyncExternalStore } from 'react'
import { currentPage } from '../core/browser'
import { loadAll } from '../core/records'
import { focusOwner } from '../parts/focus'
import { useAccountLinking } from '../react/context'
import { useLinks } from '../react/use-client-store'
import { useLinkResult } from '../react/use-link-result'
import { type ServerList, useServerList } from '../react/use-linked-accounts'
import { useMessages } from '../react/use-messages'
import { useNoticeOwner } from '../react/use-notice-owner'
import { usePendingAction } from '../react/use-pending-action'
import { icons } from './icons'
import { PendingActionNotice } from './pending-action-notice'
import { ResultNotice } from './result-notice'
import { RetryButton } from './retry-button'
import { useClassNames } from './slots'
import { WaitingLink } from './waiting-link'

/** The notices of `<LinkedAccounts>`: the result of a link, an interrupted action, or an outdated list. */
export function LinkedAccountsNotice() {
  const { action } = usePendingAction()
  const { result } = useLinkResult()
  const isOwner = useNoticeOwner()
  const isExpected = useIsExpected()
  return (
    <div className="la-notices" data-slot="notices">
      {isOwner && isExpected && !result && (
        <div className="la-skeleton-notice la-skeleton" aria-hidden="true" />
      )}
      {isOwner && <PendingActionNotice action={action} />}
      {isOwner && result && <ResultNotice key={result.status} result={result} />}
      <Waiting />
      <Stale />
    </div>
  )
}

/** Whether the user has returned from a link, so that space is reserved for its result. */
function useIsExpected(): boolean {
  const { client, browser = currentPage() } = useAccountLinking()
  const read = () =>
    !!browser &&
    loadAll(browser, 'transaction').some(
      ([state, { client: key, phase }]) =>
        key === JSON.stringify(client.key) && (phase !== 'started' || browser.href().includes(state)),
    )
  return useSyncExternalStore(unchanging, read, () => false)
}

const unchanging = () => () => {}

/** A link in another window, if its connection has no button on the card. */
function Waiting() {
  const { connections } = useAccountLinking()
  const { waiting } = useLinks()
  const hasButton = connections.some(({ name }) => name === waiting?.request.connection)
  return (
    <div role="status" className="la-status">
      {waiting && !hasButton && <WaitingLink waiting={waiting} />}
    </div>
  )
}

function Stale() {
  const list = useServerList()
  return (
    <div role="status" className="la-status" data-slot="stale">
      {list.isRefetchError && <StaleNotice list={list} />}
    </div>
  )
}

/** Uses the parent's list, because requesting the list here would fetch it again. */
function StaleNotice({ list: { error, isFetching, refetch } }: { list: ServerList }) {
  const { messages, format, describeError } = useMessages()
  const classOf = useClassNames()
  if (!error || isFetching) return null
  return (
    <div className={classOf('notice')} data-tone="warning">
      {icons.warning}
      <div className="la-notice-text">
        <p className="la-notice-title">{format(messages.listStale, {})}</p>{' '}
        <p className="la-text">{describeError(error)}</p>
        <div className="la-actions">
          <RetryButton
            error={error}
            onRetry={(button) => {
              focusOwner(button)
              void refetch()
            }}
          />
        </div>
      </div>
    </div>
  )
}
