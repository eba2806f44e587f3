import { LinkedAccounts, type LinkedAccountsProps } from 'react-linked-accounts'

export function HiddenProvider(props: LinkedAccountsProps) {
  return <LinkedAccounts {...props} providers={{ auth0: { hidden: true } }} />
}
