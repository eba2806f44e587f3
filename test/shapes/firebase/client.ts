import type { AccountLinkingClient } from '../../../src/core/client'
import { AccountLinkingError } from '../../../src/core/errors'
import { type Identity, parseProfile } from '../../../src/core/identity'
import { callSdk } from '../common/sdk'
import type { FirebaseAuth, FirebaseSdk, FirebaseUser, UserInfo } from './sdk'

const CODES = {
  'auth/credential-already-in-use': 'already_linked',
  'auth/email-already-in-use': 'denied',
  'auth/popup-closed-by-user': 'cancelled',
  'auth/cancelled-popup-request': 'cancelled',
  'auth/user-cancelled': 'cancelled',
  'auth/no-such-provider': 'not_found',
  'auth/requires-recent-login': 'step_up_required',
  'auth/user-mismatch': 'wrong_user',
  'auth/user-token-expired': 'unauthorized',
  'auth/invalid-user-token': 'unauthorized',
  'auth/too-many-requests': 'rate_limited',
  'auth/network-request-failed': 'network',
  'auth/internal-error': 'server_error',
} as const

/** This user already has an account of the provider, the same one or a different one, so the list determines the result. */
const OWN = 'auth/provider-already-linked'

/**
 * A client for Firebase Auth with its SDK, which opens its own window, or leaves the page and stores what it needs. A
 * connection is a provider id, such as `github.com`.
 */
export function createFirebaseClient(options: {
  sdk: FirebaseSdk
  auth: FirebaseAuth
  userId: string
  providers: Readonly<Record<string, () => { providerId: string }>>
  mode: 'popup' | 'redirect'
}): AccountLinkingClient {
  const { sdk, auth, userId, providers, mode } = options
  const call = <T>(run: (user: FirebaseUser) => Promise<T>) =>
    callSdk(
      CODES,
      (error) => error,
      async () => {
        if (auth.currentUser?.uid === userId) return run(auth.currentUser)
        throw new AccountLinkingError('wrong_user', 'Another user is signed in, or none.', { unsent: true })
      },
    )
  const list = () =>
    call(async (user) => {
      await sdk.reload(user)
      return user.providerData.map(toIdentity)
    })

  return {
    key: ['firebase', auth.name],
    userId,
    features: { onePerConnection: true },
    listIdentities: async () => ({ userId, identities: await list() }),

    async startLink({ connection = '' }) {
      const provider = providers[connection]?.() ?? { providerId: connection }
      try {
        // With a redirect, this never resolves, because the SDK leaves the page.
        await call((user) =>
          mode === 'popup' ? sdk.linkWithPopup(user, provider) : sdk.linkWithRedirect(user, provider),
        )
      } catch (error) {
        if (!(error instanceof AccountLinkingError && error.serverCode === OWN)) throw error
      }
      return null
    },

    // Nothing in the URL shows that this is a return, so every page load asks the SDK.
    ...(mode === 'redirect' && {
      callback: { withoutState: true },
      finishLink: async () => void (await call(() => sdk.getRedirectResult(auth))),
    }),

    async unlink({ id, connection }) {
      // The SDK unlinks by provider only, so look up which account that is.
      if (!(await list()).some((one) => one.id === id)) {
        throw new AccountLinkingError('not_found', `This ${connection} account is not linked.`)
      }
      await call((user) => sdk.unlink(user, connection))
    },
  }
}

function toIdentity({ providerId, uid, displayName, email, photoURL }: UserInfo): Identity {
  return {
    id: `${providerId}|${uid}`,
    provider: providerId,
    connection: providerId,
    primary: false,
    profile: parseProfile({ name: displayName, email, picture: photoURL }),
    accountId: uid,
  }
}
