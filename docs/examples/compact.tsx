import { LinkedAccounts, type LinkedAccountsProps } from 'react-linked-accounts'

export function Compact(props: LinkedAccountsProps) {
  return <LinkedAccounts {...props} density="compact" />
}
