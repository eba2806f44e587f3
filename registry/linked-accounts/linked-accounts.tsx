'use client'
import type { ComponentProps } from 'react'
import {
  AccountLinkingProvider,
  type ConnectionOption,
  useLinkAccount,
  useLinkedAccounts,
  useMessages,
} from 'react-linked-accounts'
import * as Linked from 'react-linked-accounts/parts'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from '@/components/ui/card'
import { LinkResult } from './link-result'
import { UnlinkDialog, useUnlinkDialog } from './unlink-dialog'

interface LinkedAccountsCardProps
  extends Pick<ComponentProps<typeof AccountLinkingProvider>, 'client' | 'link' | 'messages'> {
  connections: readonly ConnectionOption[]
}

export function LinkedAccountsCard({ connections, ...props }: LinkedAccountsCardProps) {
  return (
    <AccountLinkingProvider {...props} connections={connections}>
      <Accounts connections={connections} />
    </AccountLinkingProvider>
  )
}

function Accounts({ connections }: Pick<LinkedAccountsCardProps, 'connections'>) {
  const { messages, format } = useMessages()
  const dialog = useUnlinkDialog()
  return (
    <Linked.Root confirm={dialog.confirm}>
      <Card>
        <CardHeader>
          <CardTitle>
            <Linked.Heading>{format(messages.heading, {})}</Linked.Heading>
          </CardTitle>
          <CardDescription>{format(messages.description, {})}</CardDescription>
        </CardHeader>
        <CardContent className="grid grid-cols-1 gap-4">
          <LinkResult />
          <List />
        </CardContent>
        <CardFooter className="flex-wrap gap-2">
          {connections.map(({ name }) => (
            <Link key={name} connection={name} />
          ))}
        </CardFooter>
      </Card>
      <UnlinkDialog {...dialog} />
    </Linked.Root>
  )
}

function List() {
  const rows = Linked.useIdentityRows()
  const { error, refetch } = useLinkedAccounts()
  const { messages, format, describeError } = useMessages()
  if (rows) {
    return (
      <ul className="divide-y">
        {rows.map((row) => (
          <Row key={row.identity.id} {...row} isOnly={rows.length === 1} />
        ))}
      </ul>
    )
  }
  if (!error) return <p>{format(messages.loading, {})}</p>
  return (
    <div role="alert" className="text-destructive text-sm">
      {format(messages.listFailed, {})} {describeError(error)}
      <Button type="button" variant="outline" size="sm" onClick={() => void refetch()}>
        {format(messages.retry, {})}
      </Button>
    </div>
  )
}

function Row({ identity, pending, error, isOnly }: Linked.IdentityRow & { isOnly: boolean }) {
  const { messages, format, describe, describeError } = useMessages()
  const names = describe(identity)
  const hint = identity.primary ? messages.primaryHint : isOnly ? messages.lastHint : undefined
  const button = <Button variant="outline" size="sm" />
  return (
    <Linked.Identity
      identity={identity}
      pending={pending}
      failed={error !== undefined}
      className="flex items-center justify-between gap-4 py-3 text-sm"
      aria-label={`${names.provider}, ${names.account}`}
    >
      <div className="min-w-0 break-words">
        <p className="font-medium">
          {names.provider}{' '}
          {identity.primary && <Badge variant="secondary">{format(messages.primary, {})}</Badge>}
        </p>
        <p className="text-muted-foreground">{names.account}</p>
        {hint && <p className="text-muted-foreground">{format(hint, {})}</p>}
        {error && (
          <p className="text-destructive">{`${format(messages.unlinkFailedHere, {})} ${describeError(error)}`}</p>
        )}
      </div>
      {pending && (
        <Linked.UndoButton render={button} aria-label={format(messages.undoNamed, names)}>
          {format(messages.undo, {})}
        </Linked.UndoButton>
      )}
      {!pending && !hint && (
        <Linked.UnlinkButton render={button} aria-label={format(messages.unlinkNamed, names)}>
          {format(messages.unlink, {})}
        </Linked.UnlinkButton>
      )}
    </Linked.Identity>
  )
}

function Link({ connection }: { connection: string }) {
  const linking = useLinkAccount()
  const { messages, format, nameOf, describeError } = useMessages()
  const { error } = linking
  return (
    <>
      <Linked.LinkButton linking={linking} request={{ connection }} render={<Button variant="outline" />}>
        {format(messages.link, { provider: nameOf(connection) })}
      </Linked.LinkButton>
      <p role="status">{error && `${format(messages.linkNotStarted, {})} ${describeError(error)}`}</p>
    </>
  )
}
