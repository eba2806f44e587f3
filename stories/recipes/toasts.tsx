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
  const [result, setResult] = useState<LinkResult>()
  return (
    <AccountLinkingProvider {...props} onLinkResult={setResult}>
      <LinkedAccounts notices="none" />
      <div className="toasts" role="status">
        {result && <Toast result={result} onClose={() => setResult(undefined)} />}
      </div>
    </AccountLinkingProvider>
  )
}

function Toast({ result, onClose }: { result: LinkResult; onClose: () => void }) {
  const { title, body } = useMessages().describeResult(result)
  return (
    <div className="toast">
      <p>
        <strong>{title}</strong> {body}
      </p>
      <button type="button" aria-label="Close" onClick={onClose}>
        ×
      </button>
    </div>
  )
}
