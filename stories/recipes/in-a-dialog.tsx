import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import {
  AccountLinkingProvider,
  type AccountLinkingProviderProps,
  LinkedAccounts,
  useLinkResult,
} from 'react-linked-accounts'
import 'react-linked-accounts/styles.css'
import './dialogs.css'

/** The card in a dialog of the app. */
export function InADialog(props: AccountLinkingProviderProps) {
  return (
    <AccountLinkingProvider {...props}>
      <SignInMethods />
    </AccountLinkingProvider>
  )
}

function SignInMethods() {
  const [isOpen, setIsOpen] = useState(false)
  const { result } = useLinkResult()
  // A link leaves the page. When the user is back, the dialog opens again and says how the link ended.
  useEffect(() => {
    if (result) setIsOpen(true)
  }, [result])
  return (
    <>
      <button type="button" className="la-button la-secondary dialog-opener" onClick={() => setIsOpen(true)}>
        Sign-in methods
      </button>
      {isOpen && <Settings onClose={() => setIsOpen(false)} />}
    </>
  )
}

function Settings({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="dialog" aria-label="Settings" onClose={onClose}>
      <LinkedAccounts variant="plain" />
      <button type="button" className="la-button la-secondary" onClick={() => dialog.current?.close()}>
        Close
      </button>
    </dialog>
  )
}
