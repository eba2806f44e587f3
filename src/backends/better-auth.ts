import type { AccountLinkingClient } from '../core/client'
import { AccountLinkingError, type AccountLinkingErrorCode } from '../core/errors'
import { type HttpRequest, send } from '../core/http'
import { type IdentityProfile, isRecord, nonEmptyString } from '../core/identity'
import {
  type AccountRow,
  CREDENTIAL,
  identityId,
  identityOf,
  parseAccountInfo,
  parseAccounts,
  parseProfileOf,
} from './better-auth-accounts'
import { type BetterAuthClientOptions, type BetterAuthUser, readOptions } from './better-auth-options'

export type { BetterAuthClientOptions, BetterAuthUser }

const ERROR_CODES: AccountLinkingClient['errorCodes'] = {
  access_denied: 'cancelled',
  account_already_linked_to_different_user: 'already_linked',
  email_does_not_match: 'denied',
  // The server tracks one link per browser, so a later link has replaced this one.
  state_mismatch: 'expired',
  unable_to_link_account: 'denied',
}

const CODES: Readonly<Record<string, AccountLinkingErrorCode>> = {
  SESSION_NOT_FRESH: 'step_up_required',
  ACCOUNT_NOT_FOUND: 'not_found',
  FAILED_TO_UNLINK_LAST_ACCOUNT: 'identity_required',
}

const PROFILE_TIMEOUT_MS = 3_000

/**
 * A client for Better Auth: `list-accounts` lists, `link-social` links, `unlink-account` unlinks. The session is the
 * server's cookie. No identity is primary, and all except the last one can be unlinked.
 *
 * The server does not return the kit's `state`, so the state is in the callback URL that the server gets.
 */
export function createBetterAuthClient(options: BetterAuthClientOptions): AccountLinkingClient {
  const { base, user, redirectUri, profiles, timeoutMs, fetch } = readOptions(options)

  const call = (endpoint: string, request: Pick<HttpRequest, 'method'> & Partial<HttpRequest>) =>
    send({ timeoutMs, ...request, url: base + endpoint, credentials: 'include', codes: CODES, fetch })

  /** The user that the cookie belongs to. The response also contains the session's token, which is discarded. */
  const sessionUserId = async () => {
    const answer = await call('/get-session', { method: 'GET' })
    const session = isRecord(answer) ? answer.user : undefined
    return (isRecord(session) && nonEmptyString(session.id)) || ''
  }
  const ensureSameUser = (id: string) => {
    if (id === user.id) return
    const message = 'The session belongs to another user, or to none anymore.'
    throw new AccountLinkingError(id === '' ? 'unauthorized' : 'wrong_user', message, { unsent: true })
  }
  const listRows = async () => {
    const rows = parseAccounts(await call('/list-accounts', { method: 'GET' }))
    // An empty list does not show whose it is.
    ensureSameUser(rows[0]?.userId ?? (await sessionUserId()))
    return rows
  }

  const asked = new Map<string, Promise<IdentityProfile>>()
  const profileOf = async ({ id, providerId }: AccountRow): Promise<IdentityProfile> => {
    if (providerId === CREDENTIAL) return parseProfileOf({ ...user })
    if (profiles === 'none') return {}
    const path = `/account-info?${new URLSearchParams({ accountId: id })}`
    const request = { method: 'GET', timeoutMs: Math.min(timeoutMs, PROFILE_TIMEOUT_MS) } as const
    // If a provider does not respond, the account has no name, but the list is still complete.
    const profile = asked.get(id) ?? call(path, request).then(parseAccountInfo, () => ({}))
    asked.set(id, profile)
    return profile
  }

  return {
    key: ['better-auth', base],
    userId: user.id,
    features: { reconnect: true },
    redirectUri,
    errorCodes: { ...ERROR_CODES, ...options.errorCodes },

    async listIdentities() {
      const rows = await listRows()
      const identities = rows.map(async (row) => identityOf(row, await profileOf(row)))
      return { userId: user.id, identities: await Promise.all(identities) }
    },

    async startLink({ connection, scopes, prompt, loginHint }, { callbackUrl, state }) {
      ensureSameUser(await sessionUserId())
      const body = {
        provider: connection,
        callbackURL: callbackUrl,
        // If the link fails, the server appends an `error`.
        errorCallbackURL: callbackUrl,
        // Otherwise the request would follow the redirect to the provider.
        disableRedirect: true,
        ...(scopes?.length && { scopes }),
        ...(loginHint && { loginHint }),
        ...(prompt && { additionalParams: { prompt } }),
      }
      const answer = await call('/link-social', { method: 'POST', body, secrets: [state] })
      return { url: (isRecord(answer) && nonEmptyString(answer.url)) || '' }
    },

    async unlink(identity, { keepalive }) {
      // A row's id changes with each link, so it is looked up, which also shows whose session it is.
      const row = (await listRows()).find((one) => identityId(one) === identity.id)
      if (!row) throw new AccountLinkingError('not_found', `The ${identity.provider} account is not linked.`)
      await call('/unlink-account', { method: 'POST', body: { accountId: row.id }, keepalive })
    },
  }
}
