import * as Kit from 'react-linked-accounts'

export function ConnectionsFirst(props: Kit.LinkedAccountsProps) {
  return (
    <Kit.LinkedAccounts {...props}>
      <Kit.LinkedAccountsHeader />
      <Kit.LinkedAccountsNotice />
      <Kit.LinkedAccountsConnections />
      <Kit.LinkedAccountsList />
    </Kit.LinkedAccounts>
  )
}
