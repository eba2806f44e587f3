import { useAuth0 } from '@auth0/auth0-react'
import { Accounts } from './accounts'

export function Settings() {
  const { user, isLoading, loginWithRedirect, logout } = useAuth0()
  if (!user?.sub) {
    return (
      <button disabled={isLoading} onClick={() => void loginWithRedirect()}>
        Sign in
      </button>
    )
  }
  return (
    <>
      <button onClick={() => void logout({ logoutParams: { returnTo: location.href } })}>Sign out</button>
      <Accounts userId={user.sub} />
    </>
  )
}
