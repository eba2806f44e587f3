import { useEffect } from 'react'
import { LinkedAccounts, type LinkedAccountsProps, useLinkResult, useMessages } from 'react-linked-accounts'

function Toasts({ toast }: { toast: (text: string) => void }) {
  const { result, dismiss } = useLinkResult()
  const { describeResult } = useMessages()
  useEffect(() => {
    if (result) toast(describeResult(result).title)
    dismiss()
  }, [result, describeResult, dismiss, toast])
  return null
}
export const WithToasts = ({ toast, ...props }: LinkedAccountsProps & { toast: (text: string) => void }) => (
  <LinkedAccounts {...props} notices="none" footer={<Toasts toast={toast} />} />
)
