import { LinkedAccounts, type LinkedAccountsProps } from 'react-linked-accounts'

export function NoHeading(props: LinkedAccountsProps) {
  return <LinkedAccounts {...props} headingLevel={false} variant="plain" />
}
