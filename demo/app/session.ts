/** The signed-in user, as the settings page knows them. */
export interface User {
  readonly id: string
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly emailVerified?: boolean | undefined
}

/** The app's own sign-in. The kit is not involved. */
export interface Session {
  /** Returns the signed-in user, also after a reload. Rejects if a sign-in has just failed. */
  restore(): Promise<User | null>
  /** Leaves the page to sign in, and returns to it. */
  signIn(): Promise<void>
  /** Makes a signed-in user sign in again for a fresh session. Never resolves, because the page is left. */
  signInAgain(): Promise<never>
  signOut(): Promise<void>
}

/** A promise that never settles, for after the page was left. */
export const never = () => new Promise<never>(() => {})
