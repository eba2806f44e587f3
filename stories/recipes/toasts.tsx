import { useState } from 'react'
import {
  AccountLinkingProvider,
  type AccountLinkingProviderProps,
  LinkedAccounts,
  type LinkResult,
  useMessages,
} from 'react-linked-accounts'
import 'react-linked-accounts/styles.css'
import './toasts.css'

/** How a link ended is told by a toast of the app, in the words of the kit. */
export function Toasts(props: AccountLinkingProviderProps) {
  const [results, setResults] = useState<readonly LinkResult[]>([])
  return (
    <AccountLinkingProvider {...props} onLinkResult={(result) => setResults((before) => [...before, result])}>
      <LinkedAccounts notices="none" />
      <div className="toasts" role="status">
        {results.map((result, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: results are only added
          <Toast key={index} result={result} />
        ))}
      </div>
    </AccountLinkingProvider>
  )
}

function Toast({ result }: { result: LinkResult }) {
  const { title, body } = useMessages().describeResult(result)
  return (
    <p className="toast">
      <strong>{title}</strong> {body}
    </p>
  )
}
