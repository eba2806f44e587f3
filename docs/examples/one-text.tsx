import { LinkedAccounts, type LinkedAccountsProps } from 'react-linked-accounts'

export function OneText(props: LinkedAccountsProps) {
  return <LinkedAccounts {...props} messages={{ heading: 'Ways to sign in' }} />
}
