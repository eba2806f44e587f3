import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTenant, type Tenant } from '../../demo/tenant/index'
import { Browserless, signIn, startSignIn } from './browserless'

const app = 'http://127.0.0.1:5173'
const redirectUri = `${app}/callback`
const ada = 'auth0|6615f0c2a1b2c3d4e5f60718'

let tenant: Tenant
let browser: Browserless

beforeAll(async () => {
  tenant = await startTenant({ appOrigins: [app], redirectUris: [redirectUri] })
})

afterAll(() => tenant.close())

beforeEach(() => {
  browser = new Browserless(redirectUri)
})

describe('silent renewal with response_mode=web_message', () => {
  const renewal = () =>
    startSignIn(tenant, redirectUri, { prompt: 'none', response_mode: 'web_message', state: 'the state' })

  /** Runs the script of the response as in a frame of the page, and returns the message it posts. */
  const messageOf = (html: string) => {
    const [, script = ''] = /<script>(.*)<\/script>/s.exec(html) ?? []
    const posted: { message: { type: string; response: Record<string, string> }; origin: string }[] = []
    const parent = {
      postMessage: (message: (typeof posted)[0]['message'], origin: string) =>
        posted.push({ message, origin }),
    }
    const scripts = [{ parentElement: { removeChild() {} } }]
    const frame = { parent, document: { scripts }, close() {} }
    new Function(script).call(frame)
    const [first, ...others] = posted
    if (!first || others.length > 0) throw new Error(`the script has posted ${posted.length} messages`)
    return first
  }

  test('posts a code to the page of the redirect URI, and to no other', async () => {
    await signIn(tenant, redirectUri, { browser })
    const { url, finish } = await startSignIn(tenant, redirectUri, {
      prompt: 'none',
      response_mode: 'web_message',
    })

    const answer = await browser.visit(url)

    expect(answer.url).toBe(url)
    expect(answer.status).toBe(200)
    const posted = messageOf(answer.html)
    expect(posted).toEqual({
      origin: redirectUri,
      message: {
        type: 'authorization_response',
        response: {
          code: expect.any(String),
          state: expect.any(String),
          iss: tenant.issuer,
        },
      },
    })
    const callback = `${redirectUri}?${new URLSearchParams(posted.message.response)}`
    expect(await finish(callback)).toMatchObject({ userId: ada })
  })

  test('posts login_required if no user is signed in', async () => {
    const { html } = await browser.visit((await renewal()).url)

    expect(messageOf(html)).toMatchObject({
      origin: redirectUri,
      message: { response: { error: 'login_required', state: 'the state' } },
    })
  })

  test('may be shown in a frame of the app', async () => {
    const answer = await fetch((await renewal()).url)

    expect(answer.headers.get('x-frame-options')).toBeNull()
    expect(answer.headers.get('content-security-policy') ?? '').not.toContain('frame-ancestors')
  })
})

describe('/v2/logout with returnTo', () => {
  const logout = (parameters: Record<string, string>) =>
    browser.visit(`${tenant.origin}/v2/logout?${new URLSearchParams(parameters)}`)

  const silently = async () => {
    const { url } = await startSignIn(tenant, redirectUri, { prompt: 'none' })
    return new URL((await browser.visit(url)).url).searchParams
  }

  test('ends the session without asking and returns to the app', async () => {
    await signIn(tenant, redirectUri, { browser })
    expect((await silently()).has('code')).toBe(true)

    const end = await logout({ client_id: tenant.clientId, returnTo: app })

    expect(end.url).toBe(`${app}/`)
    expect((await silently()).get('error')).toBe('login_required')
  })

  test.each([
    ['an address that is not registered', 'profile-page', 'https://evil.example/'],
    ['an address that only starts like a registered one', 'profile-page', `${app}.evil.example/`],
    ['an unknown client', 'another-app', app],
  ])('refuses %s, and the session stays', async (_, client_id, returnTo) => {
    await signIn(tenant, redirectUri, { browser })

    const refused = await logout({ client_id, returnTo })

    expect(refused.status).toBe(400)
    expect(refused.html).toContain('not one of the client’s logout addresses')
    expect((await silently()).has('code')).toBe(true)
  })

  test('is no error if no user is signed in', async () => {
    expect((await logout({ client_id: tenant.clientId, returnTo: `${app}/` })).url).toBe(`${app}/`)
  })
})

describe('/oauth/token', () => {
  /** Signs in, and exchanges the code with this body. */
  const exchange = async (bodyOf: (fields: Record<string, string>) => RequestInit) => {
    const configured = await startSignIn(tenant, redirectUri)
    const codeVerifier = 'v'.repeat(43)
    const url = new URL(configured.url)
    // The S256 challenge of the verifier above.
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(codeVerifier))
    url.searchParams.set('code_challenge', Buffer.from(digest).toString('base64url'))
    const page = await browser.visit(url.href)
    const end = await browser.submit(page, 'Continue', { ...tenant.demoUser })
    const code = new URL(end.url).searchParams.get('code') ?? ''
    return fetch(`${tenant.origin}/oauth/token`, {
      method: 'POST',
      ...bodyOf({
        grant_type: 'authorization_code',
        client_id: tenant.clientId,
        code,
        code_verifier: codeVerifier,
        redirect_uri: redirectUri,
      }),
    })
  }

  test.each<[string, (fields: Record<string, string>) => RequestInit]>([
    ['a form', (fields) => ({ body: new URLSearchParams(fields) })],
    ['JSON', (fields) => ({ body: JSON.stringify(fields), headers: { 'Content-Type': 'application/json' } })],
  ])('accepts %s', async (_, bodyOf) => {
    const response = await exchange(bodyOf)

    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ token_type: 'Bearer', id_token: expect.any(String) })
    expect(tenant.requests.at(-1)?.body).toMatchObject({ grant_type: 'authorization_code' })
  })

  test.each([
    ['broken JSON', '{"grant_type":'],
    ['JSON that is not an object', 'null'],
    ['JSON with fields that are not strings', '{"grant_type":["authorization_code"],"client_id":5}'],
    [
      'JSON with a code that was not issued',
      '{"grant_type":"authorization_code","client_id":"profile-page","code":"x"}',
    ],
  ])('refuses %s', async (_, body) => {
    const response = await fetch(`${tenant.origin}/oauth/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    })

    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: expect.stringMatching(/^invalid_/) })
  })
})
