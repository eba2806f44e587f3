import { pageBrowser } from '../core/browser'
import type { AccountLinkingClient, ClientCapabilities, LinkFailure, LinkRequest } from '../core/client'
import { AccountLinkingError, type AccountLinkingErrorCode, configurationError } from '../core/errors'
import { type HttpRequest, send } from '../core/http'
import { ensureSafeId, type Identity, type IdentityProfile, isFields, text } from '../core/identity'
import { createLinkFlow } from '../core/link-flow'
import { returnAddress } from '../core/link-return'
import { readTimeout } from '../core/options'
import { type AccountRow, identityId, identityOf, parseAccounts } from './better-auth-accounts'
import {
  type BetterAuthClientOptions,
  type BetterAuthUser,
  checkOptions,
  readBaseURL,
} from './better-auth-options'
import { createProfiles } from './better-auth-profiles'

export type { BetterAuthClientOptions, BetterAuthUser }

const LINK_STATUSES: Readonly<Record<string, LinkFailure>> = {
  access_denied: 'cancelled',
  account_already_linked_to_different_user: 'already_linked',
  email_does_not_match: 'denied',
  // The server keeps one link for each browser: a later one has taken its place.
  state_mismatch: 'missing_transaction',
  unable_to_link_account: 'denied',
}

const CODES: Readonly<Record<string, AccountLinkingErrorCode>> = {
  SESSION_NOT_FRESH: 'step_up_required',
  ACCOUNT_NOT_FOUND: 'not_found',
  FAILED_TO_UNLINK_LAST_ACCOUNT: 'identity_required',
}

/** An unlink may ask for a fresh session, so that somebody has to be there when it is sent: no undo. */
const CAPABILITIES: ClientCapabilities = {
  primary: false,
  choice: false,
  scopes: true,
  undo: false,
  refusals: ['already_linked', 'identity_required', 'step_up_required'],
}

/** A provider that is slow to tell a name must not keep the list, which has all that is needed, from the page. */
const PROFILE_TIMEOUT_MS = 3_000

/** A client for a Better Auth server: the session is its cookie, `link-social` links, `unlink-account` unlinks. */
export function createBetterAuthClient(options: BetterAuthClientOptions): AccountLinkingClient {
  checkOptions(options)
  const { basePath = '/api/auth', redirectUri, user, profiles = 'account-info' } = options

  const origin = readBaseURL(options.baseURL)
  const clientKey = ['better-auth', (origin ?? '') + basePath]
  const browser = () => options.browser ?? pageBrowser()
  const flow = () =>
    createLinkFlow({
      browser: browser(),
      clientKey,
      userId: user.id,
      statuses: { ...LINK_STATUSES, ...options.linkStatuses },
    })
  const timeoutMs = readTimeout(options.timeoutMs)
  const call = (endpoint: string, request: Pick<HttpRequest, 'method'> & Partial<HttpRequest>) =>
    send({
      timeoutMs,
      ...request,
      url: (origin ?? new URL(browser().href()).origin) + basePath + endpoint,
      credentials: 'include',
      codes: CODES,
      fetch: options.fetch,
    })

  /** The cookie may be somebody else's by now, who signed in in another tab: nothing is done in their name. */
  const ensureSameUser = (id: string | undefined) => {
    if (id === user.id) return
    throw new AccountLinkingError('unauthorized', 'The session is not that of the signed-in person any more.')
  }

  /** The rows of the last list: an identity is unlinked by the id of its row. */
  let rows: readonly AccountRow[] = []
  const listRows = async () => {
    const listed = parseAccounts(await call('/list-accounts', { method: 'GET' }))
    for (const { userId } of listed) ensureSameUser(userId)
    rows = listed
    return rows
  }
  const rowOf = ({ id }: Identity, among: readonly AccountRow[]) =>
    among.find((row) => identityId(row) === id)

  const profileOf = createProfiles({
    user,
    source: profiles,
    ask: (id) =>
      call(`/account-info?${new URLSearchParams({ accountId: id })}`, {
        method: 'GET',
        timeoutMs: Math.min(timeoutMs, PROFILE_TIMEOUT_MS),
      }),
  })
  const listWith = async (profileFor: (row: AccountRow) => Promise<IdentityProfile> | IdentityProfile) => {
    const listed = await listRows()
    const identities = listed.map(async (row) => identityOf(row, await profileFor(row)))
    return { userId: user.id, identities: await Promise.all(identities) }
  }

  const client: AccountLinkingClient = {
    key: [...clientKey, user.id],
    capabilities: CAPABILITIES,

    listIdentities: () => listWith(profileOf),

    async startLink(link) {
      const body = linkBody(link)
      // A click does not wait for names that nobody will see.
      const before = link.current ?? (await listWith(() => ({})))
      ensureSameUser(sessionUserId(await call('/get-session', { method: 'GET' })))
      await flow().start(link, before, async (state) => {
        const answer = await call('/link-social', {
          method: 'POST',
          body: { ...body, ...comingBackTo(returnAddress(redirectUri, state)) },
          secrets: [state],
        })
        return { url: (isFields(answer) && text(answer.url)) || '' }
      })
    },

    finishLink: async (url, list = client.listIdentities) => flow().finish(url, list),

    async unlink(identity, { keepalive = false } = {}) {
      ensureSafeId(identity)
      const row = rowOf(identity, rows) ?? rowOf(identity, await listRows())
      if (!row) {
        throw new AccountLinkingError('not_found', `This ${identity.provider} identity is not linked.`)
      }
      await call('/unlink-account', { method: 'POST', body: { accountId: row.id }, keepalive })
    },
  }
  return client
}

/** Of an answer that holds the session's token as well, which is let go at once. */
function sessionUserId(answer: unknown): string | undefined {
  const { user } = isFields(answer) ? answer : {}
  return isFields(user) ? text(user.id) : undefined
}

function linkBody({ connection, connectionScope, prompt, loginHint }: LinkRequest): Record<string, unknown> {
  if (!connection) {
    throw configurationError(
      'No connection was asked for.',
      'Better Auth has no page where the person could choose one.',
      'Give the `connection`: the id of one of the server’s providers.',
    )
  }
  return {
    provider: connection,
    ...(connectionScope && { scopes: connectionScope.split(/[ ,]+/).filter(Boolean) }),
    ...(loginHint && { loginHint }),
    ...(prompt && { additionalParams: { prompt } }),
  }
}

/** Better Auth adds an error where there is one. A redirect of its own would be followed by the request. */
function comingBackTo(address: string) {
  return { callbackURL: address, errorCallbackURL: address, disableRedirect: true }
}
