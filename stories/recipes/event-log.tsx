import { useState } from 'react'
import {
  AccountLinkingProvider,
  type AccountLinkingProviderProps,
  LinkedAccounts,
} from 'react-linked-accounts'
import 'react-linked-accounts/styles.css'

/** Writes down what happened. Send it to your audit log or your analytics instead. */
export function EventLog(props: AccountLinkingProviderProps) {
  const [log, setLog] = useState<readonly string[]>([])
  const add = (line: string) => setLog((lines) => [...lines, line])
  return (
    <AccountLinkingProvider
      {...props}
      onLinkResult={({ status }) => add(`A link ended: ${status}`)}
      onLinked={({ provider }) => add(`Linked: ${provider}`)}
      onUnlinked={({ provider }) => add(`Unlinked: ${provider}`)}
      onError={({ code }) => add(`Failed: ${code}`)}
    >
      <LinkedAccounts confirm="none" />
      <output>{log.join(' · ')}</output>
    </AccountLinkingProvider>
  )
}
