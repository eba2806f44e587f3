import { LinkedAccounts, type LinkedAccountsProps } from 'react-linked-accounts'

export function PasswordAndPasskeys(props: LinkedAccountsProps) {
  return (
    <LinkedAccounts
      {...props}
      header={<p>You can also sign in with your password or 2 passkeys.</p>}
      otherSignInMethods={{ password: true, passkeys: 2 }}
    />
  )
}
