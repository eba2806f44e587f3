import { LinkedAccounts, type LinkedAccountsProps } from 'react-linked-accounts'
import 'react-linked-accounts/styles.css'

export function Settings(props: Pick<LinkedAccountsProps, 'client' | 'browser'>) {
  return (
    <main>
      <h1>Settings</h1>
      <LinkedAccounts {...props} connections={[{ name: 'github' }, { name: 'windowslive' }]} />
    </main>
  )
}
