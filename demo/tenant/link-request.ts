import type { Client } from 'oidc-provider'
import { supportedScopes } from './openid'

export type LinkParameters = Record<string, string | undefined>

/** A link request with a valid client and redirect URI, so that errors can be sent to the redirect URI. */
export interface LinkRequest {
  clientId: string
  redirectUri: string
  /** With `token` the response is in the fragment, otherwise in the query. */
  responseType: string | undefined
  accessToken: string
  connection: string | undefined
  scope: string
  state: string | undefined
  codeChallenge: string | undefined
}

/** Reads the parameters of the classic API. An empty one counts as missing. */
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

/** Ignores unknown scopes, as in every other sign-in. */
const grantedScope = (scope: string) =>
  scope
    .split(' ')
    .filter((name) => supportedScopes.includes(name))
    .join(' ')

/** The redirect URI with these values and the state, in the query or in the fragment. */
export function responseUrl(
  { redirectUri, responseType, state }: Pick<LinkRequest, 'redirectUri' | 'responseType' | 'state'>,
  values: Record<string, string>,
): string {
  const address = new URL(redirectUri)
  const parameters = new URLSearchParams({ ...values, ...(state !== undefined && { state }) })
  if (responseType === 'token') address.hash = parameters.toString()
  else for (const [name, value] of parameters) address.searchParams.set(name, value)
  return address.href
}
