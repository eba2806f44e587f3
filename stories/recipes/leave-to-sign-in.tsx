import { LinkedAccounts, type LinkedAccountsProps } from 'react-linked-accounts'
import 'react-linked-accounts/styles.css'

interface LeaveToSignInProps extends LinkedAccountsProps {
  /** Sends the user to your sign-in page, unless they have just been there. */
  signInAgain: () => Promise<void>
}

/** Signing in again leaves the page. When the user is back, the card offers to go on. */
export function LeaveToSignIn({ signInAgain, ...props }: LeaveToSignInProps) {
  return <LinkedAccounts {...props} confirm="none" reauthenticate={signInAgain} />
}
