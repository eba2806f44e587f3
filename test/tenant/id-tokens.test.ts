import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { generateKeyPair, importJWK, SignJWT } from 'jose'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startTenant, type Tenant } from '../../demo/tenant/index'
import { Browserless, type SignedIn, signIn, signInAgain } from './browserless'
import { managementApi, managementScope } from './management-api'

const redirectUri = 'http://127.0.0.1:5173/callback'
const account = { connection: 'github', account: 'ada-lovelace' }

let folder: string
let tenant: Tenant
let first: SignedIn
let second: SignedIn

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenant-'))
  const database = join(folder, 'tenant.sqlite')
  tenant = await startTenant({
    appOrigins: [],
    redirectUris: [redirectUri],
    database,
    accessTokenTtl: 86_400,
  })
  first = await signIn(tenant, redirectUri, { scope: managementScope })
  second = await signInAgain(tenant, redirectUri, { browser: new Browserless(redirectUri), ...account })
})

afterEach(async () => {
  vi.useRealTimers()
  await tenant.close()
  await rm(folder, { recursive: true })
})

const ask = async (sql: string) => {
  const client = createClient({ url: `file:${join(folder, 'tenant.sqlite')}` })
  const { rows } = await client.execute(sql)
  client.close()
  return rows
}

const tenantKey = async () => {
  const [row] = await ask("SELECT value FROM secrets WHERE name = 'tenant RS256 signing key'")
  return importJWK(JSON.parse(String(row?.value)), 'RS256')
}

type Key = Parameters<SignJWT['sign']>[0]

const idToken = (key: Key, claims: Record<string, unknown>) => {
  const iat = Math.floor(Date.now() / 1000)
  const valid = { iss: tenant.issuer, aud: tenant.clientId, sub: second.userId, iat, exp: iat + 60 }
  return new SignJWT({ ...valid, ...claims }).setProtectedHeader({ alg: 'RS256', kid: 'tenant' }).sign(key)
}

const linkWith = (token: string) =>
  managementApi(tenant, first.userId, first.accessToken).link({ link_with: token })

const expectRefused = async (token: string) => {
  const before = await tenant.users()
  const response = await linkWith(token)
  expect(response.status).toBe(400)
  expect(await response.json()).toEqual({
    statusCode: 400,
    error: 'Bad Request',
    message: expect.stringContaining('not an ID token'),
    errorCode: 'invalid_body',
  })
  expect(await tenant.users()).toEqual(before)
}

test('a valid ID token is accepted', async () => {
  expect((await linkWith(await idToken(await tenantKey(), {}))).status).toBe(201)
})

test.each<[string, Record<string, unknown>]>([
  ['of another issuer', { iss: 'https://tenant.example/' }],
  ['for another client', { aud: 'another-page' }],
  ['that has expired', { exp: Math.floor(Date.now() / 1000) - 1 }],
  ['that never expires', { exp: undefined }],
  ['without a subject', { sub: undefined }],
])('an ID token %s is refused', async (_, claims) => {
  await expectRefused(await idToken(await tenantKey(), claims))
})

test('an ID token that the tenant has not signed is refused', async () => {
  const { privateKey } = await generateKeyPair('RS256')

  await expectRefused(await idToken(privateKey, {}))
  const [header, payload] = second.idToken.split('.')
  await expectRefused(`${header}.${payload}.`)
  await expectRefused(`${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`)
  await expectRefused('nonsense')
  await expectRefused(second.accessToken)
})

test('an ID token is valid for an hour', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_601_000 })
  await expectRefused(second.idToken)

  vi.setSystemTime(Date.now() - 60_000)
  expect((await linkWith(second.idToken)).status).toBe(201)
})

test('the metadata of the second user is discarded', async () => {
  await ask(`UPDATE users SET metadata = '{"plan":"free"}' WHERE user_id = '${first.userId}'`)
  await ask(`UPDATE users SET metadata = '{"color":"red"}' WHERE user_id = '${second.userId}'`)

  expect((await linkWith(second.idToken)).status).toBe(201)

  const user = await (await managementApi(tenant, first.userId, first.accessToken).user()).json()
  expect(user.user_metadata).toEqual({ plan: 'free' })
  expect(await ask(`SELECT 1 FROM users WHERE user_id = '${second.userId}'`)).toEqual([])
})

test('a blocked user is not linked', async () => {
  await ask(`UPDATE users SET blocked = 1 WHERE user_id = '${second.userId}'`)

  expect((await linkWith(second.idToken)).status).toBe(404)
  expect(await tenant.users()).toHaveLength(3)
})

test('an access token that has expired is refused', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 86_401_000 })

  const response = await linkWith(second.idToken)

  expect(response.status).toBe(401)
  expect(await response.json()).toMatchObject({ errorCode: 'invalid_token' })
})
