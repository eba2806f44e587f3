import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { startTenant, type Tenant, type TenantOptions } from '../../demo/tenant/index'
import { Browserless, signIn, startSignIn } from './browserless'

const app = 'http://127.0.0.1:5173'
const redirectUri = `${app}/callback`
const google = 'google-oauth2|108204268033311374519'

const running = new Set<Tenant>()

const start = async (options: Partial<TenantOptions> = {}) => {
  const tenant = await startTenant({ appOrigins: [app], redirectUris: [redirectUri], ...options })
  running.add(tenant)
  return tenant
}

const stop = async (tenant: Tenant) => {
  running.delete(tenant)
  await tenant.close()
}

afterEach(async () => {
  await Promise.all([...running].map(stop))
})

const unlink = (tenant: Tenant, accessToken: string, userId = google) =>
  fetch(`${tenant.origin}/login/unlink`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ access_token: accessToken, user_id: userId }),
  })

describe('the database', () => {
  let folder: string
  let database: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tenant-'))
    database = join(folder, 'tenant.sqlite')
  })

  afterEach(() => rm(folder, { recursive: true }))

  test('in a file keeps its data after a restart, including sessions and tokens', async () => {
    const first = await start({ database })
    const browser = new Browserless(redirectUri)
    const { accessToken, userId } = await signIn(first, redirectUri, { browser })
    await unlink(first, accessToken)
    const users = await first.users()
    await stop(first)

    const second = await start({ database })

    expect(users).toHaveLength(3)
    expect(await second.users()).toEqual(users)
    const silent = await startSignIn(second, redirectUri, { prompt: 'none' })
    expect(await silent.finish((await browser.visit(silent.url)).url)).toMatchObject({ userId })
    expect((await unlink(second, accessToken)).status).toBe(404)
  })

  test('creates the folder of its file', async () => {
    const tenant = await start({ database: join(folder, 'not', 'there', 'yet', 'tenant.db') })
    expect(await tenant.users()).toHaveLength(2)
  })

  test('starts with the initial data after a reset', async () => {
    const first = await start({ database })
    const { accessToken } = await signIn(first, redirectUri)
    const seeded = await first.users()
    await unlink(first, accessToken)
    await stop(first)

    const second = await start({ database, reset: true })

    expect(await second.users()).toEqual(seeded)
    expect((await unlink(second, accessToken)).status).toBe(401)
  })

  test('in memory belongs to one tenant', async () => {
    const [one, other] = await Promise.all([start(), start()])
    const { accessToken } = await signIn(one, redirectUri)

    await unlink(one, accessToken)

    expect(await one.users()).toHaveLength(3)
    expect(await other.users()).toHaveLength(2)
  })
})

test('every request is recorded with its body, in the order of arrival', async () => {
  const tenant = await start()
  await signIn(tenant, redirectUri)

  expect(tenant.requests.map(({ method, path }) => `${method} ${path.replace(/[\w-]{21,}/, ':id')}`)).toEqual(
    [
      'GET /.well-known/openid-configuration',
      'GET /authorize',
      'GET /u/sign-in/:id',
      'POST /u/sign-in/:id/password',
      'GET /authorize/:id',
      'POST /oauth/token',
    ],
  )
  expect(tenant.requests[1]?.query).toMatchObject({ client_id: tenant.clientId, redirect_uri: redirectUri })
  expect(tenant.requests[3]?.body).toEqual(tenant.demoUser)
  expect(tenant.requests[5]?.body).toMatchObject({ grant_type: 'authorization_code' })
})

describe('hold', () => {
  test('delays the response to a request that has taken effect, until it is released', async () => {
    const tenant = await start()
    const { accessToken } = await signIn(tenant, redirectUri)
    const release = tenant.hold('POST', '/login/unlink')
    let answered = false

    const answer = unlink(tenant, accessToken).finally(() => {
      answered = true
    })
    await vi.waitFor(async () => expect(await tenant.users()).toHaveLength(3))
    expect(answered).toBe(false)

    release()
    expect((await answer).status).toBe(200)
    expect((await unlink(tenant, accessToken)).status).toBe(404)
  })

  test('does not affect other requests', async () => {
    const tenant = await start()
    const { accessToken } = await signIn(tenant, redirectUri)
    tenant.hold('GET', '/userinfo')

    expect((await unlink(tenant, accessToken)).status).toBe(200)
  })

  test('does not prevent the tenant from closing', async () => {
    const tenant = await start()
    tenant.hold('GET', '/userinfo')
    const answer = fetch(`${tenant.origin}/userinfo`).catch((error: unknown) => error)
    await vi.waitFor(() => expect(tenant.requests.at(-1)?.path).toBe('/userinfo'))

    await stop(tenant)

    expect(await answer).toBeInstanceOf(TypeError)
  })
})

test('listens on the given ports', async () => {
  const { origin, connections } = await start()
  await Promise.all([...running].map(stop))
  const providerPorts = Object.fromEntries(
    connections.map(({ name, issuer }) => [name, Number(new URL(issuer).port)]),
  )

  const again = await start({ port: Number(new URL(origin).port), providerPorts })

  expect(again.origin).toBe(origin)
  expect(again.connections).toEqual(connections)
})

test('a port that is taken is an error, and leaves nothing running', async () => {
  const { origin, connections } = await start()
  const github = connections.find(({ name }) => name === 'github')
  const port = Number(new URL(github?.issuer ?? '').port)

  await expect(start({ providerPorts: { github: port } })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await expect(start({ port: Number(new URL(origin).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

test('nothing is printed', async () => {
  const lines = [vi.spyOn(console, 'info'), vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')]
  const tenant = await start()

  const { accessToken } = await signIn(tenant, redirectUri)
  await unlink(tenant, accessToken)

  for (const line of lines) expect(line).not.toHaveBeenCalled()
})
