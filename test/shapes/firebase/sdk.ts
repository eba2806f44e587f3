/** The parts of the modular SDK for linked accounts. */
export interface UserInfo {
  providerId: string
  uid: string
  displayName: string | null
  email: string | null
  photoURL: string | null
}

export interface FirebaseUser {
  readonly uid: string
  readonly providerData: readonly UserInfo[]
}

export interface FirebaseAuth {
  readonly name: string
  readonly currentUser: FirebaseUser | null
}

export interface FirebaseSdk {
  reload(user: FirebaseUser): Promise<void>
  linkWithPopup(user: FirebaseUser, provider: { providerId: string }): Promise<unknown>
  linkWithRedirect(user: FirebaseUser, provider: { providerId: string }): Promise<never>
  getRedirectResult(auth: FirebaseAuth): Promise<unknown>
  unlink(user: FirebaseUser, providerId: string): Promise<FirebaseUser>
}

/** A user with the ID token that the SDK stores. */
interface SignedIn extends FirebaseUser {
  providerData: readonly UserInfo[]
  idToken: string
}

/** What the SDK does in the browser. */
export interface SdkWindows {
  /** Opens a window at a URL, and resolves when it closes. */
  openWindow(url: string): Promise<void>
  leave(url: string): void
  href(): string
}

const CODES: Record<string, string> = {
  FEDERATED_USER_ID_ALREADY_LINKED: 'auth/credential-already-in-use',
  EMAIL_EXISTS: 'auth/email-already-in-use',
  CREDENTIAL_TOO_OLD_LOGIN_AGAIN: 'auth/requires-recent-login',
  TOKEN_EXPIRED: 'auth/user-token-expired',
  USER_NOT_FOUND: 'auth/user-token-expired',
  INVALID_ID_TOKEN: 'auth/invalid-user-token',
  TOO_MANY_ATTEMPTS_TRY_LATER: 'auth/too-many-requests',
  USER_CANCELLED: 'auth/user-cancelled',
}

/**
 * A stand-in for the SDK, which cannot load its helper without internet access. It makes the SDK's calls to the Identity
 * Toolkit, with the same checks and codes. Omitted: the frame that passes on the result of a sign-in, which is read over
 * HTTP here, and the ten seconds until a closed window is noticed.
 */
export function createFirebaseSdk(origin: string, windows: SdkWindows): FirebaseSdk {
  let redirectEvent: string | undefined

  const request = async (method: string, body: object): Promise<Record<string, never>> => {
    const url = `${origin}/identitytoolkit.googleapis.com/v1/accounts:${method}?key=demo`
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }).catch(
      () => undefined,
    )
    const json = await answer?.json().catch(() => undefined)
    if (!answer || !json) throw firebaseError('auth/network-request-failed')
    const message: string | undefined = answer.ok ? json.errorMessage : json.error.message
    if (message === undefined) return json
    const code = CODES[message] ?? 'auth/internal-error'
    // The response for another user's credential contains the provider's tokens.
    throw firebaseError(code, answer.ok ? { _tokenResponse: json } : {})
  }
  const reload = async (user: FirebaseUser) => {
    const signedIn = user as SignedIn
    const { users } = await request('lookup', { idToken: signedIn.idToken })
    const rows = (users?.[0] as { providerUserInfo: Record<string, string>[] } | undefined)?.providerUserInfo
    signedIn.providerData = (rows ?? []).map(({ providerId, rawId, displayName, email }) => ({
      providerId: providerId ?? '',
      uid: rawId ?? '',
      displayName: displayName ?? null,
      email: email ?? null,
      photoURL: null,
    }))
  }
  const assertLinked = async (isExpected: boolean, user: FirebaseUser, providerId: string) => {
    await reload(user)
    if (user.providerData.some((one) => one.providerId === providerId) === isExpected) return
    throw firebaseError(isExpected ? 'auth/no-such-provider' : 'auth/provider-already-linked')
  }
  const handlerUrl = (event: string, providerId: string) => {
    const query = { event, providerId, redirectUrl: windows.href() }
    return `${origin}/__/auth/handler?${new URLSearchParams(query)}`
  }
  const complete = async (user: FirebaseUser, event: string, missing: string | null) => {
    const answer = await fetch(`${origin}/__/auth/event?id=${event}`)
    const { postBody, error } = (await answer.json()) as { postBody?: string; error?: string }
    if (error) throw firebaseError(CODES[error] ?? 'auth/internal-error')
    if (!postBody && missing) throw firebaseError(missing)
    if (!postBody) return null
    const { idToken } = user as SignedIn
    const requestUri = `${origin}/__/auth/handler`
    const result = await request('signInWithIdp', { idToken, requestUri, postBody, returnSecureToken: true })
    await reload(user)
    return result
  }

  return {
    reload,
    async linkWithPopup(user, provider) {
      await assertLinked(false, user, provider.providerId)
      const event = crypto.randomUUID()
      await windows.openWindow(handlerUrl(event, provider.providerId))
      return complete(user, event, 'auth/popup-closed-by-user')
    },
    async linkWithRedirect(user, provider) {
      await assertLinked(false, user, provider.providerId)
      redirectEvent = crypto.randomUUID()
      windows.leave(handlerUrl(redirectEvent, provider.providerId))
      return new Promise<never>(() => {})
    },
    async getRedirectResult(auth) {
      const event = redirectEvent
      redirectEvent = undefined
      return event && auth.currentUser ? complete(auth.currentUser, event, null) : null
    },
    async unlink(user, providerId) {
      await assertLinked(true, user, providerId)
      await request('update', { idToken: (user as SignedIn).idToken, deleteProvider: [providerId] })
      await reload(user)
      return user
    },
  }
}

/** A user as the SDK has it after a sign-in. */
export function signedInUser(uid: string, idToken: string): FirebaseUser {
  const user: SignedIn = { uid, idToken, providerData: [] }
  return user
}

function firebaseError(code: string, customData: object = {}): Error {
  return Object.assign(new Error(`Firebase: Error (${code}).`), { name: 'FirebaseError', code, customData })
}
