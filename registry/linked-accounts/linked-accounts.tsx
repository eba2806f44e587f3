'use client'
import {
  AccountLinkingProvider,
  type AccountLinkingProviderProps,
  type LinkedAccountsProps,
  useFeatures,
  useLinkedAccounts,
  useMessages,
} from 'react-linked-accounts'
import { Heading, Root, useIdentityRows } from 'react-linked-accounts/parts'
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from '@/components/ui/card'
import { LinkButtons } from './link-buttons'
import { LinkedAccount } from './linked-account'
import { InterruptedAction, LinkResult, ListFailure } from './linked-accounts-notices'
import { UnlinkDialog, useUnlinkDialog } from './unlink-dialog'

type ContentProps = Pick<LinkedAccountsProps, 'confirm' | 'undoMs' | 'connections'>
type CardProps = ContentProps & Omit<AccountLinkingProviderProps, 'children' | 'components' | 'classNames'>

export function LinkedAccountsCard({ confirm, undoMs, ...props }: CardProps) {
  return (
    <AccountLinkingProvider {...props}>
      <Content confirm={confirm} undoMs={undoMs} connections={props.connections} />
    </AccountLinkingProvider>
  )
}

function Content({ confirm = 'dialog', undoMs, connections = [] }: ContentProps) {
  const { messages, format } = useMessages()
  const { deferUnlink } = useFeatures()
  const dialog = useUnlinkDialog()
  const asks = confirm === 'dialog' || (confirm === 'undo' && !deferUnlink)
  return (
    <Root confirm={asks ? dialog.ask : confirm} undoMs={undoMs}>
      <Card>
        <CardHeader>
          <CardTitle>
            <Heading>{format(messages.heading, {})}</Heading>
          </CardTitle>
          <CardDescription>{format(messages.description, {})}</CardDescription>
        </CardHeader>
        <CardContent className="grid grid-cols-1 gap-4">
          <InterruptedAction />
          <LinkResult />
          <ListFailure />
          <List />
        </CardContent>
        <CardFooter>
          <LinkButtons connections={connections} />
        </CardFooter>
      </Card>
      <UnlinkDialog {...dialog} />
    </Root>
  )
}

function List() {
  const { messages, format } = useMessages()
  const { isPending } = useLinkedAccounts()
  const rows = useIdentityRows()
  if (!rows) return isPending && <Text>{format(messages.loading, {})}</Text>
  if (rows.length === 0) return <Text>{format(messages.empty, {})}</Text>
  return (
    <ul className="divide-y">
      {rows.map((row) => (
        <LinkedAccount key={row.identity.id} {...row} />
      ))}
    </ul>
  )
}

const Text = (props: { children: string }) => <p {...props} className="text-muted-foreground text-sm" />
