import { type ButtonSlotProps, LinkedAccounts, type LinkedAccountsProps } from 'react-linked-accounts'
import 'react-linked-accounts/styles.css'

const CLASSES = {
  primary: 'btn btn-primary',
  secondary: 'btn btn-sm border d-inline-flex align-items-center gap-2',
  danger: 'btn btn-danger',
  quiet: 'btn btn-link btn-sm',
}

/** A button of Bootstrap, whose style sheet is on the page. */
function BootstrapButton({ variant, className, ...props }: ButtonSlotProps) {
  return <button {...props} className={CLASSES[variant]} />
}

const components = { Button: BootstrapButton }

export function OwnButton(props: LinkedAccountsProps) {
  return <LinkedAccounts {...props} components={components} />
}
