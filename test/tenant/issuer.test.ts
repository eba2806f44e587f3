import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTenant, type Tenant } from '../../demo/tenant/index'
import { signIn } from './browserless'

const redirectUri = 'http://127.0.0.1:5173/callback'

let tenant: Tenant

beforeAll(async () => {
  tenant = await startTenant({ appOrigins: [], redirectUris: [redirectUri] })
})

afterAll(() => tenant.close())

const json = async (path: string) => (await fetch(tenant.origin + path)).json()

test('the issuer ends in a slash, and the endpoints have the paths of Auth0', async () => {
  const metadata = await json('/.well-known/openid-configuration')

  expect(tenant.issuer).toBe(`${tenant.origin}/`)
  expect(metadata).toMatchObject({
    issuer: tenant.issuer,
    authorization_endpoint: `${tenant.origin}/authorize`,
    token_endpoint: `${tenant.origin}/oauth/token`,
    userinfo_endpoint: `${tenant.origin}/userinfo`,
    jwks_uri: `${tenant.origin}/.well-known/jwks.json`,
    id_token_signing_alg_values_supported: ['RS256'],
  })
})

test('an ID token is signed with RS256 and the published key', async () => {
  const { idToken } = await signIn(tenant, redirectUri)

  expect(decodeProtectedHeader(idToken).alg).toBe('RS256')
  const keys = createRemoteJWKSet(new URL(`${tenant.origin}/.well-known/jwks.json`))
  const { payload } = await jwtVerify(idToken, keys, { issuer: tenant.issuer, audience: tenant.clientId })
  expect(payload.sub).toBe('auth0|6615f0c2a1b2c3d4e5f60718')
})

test('no private key is published', async () => {
  const { keys } = await json('/.well-known/jwks.json')

  expect(keys).toHaveLength(1)
  expect(Object.keys(keys[0]).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
})
