/** The signed-in user, as a settings page knows them. */
export interface User {
  readonly id: string
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly emailVerified?: boolean | undefined
}

/** The product's own sign-in. The kit is not involved. */
export interface Session {
  /** The signed-in user, after a reload as well. Rejects if a sign-in has just failed. */
  restore(): Promise<User | null>
  /** Leaves the page to sign in, and comes back. */
  signIn(): Promise<void>
  /** The same for a user who is signed in, for a fresh session. Never resolves, since the page is gone. */
  signInAgain(): Promise<never>
  signOut(): Promise<void>
}

/** A promise for what comes after the page was left: it never settles. */
export const never = () => new Promise<never>(() => {})
