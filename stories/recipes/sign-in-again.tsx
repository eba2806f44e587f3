import { type FormEvent, useEffect, useRef, useState } from 'react'
import { LinkedAccounts, type LinkedAccountsProps } from 'react-linked-accounts'
import 'react-linked-accounts/styles.css'
import './dialogs.css'

interface SignInAgainProps extends LinkedAccountsProps {
  /** Asks your server. Resolves to whether the password is right. */
  checkPassword: (password: string) => Promise<boolean>
}

/** The password is asked for before an account is linked or unlinked. */
export function SignInAgain({ checkPassword, ...props }: SignInAgainProps) {
  const [answer, setAnswer] = useState<(isSignedIn: boolean) => void>()
  const reauthenticate = async () => {
    const isSignedIn = await new Promise<boolean>((resolve) => setAnswer(() => resolve))
    setAnswer(undefined)
    if (!isSignedIn) throw new Error('The user gave up.')
  }
  return (
    <>
      <LinkedAccounts {...props} confirm="none" reauthenticate={reauthenticate} />
      {answer && <PasswordDialog checkPassword={checkPassword} onAnswer={answer} />}
    </>
  )
}

interface PasswordDialogProps extends Pick<SignInAgainProps, 'checkPassword'> {
  onAnswer: (isSignedIn: boolean) => void
}

function PasswordDialog({ checkPassword, onAnswer }: PasswordDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [isWrong, setIsWrong] = useState(false)
  useEffect(() => dialog.current?.showModal(), [])
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const password = String(new FormData(event.currentTarget).get('password'))
    if (await checkPassword(password)) onAnswer(true)
    else setIsWrong(true)
  }
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="sign-in-again" onCancel={() => onAnswer(false)}>
      <form onSubmit={submit}>
        <h2 id="sign-in-again">Sign in again</h2>
        <label>
          Password
          <input type="password" name="password" autoComplete="current-password" required />
        </label>
        {isWrong && <p role="alert">That password isn't right.</p>}
        <button type="button" className="la-button la-secondary" onClick={() => onAnswer(false)}>
          Cancel
        </button>
        <button type="submit" className="la-button la-primary">
          Continue
        </button>
      </form>
    </dialog>
  )
}
