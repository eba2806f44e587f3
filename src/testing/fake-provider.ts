import type { LinkFailure } from '../core/client'
import type { Identity } from '../core/identity'
import { fakeIdentity } from './fake-identity'

/** How the authorization server can send a person back. */
export const answers = {
  done: { code: 'fake-code' },
  cancelled: { error: 'access_denied', error_description: 'The person did not agree.' },
  taken: { error: 'identity_already_linked', error_description: 'This account is linked to another user.' },
  blocked: { error: 'unauthorized', error_description: 'This user is blocked.' },
  broken: { error: 'server_error', error_description: 'The provider could not be reached.' },
}

/** What the errors among them mean. */
export const answerStatuses: Readonly<Record<string, LinkFailure>> = {
  [answers.cancelled.error]: 'cancelled',
  [answers.taken.error]: 'already_linked',
  [answers.blocked.error]: 'denied',
}

/** The address that a link leaves for. */
export function authorizeUrl(redirectUri: string, state: string, connection: string | undefined): string {
  const query = new URLSearchParams({
    ...(connection !== undefined && { connection }),
    redirect_uri: redirectUri,
    state,
  })
  return `https://fake.example/authorize?${query}`
}

/** The address that an answer sends the person back to. */
export function returnUrl(leftFor: string, answer: Readonly<Record<string, string>>): string {
  const { searchParams } = new URL(leftFor)
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
    userId: String(583_230 + number),
    profile:
      connection === 'github'
        ? { name: 'The Octocat', username }
        : { name: 'The Octocat', email: `${username}@example.com` },
  })
}
