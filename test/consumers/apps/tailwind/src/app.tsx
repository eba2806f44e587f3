import * as Dialog from '@radix-ui/react-dialog'
import { useState } from 'react'
import { AuthProvider, useAuth } from 'react-oidc-context'
import { Accounts, userManager } from './accounts'
import './app.css'

export function App() {
  return (
    <AuthProvider
      userManager={userManager}
      onSigninCallback={() => history.replaceState(null, '', location.pathname)}
    >
      <Page />
    </AuthProvider>
  )
}

function Page() {
  const { user, signinRedirect } = useAuth()
  if (user) return <SettingsDialog userId={user.profile.sub} />
  return (
    <button type="button" className="m-4 underline" onClick={() => void signinRedirect()}>
      Sign in
    </button>
  )
}

/** The accounts are in a form, in a modal dialog. */
function SettingsDialog({ userId }: { userId: string }) {
  const [isSaved, setSaved] = useState(false)
  return (
    <Dialog.Root defaultOpen>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 bg-black/50" />
        <Dialog.Content className="fixed inset-8 overflow-auto bg-white p-6">
          <Dialog.Title className="text-xl">Settings</Dialog.Title>
          <Dialog.Description>{isSaved ? 'Saved' : 'Not saved'}</Dialog.Description>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              setSaved(true)
            }}
          >
            <Accounts userId={userId} />
            <button type="submit">Save</button>
          </form>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
