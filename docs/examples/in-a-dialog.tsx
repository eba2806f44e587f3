import { useState } from 'react'
import * as Kit from 'react-linked-accounts'

export function InADialog(props: Kit.AccountLinkingProviderProps) {
  const [isOpen, setIsOpen] = useState(() => location.hash === '#accounts')
  const card = <Kit.LinkedAccounts headingLevel={false} variant="plain" />
  return (
    <Kit.AccountLinkingProvider {...props} link={{ returnTo: '/settings#accounts' }}>
      <button type="button" onClick={() => setIsOpen(true)}>
        Linked accounts
      </button>
      {isOpen && <dialog open>{card}</dialog>}
    </Kit.AccountLinkingProvider>
  )
}
