import { LinkedAccounts, type LinkedAccountsProps } from 'react-linked-accounts'

export function LinkedOn(props: LinkedAccountsProps) {
  return (
    <LinkedAccounts {...props} showLinkedAt messages={{ linkedOn: ({ date }) => `Connected on ${date}` }} />
  )
}
