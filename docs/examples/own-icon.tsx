import { LinkedAccounts, type LinkedAccountsProps } from 'react-linked-accounts'

const icon = (
  <svg viewBox="0 0 20 20" aria-hidden="true" data-icon="lock">
    <path d="M5 9V6a5 5 0 0 1 10 0v3h1v9H4V9zm2 0h6V6a3 3 0 0 0-6 0z" />
  </svg>
)

export function OwnIcon(props: LinkedAccountsProps) {
  return <LinkedAccounts {...props} providers={{ auth0: { label: 'Password', icon } }} />
}
