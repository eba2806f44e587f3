import { createAuthClient } from 'better-auth/client'
import { never, type Session } from './session'

/** Signs in with a Better Auth server. The session is its cookie. */
const betterAuth = createAuthClient({
  baseURL: import.meta.env.VITE_SERVER,
  fetchOptions: { credentials: 'include' },
})

const leaveToSignIn = async () => {
  const returnTo = new URLSearchParams({ return_to: location.href })
  location.assign(`${import.meta.env.VITE_SERVER}/sign-in?${returnTo}`)
}

export const betterAuthSession: Session = {
  async restore() {
    const { data } = await betterAuth.getSession()
    return data?.user ?? null
  },
  signIn: leaveToSignIn,
  signInAgain: () => leaveToSignIn().then(never),
  async signOut() {
    await betterAuth.signOut()
    location.reload()
  },
}
