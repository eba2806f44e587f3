'use client'
import { type ReactNode, useId } from 'react'
import {
  type Message,
  type PendingAction,
  useLinkAccount,
  useLinkedAccounts,
  useLinkResult,
  useMessages,
  usePendingAction,
} from 'react-linked-accounts'
import { ContinueButton, DismissButton, Notice } from 'react-linked-accounts/parts'
import { Button } from '@/components/ui/button'

const box =
  'flex flex-wrap items-start justify-between gap-x-4 gap-y-2 rounded-lg border p-4 text-sm outline-none focus-visible:ring-[3px] focus-visible:ring-ring/50'

/** How the last link ended, until the user dismisses it. */
export function LinkResult() {
  const { result, dismiss } = useLinkResult()
  const { messages, describeResult } = useMessages()
  if (!result) return null
  return (
    <NoticeBox subject={result} {...describeResult(result)}>
      <Dismiss onDismiss={dismiss}>{messages.dismiss}</Dismiss>
    </NoticeBox>
  )
}

/** Asks whether to continue an action that was interrupted by a new sign-in. */
export function InterruptedAction() {
  const { action, dismiss } = usePendingAction()
  const linking = useLinkAccount()
  const { messages, format, describeError } = useMessages()
  const titleOf = useInterruptedTitle()
  const { error } = linking
  if (!action) {
    return error ? (
      <NoticeBox subject={error} title={format(messages.linkNotStarted, {})} body={describeError(error)}>
        <Dismiss onDismiss={linking.reset}>{messages.dismiss}</Dismiss>
      </NoticeBox>
    ) : null
  }
  return (
    <NoticeBox subject={action} title={titleOf(action)}>
      <ContinueButton linking={linking} render={<Button size="sm" />}>
        {format(messages.continue, {})}
      </ContinueButton>
      <Dismiss onDismiss={dismiss}>{messages.notNow}</Dismiss>
    </NoticeBox>
  )
}

function useInterruptedTitle() {
  const { messages, format, describe, nameOf } = useMessages()
  return (action: PendingAction) => {
    if (action.action === 'unlink') return format(messages.interruptedUnlink, describe(action.identity))
    const { connection } = action.request
    return connection
      ? format(messages.interruptedLink, { provider: nameOf(connection) })
      : format(messages.interruptedLinkAny, {})
  }
}

/** Shown if there is no list, or if it may be out of date. */
export function ListFailure() {
  const { identities, error, isFetching, refetch } = useLinkedAccounts()
  const { messages, format, describeError } = useMessages()
  if (!error || isFetching) return null
  return (
    <div role="alert" className={box}>
      <div>
        <p className="font-medium">{format(identities ? messages.listStale : messages.listFailed, {})}</p>
        <p className="text-muted-foreground">{describeError(error)}</p>
      </div>
      <Dismiss onDismiss={refetch}>{messages.retry}</Dismiss>
    </div>
  )
}

function Dismiss({ onDismiss, children }: { onDismiss: () => void; children: Message }) {
  const { format } = useMessages()
  return (
    <DismissButton onDismiss={onDismiss} render={<Button variant="outline" size="sm" />}>
      {format(children, {})}
    </DismissButton>
  )
}

interface NoticeBoxProps {
  subject: object
  title: string
  body?: string
  children?: ReactNode
}

function NoticeBox({ subject, title, body, children }: NoticeBoxProps) {
  const id = useId()
  return (
    <Notice
      subject={subject}
      className={box}
      aria-labelledby={`${id}title`}
      aria-describedby={body ? `${id}body` : undefined}
    >
      <div>
        <p className="font-medium" id={`${id}title`}>
          {title}
        </p>
        {body && (
          <p className="text-muted-foreground" id={`${id}body`}>
            {body}
          </p>
        )}
      </div>
      <div className="flex gap-2">{children}</div>
    </Notice>
  )
}
