import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  type BetterAuthServer,
  type BetterAuthServerOptions,
  startBetterAuth,
} from '../../demo/better-auth/index'
import { faults } from '../../demo/tenant/index'
import { app, profilePage, Visitor } from './visitor'

const running = new Set<BetterAuthServer>()

const start = async (options: Partial<BetterAuthServerOptions> = {}) => {
  const server = await startBetterAuth({ appOrigins: [app], ...options })
  running.add(server)
  return server
}

const stop = async (server: BetterAuthServer) => {
  running.delete(server)
  await server.close()
}

afterEach(async () => {
  await Promise.all([...running].map(stop))
})

const corsHeaders = ({ headers }: Response) =>
  [...headers.keys()].filter((name) => name.startsWith('access-control-'))

describe('calls across origins', () => {
  const call = async (path: string, method: string, origin: string) => {
    const server = [...running][0] ?? (await start())
    const preflight = await fetch(server.origin + path, {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': method,
        'Access-Control-Request-Headers': 'content-type',
      },
    })
    return { preflight, response: await fetch(server.origin + path, { method, headers: { Origin: origin } }) }
  }

  const endpoints = [
    ['/api/auth/list-accounts', 'GET'],
    ['/api/auth/link-social', 'POST'],
    ['/api/auth/unlink-account', 'POST'],
  ] as const

  test.each(endpoints)('%s is allowed for the app, with credentials', async (path, method) => {
    const { preflight, response } = await call(path, method, app)

    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-methods')).toContain(method)
    expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type')
    for (const { headers } of [preflight, response]) {
      expect(headers.get('access-control-allow-origin')).toBe(app)
      expect(headers.get('access-control-allow-credentials')).toBe('true')
      expect(headers.get('vary')).toContain('Origin')
    }
  })

  test.each(endpoints)('%s has no CORS header for any other origin', async (path, method) => {
    for (const other of ['http://127.0.0.1:5174', 'https://evil.example', 'null']) {
      const { preflight, response } = await call(path, method, other)

      expect([...corsHeaders(preflight), ...corsHeaders(response)]).toEqual([])
    }
  })

  test('the sign-in page has none, even for the app', async () => {
    const { preflight, response } = await call(`/sign-in?return_to=${profilePage}`, 'GET', app)

    expect([...corsHeaders(preflight), ...corsHeaders(response)]).toEqual([])
  })

  test('a page on another origin changes nothing, even with the cookies', async () => {
    const server = await start()
    const visitor = new Visitor(server)
    await visitor.signIn()
    const { id } = await visitor.account('google-oauth2')
    const before = await server.users()

    const answer = await visitor.browser.ask(`${server.origin}/api/auth/unlink-account`, {
      body: { accountId: id },
      origin: 'http://127.0.0.1:5174',
    })

    expect(answer).toMatchObject({ status: 403, body: { code: 'INVALID_ORIGIN' } })
    expect(await server.users()).toEqual(before)
  })
})

test('the session cookie is not available to scripts and other sites, and has its own name', async () => {
  const server = await start()

  const response = await fetch(`${server.origin}/sign-in/password?return_to=${encodeURIComponent(app)}`, {
    method: 'POST',
    body: new URLSearchParams(server.demoUser),
    redirect: 'manual',
  })

  const [cookie, ...others] = response.headers.getSetCookie()
  expect(cookie).toMatch(/^linked-accounts\.session_token=.*HttpOnly; SameSite=Lax$/)
  expect(others).toEqual([])
})

describe('for tests', () => {
  test('requests are recorded with their bodies', async () => {
    const server = await start()
    const visitor = new Visitor(server)
    await visitor.signIn()

    await visitor.unlink({ id: 'any' })

    expect(server.requests.at(-1)).toMatchObject({
      method: 'POST',
      path: '/api/auth/unlink-account',
      query: {},
      headers: { origin: app, 'content-type': 'application/json' },
      body: { accountId: 'any' },
    })
  })

  test('a fault can affect a response after the request has taken effect', async () => {
    const server = await start()
    const visitor = new Visitor(server)
    await visitor.signIn()
    const account = await visitor.account('google-oauth2')
    server.fault('POST', '/api/auth/unlink-account', faults.malformed)

    await expect(visitor.unlink(account)).rejects.toThrow(SyntaxError)

    expect((await visitor.accounts()).map(({ providerId }) => providerId)).toEqual(['credential', 'acme-sso'])
  })

  test('a response is delayed until it is released', async () => {
    const server = await start()
    const visitor = new Visitor(server)
    await visitor.signIn()
    const account = await visitor.account('google-oauth2')
    const release = server.hold('POST', '/api/auth/unlink-account')

    let answered = false
    const answer = visitor.unlink(account).finally(() => {
      answered = true
    })
    await vi.waitFor(async () => expect((await server.users())[0]?.identities).toHaveLength(2))
    expect(answered).toBe(false)

    release()
    expect(await answer).toMatchObject({ status: 200 })
  })
})

test('a database in a file keeps its data and sessions after a restart, until it is reset', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'better-auth-'))
  try {
    const database = join(folder, 'better-auth.sqlite')
    const first = await start({ database })
    const port = Number(new URL(first.origin).port)
    const visitor = new Visitor(first)
    await visitor.signIn()
    await visitor.unlink(await visitor.account('google-oauth2'))
    const users = await first.users()
    await stop(first)

    const second = await start({ database, port })
    expect(second.origin).toBe(first.origin)
    expect(await second.users()).toEqual(users)
    expect(await visitor.accounts()).toHaveLength(2)
    await stop(second)

    const third = await start({ database, port, reset: true })
    expect((await third.users())[0]?.identities).toHaveLength(3)
    expect(await visitor.ask('/list-accounts')).toMatchObject({ status: 401 })
    await stop(third)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('nothing is printed when users make errors', async () => {
  const lines = [vi.spyOn(console, 'log'), vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')]
  const visitor = new Visitor(await start())

  await visitor.signIn({ email: 'ada@example.com', password: 'wrong' })
  await visitor.signIn()
  await visitor.link('github', 'grace-hopper')
  await visitor.unlink({ id: 'any' })

  for (const line of lines) expect(line).not.toHaveBeenCalled()
})
