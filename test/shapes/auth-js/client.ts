import type { AccountLinkingClient } from '../../../src/core/client'
import { AccountLinkingError } from '../../../src/core/errors'
import { type HttpRequest, send } from '../../../src/core/http'
import { isRecord, nonEmptyString } from '../../../src/core/identity'
import { parseUrl } from '../../../src/core/url'

const ERROR_CODES: AccountLinkingClient['errorCodes'] = {
  OAuthAccountNotLinked: 'already_linked',
  // The provider refused.
  OAuthCallbackError: 'cancelled',
  AccessDenied: 'denied',
  AccountNotLinked: 'denied',
  // Also used for a state that is invalid or was already used.
  Configuration: 'rejected',
}

/**
 * A client for Auth.js. Auth.js can only start a link: the list and unlink are two routes of the host. Its errors go to the
 * pages `signIn` and `error`, which the host sets to the page with the linked accounts.
 */
export function createAuthJsClient(options: {
  /** The origin and the `basePath`. */
  base: string
  /** The user id that the host's `session` callback adds to the session. */
  userId: string
  listAccounts: AccountLinkingClient['listIdentities']
  unlinkAccount: AccountLinkingClient['unlink']
  redirectUri?: string
  fetch?: typeof globalThis.fetch
}): AccountLinkingClient {
  const { base, userId, listAccounts, unlinkAccount, redirectUri, fetch } = options
  const call = async (path: string, request: Pick<HttpRequest, 'method'> & Partial<HttpRequest>) => {
    const answer = await send({ ...request, url: base + path, credentials: 'include', fetch })
    return isRecord(answer) ? answer : {}
  }

  return {
    key: ['auth-js', base],
    userId,
    features: { deferUnlink: true },
    redirectUri,
    callback: { withoutState: ['error'] },
    errorCodes: ERROR_CODES,
    listIdentities: listAccounts,
    unlink: unlinkAccount,

    async startLink({ connection = '', scopes, prompt, loginHint }, { callbackUrl, state }) {
      // Without a session, or with another user's session, the same request would sign the user in or up.
      const { user } = await call('/session', { method: 'GET' })
      const id = isRecord(user) ? user.id : undefined
      if (id !== userId) {
        const code = id === undefined ? 'unauthorized' : 'wrong_user'
        throw new AccountLinkingError(code, 'The session is not this user’s.', { unsent: true })
      }
      const { csrfToken } = await call('/csrf', { method: 'GET' })
      const extra = { scope: scopes?.join(' '), prompt, login_hint: loginHint }
      const query = new URLSearchParams(JSON.parse(JSON.stringify(extra)))
      const { url } = await call(`/signin/${encodeURIComponent(connection)}?${query}`, {
        method: 'POST',
        headers: { 'x-auth-return-redirect': '1' },
        body: { csrfToken, callbackUrl },
        secrets: [state],
      })
      // A refusal is also a 200, with the URL of an error page.
      const error = parseUrl(String(url))?.searchParams.get('error')
      if (error) {
        throw new AccountLinkingError('rejected', `The link was refused (${error}).`, { serverCode: error })
      }
      return { url: nonEmptyString(url) ?? '' }
    },
  }
}
