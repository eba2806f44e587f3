import { type ButtonSlotProps, LinkedAccounts, type LinkedAccountsProps } from 'react-linked-accounts'

function Button({ variant, ...props }: ButtonSlotProps) {
  return <button {...props} className={`btn btn-${variant} ${props.className ?? ''}`} />
}

export function OwnButton(props: LinkedAccountsProps) {
  return <LinkedAccounts {...props} components={{ Button }} />
}
