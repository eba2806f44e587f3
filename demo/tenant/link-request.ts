import type { Client } from 'oidc-provider'
import { supportedScopes } from './openid'

export type LinkParameters = Record<string, string | undefined>

/** A link request whose client and redirect URI are known, so that errors can be delivered there. */
export interface LinkRequest {
  clientId: string
  redirectUri: string
  /** where the answer goes: `token` has it in the fragment, anything else in the query */
  responseType: string | undefined
  accessToken: string
  connection: string | undefined
  scope: string
  state: string | undefined
  codeChallenge: string | undefined
}

/** Reads the seed's parameters; an empty one counts as missing. */
export function linkRequest(parameters: LinkParameters, client: Client, redirectUri: string): LinkRequest {
  return {
    clientId: client.clientId,
    redirectUri,
    responseType: parameters.response_type || undefined,
    accessToken: parameters.access_token ?? '',
    connection: parameters.connection || undefined,
    scope: grantedScope(parameters.scope || 'openid'),
    state: parameters.state,
    codeChallenge: parameters.code_challenge || undefined,
  }
}

/** As in any other sign-in, a scope that is not known is passed over. */
const grantedScope = (scope: string) =>
  scope
    .split(' ')
    .filter((name) => supportedScopes.includes(name))
    .join(' ')

/** The address of the answer: the redirect URI with the values, and the state, where they belong. */
export function answerAt(
  { redirectUri, responseType, state }: Pick<LinkRequest, 'redirectUri' | 'responseType' | 'state'>,
  values: Record<string, string>,
): string {
  const address = new URL(redirectUri)
  const answer = new URLSearchParams({ ...values, ...(state !== undefined && { state }) })
  if (responseType === 'token') address.hash = answer.toString()
  else for (const [name, value] of answer) address.searchParams.set(name, value)
  return address.href
}
