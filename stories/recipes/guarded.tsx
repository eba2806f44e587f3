import { type Identity, LinkedAccounts, type LinkedAccountsProps } from 'react-linked-accounts'
import 'react-linked-accounts/styles.css'

const canUnlink = ({ primary, provider }: Identity) =>
  provider === 'github' ? 'Your team signs in with GitHub. Ask its owner first.' : !primary

export function Guarded(props: LinkedAccountsProps) {
  return <LinkedAccounts {...props} canUnlink={canUnlink} />
}
