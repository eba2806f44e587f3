import type { AccountLinkingClient } from '../../../src/core/client'
import { type HttpRequest, send } from '../../../src/core/http'
import { type Identity, isRecord, nonEmptyString, parseProfile } from '../../../src/core/identity'

const CODES = { last: 'identity_required', session_changed: 'wrong_user' } as const

/** A client for a host's own server, which links on its side and gives the address to go to. */
export function createProxyClient(options: {
  base: string
  userId: string
  redirectUri?: string
  fetch?: typeof globalThis.fetch
}): AccountLinkingClient {
  const { base, userId, redirectUri, fetch } = options
  const call = (path: string, request: Pick<HttpRequest, 'method'> & Partial<HttpRequest>) =>
    send({ ...request, url: base + path, credentials: 'include', fetch, codes: CODES })

  return {
    key: ['proxy', base],
    userId,
    features: { deferUnlink: true },
    redirectUri,
    errorCodes: { access_denied: 'cancelled', taken: 'already_linked' },

    async listIdentities() {
      const { userId, accounts } = (await call('/linked-accounts', { method: 'GET' })) as {
        userId: string
        accounts: Record<string, unknown>[]
      }
      return { userId, identities: accounts.map(parseAccount) }
    },

    async startLink({ connection }, { callbackUrl, state }) {
      const body = { provider: connection, userId, returnTo: callbackUrl }
      const answer = await call('/linked-accounts', { method: 'POST', body, secrets: [state] })
      return { url: (isRecord(answer) && nonEmptyString(answer.url)) || '' }
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
