import { SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { rejection, surface } from '../core/surface'
import { breakOff, drop, hangPastTimeout } from './routes'
import { type Bends, CLIENT_ID, CODE, comeBack, es256, foreignKey, LINK } from './second-sign-in'

const EVIL = 'https://evil.example/'
const allAlgorithms = { id_token_signing_alg_values_supported: ['ES256', 'RS256', 'HS256', 'none'] }

/** Returns, and checks that nothing was linked and no secret is exposed. */
async function refused(bends: Bends) {
  const { client, finish, server, requestsTo, secrets } = await comeBack(bends)
  const error = await rejection(finish())
  expect(requestsTo(LINK)).toEqual([])
  const seen = surface([error, client])
  expect(secrets().filter((secret) => seen.includes(secret))).toEqual([])
  return { error, asked: server.asked }
}

describe('a second sign-in is refused, and nothing is linked, if', () => {
  it.each<[string, string, Bends]>([
    ['its ID token is of another issuer', 'JWT_CLAIM_COMPARISON', { claims: () => ({ iss: EVIL }) }],
    [
      'its ID token is of the issuer but for the slash',
      'JWT_CLAIM_COMPARISON',
      { claims: (origin) => ({ iss: origin }) },
    ],
    [
      'its ID token is for another application',
      'JWT_CLAIM_COMPARISON',
      { claims: () => ({ aud: 'another' }) },
    ],
    [
      'its ID token is for others, too',
      'JWT_CLAIM_COMPARISON',
      { claims: () => ({ aud: [CLIENT_ID, 'another'] }) },
    ],
    [
      'its ID token was made for another sign-in',
      'JWT_CLAIM_COMPARISON',
      { claims: () => ({ nonce: 'of-another' }) },
    ],
    [
      'its ID token was made for no sign-in in particular',
      'INVALID_RESPONSE',
      { claims: () => ({ nonce: undefined }) },
    ],
    [
      'its ID token has expired',
      'JWT_TIMESTAMP_CHECK',
      { claims: () => ({ exp: Math.floor(Date.now() / 1000) - 60 }) },
    ],
    ['its ID token never expires', 'INVALID_RESPONSE', { claims: () => ({ exp: undefined }) }],
    ['its ID token is about nobody', 'INVALID_RESPONSE', { claims: () => ({ sub: undefined }) }],
    [
      'its ID token is signed by another key',
      'INVALID_RESPONSE',
      { sign: (claims) => es256(claims, foreignKey) },
    ],
    [
      'its ID token is not signed',
      'INVALID_RESPONSE',
      { sign: (claims) => new UnsecuredJWT(claims).encode() },
    ],
    [
      'its ID token is not signed, and the provider allows that',
      'UnsupportedOperation',
      { sign: (claims) => new UnsecuredJWT(claims).encode(), metadata: allAlgorithms },
    ],
    [
      'its ID token is signed by what the application would know',
      'UnsupportedOperation',
      {
        sign: (claims) =>
          new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(CLIENT_ID)),
        metadata: allAlgorithms,
      },
    ],
    ['its ID token is none', 'INVALID_RESPONSE', { tokens: { id_token: 'canary' } }],
    ['there is no ID token', 'INVALID_RESPONSE', { tokens: { id_token: undefined } }],
    ['it is returned by another issuer', 'INVALID_RESPONSE', { parameters: { iss: EVIL } }],
    [
      'the issuer is not named, and promises to be',
      'INVALID_RESPONSE',
      { metadata: { authorization_response_iss_parameter_supported: true } },
    ],
    ['the tenant says that it is another', 'JSON_ATTRIBUTE_COMPARISON', { metadata: { issuer: EVIL } }],
    ['the tenant names no keys', 'MISSING_SERVER_METADATA', { metadata: { jwks_uri: undefined } }],
    ['the tenant has no keys', 'KEY_SELECTION', { routes: { 'GET /jwks': { body: { keys: [] } } } }],
    [
      'the answer is not JSON',
      'PARSE_ERROR',
      { routes: { 'POST /oauth/token': { body: '<!doctype html> canary' } } },
    ],
    [
      'the answer is a page',
      'RESPONSE_IS_NOT_JSON',
      { routes: { 'POST /oauth/token': { body: 'canary', headers: { 'content-type': 'text/html' } } } },
    ],
    [
      'the answer is empty',
      'RESPONSE_IS_NOT_CONFORM',
      { routes: { 'POST /oauth/token': { status: 204, body: '' } } },
    ],
  ])('%s', async (_what, reason, bends) => {
    const { error } = await refused(bends)
    expect(error).toMatchObject({ code: 'invalid_response', message: expect.stringContaining(reason) })
  })

  it('not if the issuer is named correctly', async () => {
    const metadata = { authorization_response_iss_parameter_supported: true }
    const { callback, finish, server, requestsTo } = await comeBack({ metadata })
    callback.set('iss', `${server.origin}/`)
    await finish()
    expect(requestsTo(LINK)).toHaveLength(1)
  })

  it('it comes back without a code, or its verifier is lost', async () => {
    const { callback, finish, server } = await comeBack()
    callback.delete('code')
    expect(await rejection(finish())).toMatchObject({ code: 'invalid_response' })
    expect(server.asked).toEqual([])
  })
})

describe('the code is not exchanged, and nothing is linked, if the tenant', () => {
  const invalidGrant = { error: 'invalid_grant', error_description: `No ${CODE}` }
  const page = { 'content-type': 'text/html' }

  it.each<[string, Bends['routes'], object]>([
    [
      'refuses the code',
      { 'POST /oauth/token': { status: 400, body: invalidGrant } },
      { code: 'rejected', status: 400, serverCode: 'invalid_grant' },
    ],
    [
      'quotes the code as the reason',
      { 'POST /oauth/token': { status: 400, body: { error: `no ${CODE}` } } },
      { code: 'rejected', serverCode: 'no …' },
    ],
    [
      'wants a secret of the application',
      { 'POST /oauth/token': { status: 401, headers: { 'www-authenticate': 'Basic realm="canary"' } } },
      { code: 'rejected', status: 401 },
    ],
    [
      'has a guard that answers by a page',
      { 'POST /oauth/token': { status: 403, body: 'canary', headers: page } },
      { code: 'rejected', status: 403 },
    ],
    ['is asked too often', { 'POST /oauth/token': { status: 429 } }, { code: 'rate_limited', status: 429 }],
    ['fails', { 'POST /oauth/token': { status: 500 } }, { code: 'server_error', status: 500 }],
    ['drops the connection', { 'POST /oauth/token': drop }, { code: 'network' }],
    ['breaks off its answer', { 'POST /oauth/token': breakOff }, { code: 'network' }],
    [
      'has no discovery document',
      { 'GET /.well-known/openid-configuration': { status: 404 } },
      { code: 'rejected' },
    ],
    ['loses its keys', { 'GET /jwks': { status: 503 } }, { code: 'server_error', status: 503 }],
  ])('%s', async (_what, routes, error) => {
    const refusal = await refused({ routes: routes ?? {} })
    expect(refusal.error).toMatchObject(error)
  })

  it.each(['GET /.well-known/openid-configuration', 'POST /oauth/token', 'GET /jwks'])(
    'does not answer to %s',
    async (endpoint) => {
      const routes = { [endpoint]: hangPastTimeout() }
      const { error } = await refused({ routes, options: { timeoutMs: 1_234 } })
      expect(error).toMatchObject({
        code: 'timeout',
        message: 'The server did not answer within 1234 ms.',
      })
      expect(new Set(vi.mocked(AbortSignal.timeout).mock.calls.flat())).toEqual(new Set([1_234]))
    },
  )

  it('redirects to another URL', async () => {
    const elsewhere = { status: 307, headers: { location: '/elsewhere' } }
    const { error, asked } = await refused({ routes: { 'POST /oauth/token': elsewhere } })
    expect(error).toMatchObject({ code: 'network' })
    expect(asked.join()).not.toContain('elsewhere')
  })
})

it('a page that can no longer load the exchange says that nothing was sent', async () => {
  vi.doMock('../../src/backends/auth0-exchange', () => {
    throw new TypeError('Failed to fetch dynamically imported module: https://app.example.com/canary.js')
  })
  onTestFinished(() => void vi.doUnmock('../../src/backends/auth0-exchange'))
  const { error } = await refused({})
  expect(error).toMatchObject({ code: 'network', unsent: true })
})
