import { type Identity, LinkedAccounts, type LinkedAccountsProps, providerName } from 'react-linked-accounts'
import 'react-linked-accounts/styles.css'

/** The browser's own question. Return a promise to ask in a dialog of your app. */
const ask = ({ provider }: Identity) => window.confirm(`Remove your ${providerName(provider)} account?`)

export function AskYourOwnWay(props: LinkedAccountsProps) {
  return <LinkedAccounts {...props} confirm={ask} />
}
