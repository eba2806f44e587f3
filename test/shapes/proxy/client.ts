import {
  type AccountLinkingClient,
  type HttpRequest,
  type Identity,
  parseProfile,
  send,
} from 'react-linked-accounts/core'

/** What the server's own error codes mean. */
const CODES = { last: 'identity_required', session_changed: 'wrong_user' } as const

/** A client for your own server. */
export function createProxyClient(options: {
  base: string
  userId: string
  redirectUri?: string
  fetch?: typeof globalThis.fetch
}): AccountLinkingClient {
  const { base, userId, redirectUri, fetch } = options
  const call = (path: string, request: Omit<HttpRequest, 'url'>) =>
    send({ ...request, url: base + path, credentials: 'include', fetch, codes: CODES })

  return {
    key: ['proxy', base],
    userId,
    features: { deferUnlink: true },
    redirectUri,
    errorCodes: {
      access_denied: 'cancelled',
      taken: 'already_linked',
      session_changed: 'wrong_user',
      signed_out: 'unauthorized',
    },

    async listIdentities() {
      const answer = await call('/linked-accounts', { method: 'GET' })
      const { userId, accounts } = answer as { userId: string; accounts: Record<string, unknown>[] }
      return { userId, identities: accounts.map(parseAccount) }
    },

    async startLink({ connection }, { callbackUrl, state }) {
      // The server compares `userId` with its session, because another user may have signed in since.
      const body = { provider: connection, userId, returnTo: callbackUrl }
      const answer = await call('/linked-accounts', { method: 'POST', body, secrets: [state] })
      return { url: (answer as { url: string }).url }
    },

    async unlink({ id }, { keepalive }) {
      await call(`/linked-accounts/${encodeURIComponent(id)}`, { method: 'DELETE', keepalive })
    },
  }
}

function parseAccount({ id, provider, ...fields }: Record<string, unknown>): Identity {
  return {
    id: String(id),
    provider: String(provider),
    connection: String(provider),
    primary: false,
    profile: parseProfile(fields),
  }
}
