import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTenant } from '../../demo/tenant/index'

const app = 'http://127.0.0.1:5173'
const redirectUri = `${app}/callback`

describe('calls across origins', () => {
  let origin: string
  let close: () => Promise<void>

  beforeAll(async () => {
    ;({ origin, close } = await startTenant({ appOrigins: [app], redirectUris: [redirectUri] }))
  })

  afterAll(() => close())

  const paths = [
    ['GET', '/.well-known/openid-configuration'],
    ['GET', '/.well-known/jwks.json'],
    ['POST', '/oauth/token'],
    ['GET', '/userinfo'],
    ['POST', '/login/unlink'],
    ['POST', '/unlink'],
    ['GET', '/api/v2/users/auth0%7C1'],
    ['POST', '/api/v2/users/auth0%7C1/identities'],
    ['DELETE', '/api/v2/users/auth0%7C1/identities/github/1'],
  ] as const

  const corsHeaders = (response: Response) =>
    [...response.headers.keys()].filter((name) => name.startsWith('access-control-'))

  test.each(paths)('%s %s is allowed for a listed origin, without credentials', async (method, path) => {
    const preflight = await fetch(origin + path, {
      method: 'OPTIONS',
      headers: {
        Origin: app,
        'Access-Control-Request-Method': method,
        'Access-Control-Request-Headers': 'authorization,content-type',
      },
    })
    const response = await fetch(origin + path, { method, headers: { Origin: app } })

    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-methods')).toContain(method)
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization,content-type')
    for (const { headers } of [preflight, response]) {
      expect(headers.get('access-control-allow-origin')).toBe(app)
      expect(headers.get('access-control-allow-credentials')).toBeNull()
      expect(headers.get('vary')).toContain('Origin')
    }
  })

  test.each(paths)('%s %s has no CORS header for any other origin', async (method, path) => {
    for (const other of ['http://127.0.0.1:5174', 'https://evil.example', 'null']) {
      const preflight = await fetch(origin + path, {
        method: 'OPTIONS',
        headers: { Origin: other, 'Access-Control-Request-Method': method },
      })
      const response = await fetch(origin + path, { method, headers: { Origin: other } })

      expect(corsHeaders(preflight)).toEqual([])
      expect(corsHeaders(response)).toEqual([])
    }
  })

  test('only the Management API offers DELETE', async () => {
    const preflight = await fetch(`${origin}/login/unlink`, {
      method: 'OPTIONS',
      headers: { Origin: app, 'Access-Control-Request-Method': 'DELETE' },
    })

    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET,POST')
  })

  test('a path for navigation has none, even for a listed origin', async () => {
    const response = await fetch(`${origin}/authorize`, { headers: { Origin: app } })

    expect(corsHeaders(response)).toEqual([])
  })
})
