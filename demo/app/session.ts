/** Who is signed in, as a settings page knows them. */
export interface Person {
  readonly id: string
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly emailVerified?: boolean | undefined
}

/** The product's own sign-in. The kit has no part in it. */
export interface Session {
  /** Who is signed in, after a reload as well; rejects if a sign-in has just failed. */
  restore(): Promise<Person | null>
  /** Leaves the page to sign in, and comes back. */
  signIn(): Promise<void>
  /** The same for somebody who is signed in, so that the session is fresh. Resolves never: the page is gone. */
  signInAgain(): Promise<never>
  signOut(): Promise<void>
}

/** For what goes on after the page has left. */
export const never = () => new Promise<never>(() => {})
