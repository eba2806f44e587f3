import {
  LinkedAccounts,
  LinkedAccountsConnections,
  LinkedAccountsHeader,
  LinkedAccountsList,
  LinkedAccountsNotice,
  type LinkedAccountsProps,
} from 'react-linked-accounts'
import 'react-linked-accounts/styles.css'
import './all-sign-in-methods.css'

const PASSKEYS = ['MacBook Pro', 'Pixel 10']

/** Password, passkeys and linked accounts in one card. The passkeys count as ways to sign in. */
export function AllSignInMethods(props: LinkedAccountsProps) {
  return (
    <LinkedAccounts {...props} otherSignInMethods={{ passkeys: PASSKEYS.length }} confirm="undo">
      <LinkedAccountsHeader />
      <LinkedAccountsNotice />
      <div className="sign-in-method">
        <h3>Passkeys</h3>
        <p>{PASSKEYS.join(' and ')}</p>
        <button type="button" className="la-button la-secondary">
          Manage
        </button>
      </div>
      <LinkedAccountsList />
      <div className="la-footer">
        <LinkedAccountsConnections />
      </div>
    </LinkedAccounts>
  )
}
