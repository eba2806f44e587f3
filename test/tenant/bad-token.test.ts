import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startTenant, type Tenant, type TenantOptions } from '../../demo/tenant/index'
import { followLink, signIn } from './browserless'

const redirectUri = 'http://127.0.0.1:5173/callback'

let folder: string
let tenant: Tenant

const start = async (options: Partial<TenantOptions>) => {
  const database = join(folder, 'tenant.sqlite')
  tenant = await startTenant({ appOrigins: [], redirectUris: [redirectUri], database, ...options })
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenant-'))
})

afterEach(async () => {
  vi.useRealTimers()
  await tenant.close()
  await rm(folder, { recursive: true })
})

const link = async (accessToken: string, account: string) => {
  const parameters = new URLSearchParams({
    response_type: 'code',
    client_id: tenant.clientId,
    connection: 'github',
    redirect_uri: redirectUri,
    access_token: accessToken,
    state: 'the state',
  })
  const end = await followLink(`${tenant.origin}/authorize?${parameters}`, { account })
  return Object.fromEntries(new URL(end).searchParams)
}

test('an expired token is refused', async () => {
  await start({ accessTokenTtl: 60 })
  const { accessToken } = await signIn(tenant, redirectUri)
  const before = await tenant.users()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 })

  expect(await link(accessToken, 'ada-lovelace')).toEqual({
    error: 'unauthorized',
    error_description: 'the access token is not valid or has expired',
    state: 'the state',
  })
  expect(await tenant.users()).toEqual(before)
})

test('a token that has not expired is accepted', async () => {
  await start({ accessTokenTtl: 60 })
  const { accessToken } = await signIn(tenant, redirectUri)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 50_000 })

  expect(Object.keys(await link(accessToken, 'ada-lovelace'))).toEqual(['code', 'state'])
})

test('with onBadToken "login" a bad token ends in a sign-in that links nothing', async () => {
  await start({ onBadToken: 'login' })
  const before = await tenant.users()

  expect(Object.keys(await link('nonsense', 'ada-lovelace'))).toEqual(['code', 'state'])
  expect(await tenant.users()).toEqual([
    ...before,
    {
      userId: 'github|583231',
      email: 'ada@example.com',
      identities: [{ provider: 'github', userId: '583231', connection: 'github' }],
    },
  ])
})

test('with onBadToken "login" a good token still links', async () => {
  await start({ onBadToken: 'login' })
  const { accessToken, userId } = await signIn(tenant, redirectUri)

  await link(accessToken, 'ada-lovelace')

  const user = (await tenant.users()).find((candidate) => candidate.userId === userId)
  expect(user?.identities.at(-1)).toEqual({ provider: 'github', userId: '583231', connection: 'github' })
})

test('a blocked user links, lists and unlinks nothing, and does not sign in', async () => {
  await start({})
  const { accessToken } = await signIn(tenant, redirectUri)
  const before = await tenant.users()
  const administration = createClient({ url: `file:${join(folder, 'tenant.sqlite')}` })
  await administration.execute("UPDATE users SET blocked = 1 WHERE user_id LIKE 'auth0|%'")
  administration.close()

  expect(await link(accessToken, 'ada-lovelace')).toEqual({
    error: 'unauthorized',
    error_description: 'user is blocked',
    state: 'the state',
  })
  const list = await fetch(`${tenant.origin}/userinfo`, {
    headers: { Authorization: `Bearer ${accessToken}` },
  })
  expect(list.status).toBe(401)
  const unlink = await fetch(`${tenant.origin}/login/unlink`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ access_token: accessToken, user_id: 'google-oauth2|108204268033311374519' }),
  })
  expect(unlink.status).toBe(401)
  await expect(signIn(tenant, redirectUri)).rejects.toMatchObject({
    error: 'unauthorized',
    error_description: 'user is blocked',
  })
  expect(await tenant.users()).toEqual(before)
})
