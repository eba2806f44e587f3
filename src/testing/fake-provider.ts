import type { AccountLinkingClient } from '../core/client'
import type { Identity } from '../core/identity'
import { fakeIdentity } from './fake-identity'

/** The possible responses of the authorization server at the redirect URI. */
export const answers = {
  done: { code: 'fake-code' },
  cancelled: { error: 'access_denied', error_description: 'The user did not agree.' },
  taken: { error: 'identity_already_linked', error_description: 'Unlink it there first.' },
  blocked: { error: 'unauthorized', error_description: 'This user is blocked.' },
  refused: { error: 'invalid_request', error_description: 'The provider could not read the request.' },
}

export const errorCodes: AccountLinkingClient['errorCodes'] = {
  [answers.cancelled.error]: 'cancelled',
  [answers.taken.error]: 'already_linked',
  [answers.blocked.error]: 'denied',
}

/** The URL that a link goes to. It identifies the user, as an access token would. */
export function authorizeUrl(
  { state, redirectUri }: { readonly state: string; readonly redirectUri: string },
  userId: string,
  connection: string | undefined,
): string {
  const query = { ...(connection !== undefined && { connection }), redirect_uri: redirectUri, state }
  return `https://fake.example/authorize?${new URLSearchParams({ ...query, user: userId })}`
}

/** The URL that a response redirects to. */
export function callbackOf(authorizeUrl: string, answer: Readonly<Record<string, string>>): string {
  const { searchParams } = new URL(authorizeUrl)
  const url = new URL(searchParams.get('redirect_uri') ?? '')
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value)
  url.searchParams.set('state', searchParams.get('state') ?? '')
  return url.href
}

/** The nth account that nobody has linked yet: @octocat, then @octocat-2 … */
export function newAccount(connection: string, number: number): Identity {
  const username = number === 1 ? 'octocat' : `octocat-${number}`
  return fakeIdentity({
    provider: connection,
    accountId: String(583_230 + number),
    profile:
      connection === 'github'
        ? { name: 'The Octocat', username }
        : { name: 'The Octocat', email: `${username}@example.com` },
  })
}
