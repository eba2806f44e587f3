'use client'
import { useId } from 'react'
import { useMessages } from 'react-linked-accounts'
import { Identity, type IdentityRow, UndoButton, UnlinkButton } from 'react-linked-accounts/parts'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { PendingUnlinkText } from './pending-unlink-text'

/** The row of an account, with a button to unlink it or to undo the unlink. */
export function LinkedAccount({ identity, pending, error, locked }: IdentityRow) {
  const { messages, format, describe, describeError } = useMessages()
  const id = useId()
  const names = describe(identity)
  const failure = error?.code === 'outcome_unknown' ? messages.unlinkUnknownHere : messages.unlinkFailedHere
  const button = <Button variant="outline" size="sm" />
  return (
    <Identity
      identity={identity}
      pending={pending}
      failed={error !== undefined}
      className="flex items-center justify-between gap-4 py-3 text-sm outline-none first:pt-0 last:pb-0 focus-visible:rounded-sm focus-visible:ring-[3px] focus-visible:ring-ring/50"
      aria-label={`${names.provider}, ${names.account}`}
    >
      <div className="min-w-0 text-muted-foreground wrap-anywhere">
        <p className="flex flex-wrap items-center gap-2 font-medium text-card-foreground">
          {names.provider}
          {identity.primary && <Badge variant="secondary">{format(messages.primary, {})}</Badge>}
        </p>
        {pending ? (
          <PendingUnlinkText id={id} pending={pending} />
        ) : (
          <p>
            <bdi>{names.account}</bdi>
          </p>
        )}
        {locked && <p>{locked}</p>}
        {error && !pending && (
          <p className="text-destructive">{`${format(failure, {})} ${describeError(error)}`}</p>
        )}
      </div>
      {pending && (
        <UndoButton render={button} aria-label={format(messages.undoNamed, names)} aria-describedby={id}>
          {format(messages.undo, {})}
        </UndoButton>
      )}
      {!pending && !locked && (
        <UnlinkButton render={button} aria-label={format(messages.unlinkNamed, names)}>
          {format(messages.unlink, {})}
        </UnlinkButton>
      )}
    </Identity>
  )
}
