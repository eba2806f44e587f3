import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { exportJWK, type JWTPayload, SignJWT } from 'jose'
import { type Auth0ClientOptions, createAuth0Client } from '../../src/backends/auth0'
import type { LinkRequest } from '../../src/core/client'
import type { ReceivedRequest, Reply } from '../core/server'
import { type Routes, serveRoutes } from './routes'

export const PAGE = 'https://app.example.com/account'
export const CLIENT_ID = 'app'
export const CODE = 'canary-c0de'
export const TOKEN = 'canary-t0ken'

export const LIST = 'GET /api/v2/users/auth0%7Cann'
export const LINK = 'POST /api/v2/users/auth0%7Cann/identities'

export const ann = { provider: 'auth0', user_id: 'ann' }
export const github = { provider: 'github', user_id: 1, connection: 'github' }
export const userWith = (...identities: object[]) => ({
  user_id: 'auth0|ann',
  identities: [ann, ...identities],
})

const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })
const keys = newKeys()
/** The id of an unknown account. */
export const foreignKey: KeyObject = newKeys().privateKey

/** Changes to the provider's responses. */
export interface Bends {
  /** Changes the claims of the ID token; `undefined` removes a claim. */
  claims?: (origin: string) => { [name in string]?: unknown }
  /** Signs the ID token. Default: ES256, with the provider's own key. */
  sign?: (claims: JWTPayload) => Promise<string> | string
  /** Changes the response of the token endpoint. */
  tokens?: object
  metadata?: object
  /** Replaces whole endpoints. */
  routes?: Routes
  /** Parameters of the callback, in addition to the code. */
  parameters?: Record<string, string>
  options?: Partial<Auth0ClientOptions>
  link?: LinkRequest
}

export const es256 = (claims: JWTPayload, key: KeyObject = keys.privateKey) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'one' }).sign(key)

/** A user who has returned from a second sign-in at a simulated provider. */
export async function comeBack(bends: Bends = {}) {
  let nonce = ''
  let idToken = ''
  const token = async (): Promise<Reply> => {
    const now = Math.floor(Date.now() / 1000)
    const claims: JWTPayload = {
      iss: `${server.origin}/`,
      aud: CLIENT_ID,
      sub: 'github|1',
      iat: now,
      exp: now + 60,
      nonce,
      ...bends.claims?.(server.origin),
    }
    idToken = await (bends.sign ?? es256)(claims)
    const others = { access_token: 'canary-second', refresh_token: 'canary-refresh', token_type: 'Bearer' }
    return { body: { ...others, id_token: idToken, ...bends.tokens } }
  }
  const server = await serveRoutes({
    'GET /.well-known/openid-configuration': () => ({
      body: {
        issuer: `${server.origin}/`,
        authorization_endpoint: `${server.origin}/authorize`,
        token_endpoint: `${server.origin}/oauth/token`,
        jwks_uri: `${server.origin}/jwks`,
        id_token_signing_alg_values_supported: ['ES256'],
        ...bends.metadata,
      },
    }),
    'GET /jwks': async () => ({
      body: { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }] },
    }),
    'POST /oauth/token': token,
    [LINK]: { status: 201, body: [ann, github] },
    [LIST]: { body: userWith(github) },
    ...bends.routes,
  })
  const client = createAuth0Client({
    domain: server.origin,
    clientId: CLIENT_ID,
    redirectUri: PAGE,
    userId: 'auth0|ann',
    getAccessToken: () => TOKEN,
    ...bends.options,
  })
  const started = { state: 'rla_canary-state', redirectUri: PAGE, callbackUrl: PAGE, data: {} }
  const redirect = await client.startLink({ connection: 'github', ...bends.link }, started)
  const address = new URL(redirect?.url ?? '').searchParams
  const transaction = { ...started, data: redirect?.data ?? {} }
  nonce = address.get('nonce') ?? ''
  const codeVerifier = redirect?.data?.codeVerifier ?? ''
  const callback = new Map(Object.entries({ code: CODE, ...bends.parameters }))

  return {
    client,
    server,
    address,
    callback,
    /** What the kit does with the callback. */
    finish: async () => client.finishLink?.(callback, transaction),
    requestsTo: (name: string): ReceivedRequest[] =>
      server.requests.filter((_, at) => server.asked[at] === name),
    /** Everything that must not be exposed. */
    secrets: () => [CODE, TOKEN, 'canary', nonce, codeVerifier, idToken].filter((one) => one !== ''),
    idToken: () => idToken,
    codeVerifier,
  }
}
