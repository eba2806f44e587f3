import { LinkedAccounts, type LinkedAccountsProps } from 'react-linked-accounts'
import { de } from 'react-linked-accounts/locales/de'

export function GermanWords(props: LinkedAccountsProps) {
  return <LinkedAccounts {...props} messages={{ ...de, heading: 'Anmeldung' }} />
}
