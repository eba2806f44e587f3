import { cookies } from 'next/headers'
import * as oidc from 'openid-client'
import { tenant } from './tenant'

const NAME = 'session'
const START = 'sign-in'
const options = { httpOnly: true, sameSite: 'lax', path: '/' } as const
export const origin = 'https://app.example.com'
const redirectUri = `${origin}/auth/callback`

export interface Session {
  userId: string
  accessToken: string
  refreshToken: string
}

const issuer = new URL('https://tenant.example.com')

const configuration = () =>
  oidc.discovery(issuer, tenant.clientId, undefined, oidc.None(), {
    // The local tenant has no https.
    execute: issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
  })

export async function readSession(): Promise<Session | undefined> {
  const value = (await cookies()).get(NAME)?.value
  return value === undefined ? undefined : JSON.parse(value)
}

export async function startSignIn(): Promise<URL> {
  const verifier = oidc.randomPKCECodeVerifier()
  const state = oidc.randomState()
  const store = await cookies()
  store.set(START, JSON.stringify({ verifier, state }), options)
  return oidc.buildAuthorizationUrl(await configuration(), {
    redirect_uri: redirectUri,
    scope: 'openid profile email offline_access',
    state,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
}

export async function finishSignIn(search: string): Promise<void> {
  const store = await cookies()
  const { verifier, state } = JSON.parse(store.get(START)?.value ?? '{}')
  const tokens = await oidc.authorizationCodeGrant(await configuration(), new URL(redirectUri + search), {
    pkceCodeVerifier: verifier,
    expectedState: state,
  })
  store.delete(START)
  const { access_token: accessToken, refresh_token: refreshToken = '' } = tokens
  const session: Session = { userId: tokens.claims()?.sub ?? '', accessToken, refreshToken }
  store.set(NAME, JSON.stringify(session), options)
}

export async function renewSession(session: Session): Promise<Session> {
  const tokens = await oidc.refreshTokenGrant(await configuration(), session.refreshToken)
  const { access_token: accessToken, refresh_token: refreshToken = session.refreshToken } = tokens
  const renewed = { ...session, accessToken, refreshToken }
  const store = await cookies()
  store.set(NAME, JSON.stringify(renewed), options)
  return renewed
}
