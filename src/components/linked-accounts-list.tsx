'use client'
import { memo } from 'react'
import type { AccountLinkingError } from '../core/errors'
import type { Identity, IdentityList } from '../core/identity'
import { focusOwner } from '../parts/focus'
import { type IdentityRow as Row, useIdentityRows } from '../react/use-identity-rows'
import { useLinkResult } from '../react/use-link-result'
import { useServerList } from '../react/use-linked-accounts'
import { useMessages } from '../react/use-messages'
import { useStable } from '../react/use-stable'
import { icons } from './icons'
import { IdentityRow, type RowWords } from './identity-row'
import { LoadingList } from './loading'
import { RetryButton } from './retry-button'
import { useClassNames } from './slots'

export interface LinkedAccountsListProps {
  /** Shows when each account was linked, if the backend provides the date. Default false. */
  showLinkedAt?: boolean | undefined
}

/** The list of `<LinkedAccounts>`: the rows, or a message if there are none. */
export function LinkedAccountsList({ showLinkedAt = false }: LinkedAccountsListProps) {
  const { messages, format } = useMessages()
  const { data } = useServerList()
  const rows = useStable(useIdentityRows())
  if (!rows) return <NoList />
  if (rows.length === 0) return <p className="la-empty">{format(messages.empty, {})}</p>
  return <Rows rows={rows} list={data} showLinkedAt={showLinkedAt} />
}

function NoList() {
  const { error, isFetching, refetch } = useServerList()
  if (!error || isFetching) return <LoadingList />
  const retry = (button: HTMLElement) => {
    focusOwner(button)
    void refetch()
  }
  return <Failed error={error} onRetry={retry} />
}

interface RowsProps {
  rows: readonly Row[]
  /** The list that the labels depend on: it can change a row's label even if the row's identity stays the same. */
  list: IdentityList | undefined
  showLinkedAt: boolean
}

const Rows = memo(function Rows({ rows, showLinkedAt }: RowsProps) {
  const { result } = useLinkResult()
  const wordsOf = useRowWords(showLinkedAt)
  const classOf = useClassNames()
  const newId = result?.status === 'linked' ? result.identity?.id : undefined
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari removes the list role if there are no markers
    <ul role="list" className={classOf('list')} data-slot="identities">
      {rows.map(({ identity, pending, error, locked }) => (
        <IdentityRow
          key={identity.id}
          identity={identity}
          pending={pending}
          error={error}
          hint={locked}
          isNew={identity.id === newId}
          {...wordsOf(identity, error)}
        />
      ))}
    </ul>
  )
})

function useRowWords(showLinkedAt: boolean) {
  const { messages, format, describe, describeError } = useMessages()
  return (identity: Identity, error: AccountLinkingError | undefined): RowWords => {
    const names = describe(identity)
    const { linkedAt } = identity
    const failure = error?.code === 'outcome_unknown' ? messages.unlinkUnknownHere : messages.unlinkFailedHere
    return {
      ...names,
      primary: format(messages.primary, {}),
      new: format(messages.new, {}),
      emailNotVerified: format(messages.emailNotVerified, {}),
      linkedOn:
        showLinkedAt && linkedAt
          ? format(messages.linkedOn, { date: formatDate(linkedAt, messages.locale) })
          : undefined,
      locked: format(messages.locked, {}),
      lockedWhy: format(messages.lockedWhy, names),
      unlink: format(messages.unlink, {}),
      unlinkNamed: format(messages.unlinkNamed, names),
      retryNamed: format(messages.retryUnlinkNamed, names),
      failure: error && `${format(failure, {})} ${describeError(error)}`,
    }
  }
}

function formatDate(date: string, locale: string): string {
  return new Date(date).toLocaleDateString(locale, { dateStyle: 'medium' })
}

function Failed({ error, onRetry }: { error: AccountLinkingError; onRetry: (button: HTMLElement) => void }) {
  const { messages, format, describeError } = useMessages()
  return (
    <div role="alert" className="la-failed" data-slot="list-failed" data-code={error.code}>
      <span className="la-tile" data-tone="danger">
        {icons.danger}
      </span>
      <p className="la-notice-title">{format(messages.listFailed, {})}</p>{' '}
      <p className="la-text">{describeError(error)}</p>
      <RetryButton error={error} onRetry={onRetry} />
    </div>
  )
}
