import { useEffect } from 'react'
import { LinkedAccounts, type LinkedAccountsProps, useLinkResult, useMessages } from 'react-linked-accounts'

const shown = new WeakSet<object>()
function Toasts({ toast }: { toast: (text: string) => void }) {
  const { result } = useLinkResult()
  const { describeResult } = useMessages()
  useEffect(() => {
    if (result && !shown.has(result)) shown.add(result) && toast(describeResult(result).title)
  }, [result, describeResult, toast])
  return null
}
export const WithToasts = ({ toast, ...props }: LinkedAccountsProps & { toast: (text: string) => void }) => (
  <LinkedAccounts {...props} notices="none" footer={<Toasts toast={toast} />} />
)
