import type { AccountLinkingClient } from '../../../src/core/client'
import { AccountLinkingError } from '../../../src/core/errors'
import { type Identity, parseProfile } from '../../../src/core/identity'
import { callSdk } from '../common/sdk'
import type { ClerkError, ClerkSdk, ExternalAccount } from './sdk'

const CODES = {
  external_account_exists: 'already_linked',
  oauth_access_denied: 'cancelled',
  external_account_not_found: 'not_found',
  resource_not_found: 'not_found',
  identification_deletion_failed: 'identity_required',
  last_required_identification_deletion_failed: 'identity_required',
  session_reverification_required: 'step_up_required',
} as const

/** A client for Clerk with its SDK. The result of a link is on the row that was created when it started. */
export function createClerkClient(options: {
  clerk: ClerkSdk
  userId: string
  redirectUri?: string
}): AccountLinkingClient {
  const { clerk, userId, redirectUri } = options
  const call = <T>(run: (user: NonNullable<ClerkSdk['user']>) => Promise<T>) =>
    callSdk(CODES, readError, async () => {
      // The SDK's user changes with the session.
      if (clerk.user?.id === userId) return run(clerk.user)
      throw new AccountLinkingError('wrong_user', 'The session is another user’s.', { unsent: true })
    })
  const freshRows = () => call(async (user) => (await user.reload()).externalAccounts)
  const rowOf = async (id: string | undefined) => {
    const row = (await freshRows()).find((one) => one.id === id)
    if (row) return row
    throw new AccountLinkingError('not_found', 'This account is not linked.')
  }

  return {
    key: ['clerk', clerk.publishableKey],
    userId,
    features: { reconnect: true },
    redirectUri,

    // A failed attempt is stored as a row.
    listIdentities: async () => ({
      userId,
      identities: (await freshRows())
        .filter(({ verification }) => verification.status === 'verified')
        .map(toIdentity),
    }),

    async startLink({ connection, reconnect, scopes = [] }, { callbackUrl }) {
      const params = { redirectUrl: callbackUrl, additionalScopes: [...scopes] }
      const again = reconnect && (await rowOf(reconnect.id))
      const row = await call((user) =>
        again
          ? again.reauthorize(params)
          : user.createExternalAccount({ ...params, strategy: `oauth_${connection}` }),
      )
      const { externalVerificationRedirectURL } = row.verification
      return { url: externalVerificationRedirectURL?.href ?? '', data: { row: row.id } }
    },

    async finishLink(_callback, { data }) {
      const { error } = (await rowOf(data.row)).verification
      await callSdk(CODES, readError, () => (error ? Promise.reject({ errors: [error] }) : Promise.resolve()))
    },

    async unlink({ id }) {
      const row = await rowOf(id)
      await call(() => row.destroy())
    },
  }
}

function readError(error: Partial<ClerkError>) {
  return { code: error.errors?.[0]?.code, status: error.status }
}

function toIdentity({ id, provider, providerUserId, emailAddress, username }: ExternalAccount): Identity {
  return {
    id,
    provider,
    connection: provider,
    primary: false,
    profile: parseProfile({ email: emailAddress, username }),
    accountId: providerUserId,
  }
}
