'use client'
import {
  type ConnectionOption,
  useFeatures,
  useLinkAccount,
  useLinkedAccounts,
  useMessages,
  type WaitingLink,
} from 'react-linked-accounts'
import { DismissButton, LinkButton } from 'react-linked-accounts/parts'
import { Button } from '@/components/ui/button'

export function LinkButtons({ connections }: { connections: readonly ConnectionOption[] }) {
  const { messages, format, nameOf, describeError } = useMessages()
  const { onePerConnection } = useFeatures()
  const { identities = [] } = useLinkedAccounts()
  const linking = useLinkAccount()
  const { waiting, error } = linking
  const isLinked = (name: string) => identities.some(({ connection }) => connection === name)
  const offered = connections.filter(({ name, single = onePerConnection }) => !single || !isLinked(name))
  return (
    <div className="grid text-sm">
      <div className="flex flex-wrap gap-2">
        {offered.map(({ name }) => (
          <LinkButton
            key={name}
            linking={linking}
            request={{ connection: name }}
            render={<Button variant="outline" className="aria-disabled:opacity-50" />}
          >
            {format(isLinked(name) ? messages.linkAnother : messages.link, { provider: nameOf(name) })}
          </LinkButton>
        ))}
      </div>
      <div role="status">
        {waiting && <Waiting {...waiting} />}
        {error && (
          <p className="mt-3 text-destructive">
            {format(messages.linkNotStarted, {})} {describeError(error)}
          </p>
        )}
      </div>
    </div>
  )
}

/** A link that is in progress in a popup, with a button to cancel it. */
function Waiting({ request: { connection }, cancel }: WaitingLink) {
  const { messages, format, nameOf } = useMessages()
  const values = { provider: connection ? nameOf(connection) : '' }
  return (
    <div className="mt-3 flex items-center gap-2 text-muted-foreground">
      <p>{connection ? format(messages.waiting, values) : format(messages.waitingAny, {})}</p>
      <DismissButton
        onDismiss={cancel}
        render={<Button variant="ghost" size="sm" />}
        aria-label={connection ? format(messages.cancelLink, values) : format(messages.cancelLinkAny, {})}
      >
        {format(messages.cancel, {})}
      </DismissButton>
    </div>
  )
}
