import * as openid from 'openid-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTenant, type Tenant } from '../../demo/tenant/index'
import { Browserless, startSignIn } from './browserless'
import { managementApi, managementScope, refresh } from './management-api'

const redirectUri = 'http://127.0.0.1:5173/callback'
const app = 'http://localhost:3000/'
const ada = 'auth0|6615f0c2a1b2c3d4e5f60718'

let tenant: Tenant
/** The same tenant with the client of your own apps. */
let forOwnApp: Tenant

beforeAll(async () => {
  tenant = await startTenant({ appOrigins: [], redirectUris: [redirectUri], apps: [app] })
  forOwnApp = { ...tenant, clientId: tenant.ownApp?.clientId ?? '' }
})

afterAll(() => tenant.close())

const signInFor = async (parameters: Record<string, string>, where = forOwnApp, uri = app) => {
  const browser = new Browserless(uri)
  const { url, finish } = await startSignIn(where, uri, { scope: managementScope, ...parameters })
  const page = await browser.submit(await browser.visit(url), 'Continue', { ...tenant.demoUser })
  return finish(page.url)
}

/** Signs in with any scope. Without `openid` there is no ID token. */
const accessTokenFor = async (scope: string, audience: string) => {
  const browser = new Browserless(app)
  const verifier = openid.randomPKCECodeVerifier()
  const { url } = await startSignIn(forOwnApp, app, {
    scope,
    audience,
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
  })
  const page = await browser.submit(await browser.visit(url), 'Continue', { ...tenant.demoUser })
  const response = await fetch(`${tenant.origin}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: forOwnApp.clientId,
      code: new URL(page.url).searchParams.get('code') ?? '',
      code_verifier: verifier,
      redirect_uri: app,
    }),
  })
  expect(response.status).toBe(200)
  return (await response.json()).access_token
}

const userinfo = (accessToken: string) =>
  fetch(`${tenant.origin}/userinfo`, { headers: { Authorization: `Bearer ${accessToken}` } })

const user = (accessToken: string) => managementApi(tenant, ada, accessToken).user()

test('the audience of the Management API is its URL', () => {
  expect(tenant.managementAudience).toBe(`${tenant.origin}/api/v2/`)
})

describe('a token for the Management API', () => {
  test('is valid there, and with openid at /userinfo as well', async () => {
    const { accessToken } = await signInFor({ audience: tenant.managementAudience })

    expect((await user(accessToken)).status).toBe(200)
    expect(await (await userinfo(accessToken)).json()).toMatchObject({ sub: ada })
  })

  test('keeps its audience when it is refreshed', async () => {
    const { refreshToken } = await signInFor({ audience: tenant.managementAudience })

    const { access_token } = await (await refresh(forOwnApp, refreshToken)).json()

    expect((await user(access_token)).status).toBe(200)
  })

  test('without openid is not valid at /userinfo', async () => {
    const accessToken = await accessTokenFor('read:current_user', tenant.managementAudience)

    expect((await user(accessToken)).status).toBe(200)
    expect((await userinfo(accessToken)).status).toBe(403)
  })
})

describe('a token for /userinfo', () => {
  const expectRefused = async (accessToken: string) => {
    expect(await (await userinfo(accessToken)).json()).toMatchObject({ sub: ada })
    const response = await user(accessToken)
    expect(response.status).toBe(401)
    expect(await response.json()).toEqual({
      statusCode: 401,
      error: 'Unauthorized',
      message: `Bad audience: ${tenant.origin}/userinfo`,
      errorCode: 'invalid_token',
    })
  }

  test.each([
    ['requested by its audience', () => ({ audience: `${tenant.origin}/userinfo` })],
    ['requested without an audience', () => ({})],
  ])('%s is not valid at the Management API', async (_, parameters) => {
    await expectRefused((await signInFor(parameters())).accessToken)
  })

  test('keeps its audience when it is refreshed', async () => {
    const { refreshToken } = await signInFor({})

    const { access_token } = await (await refresh(forOwnApp, refreshToken)).json()

    await expectRefused(access_token)
  })
})

test('the profile page has the Management API as its default audience, and can request the other one', async () => {
  const byDefault = await signInFor({}, tenant, redirectUri)
  expect((await user(byDefault.accessToken)).status).toBe(200)

  const asked = await signInFor({ audience: `${tenant.origin}/userinfo` }, tenant, redirectUri)
  expect((await user(asked.accessToken)).status).toBe(401)
})

test.each(['https://api.example.com/', 'api', 'http://127.0.0.1/api/v2/'])(
  'the audience %s is not found',
  async (audience) => {
    const { url } = await startSignIn(forOwnApp, app, { audience })

    const end = new URL((await new Browserless(app).visit(url)).url)

    expect(end.origin + end.pathname).toBe(app)
    expect(end.searchParams.get('error')).toBe('access_denied')
    expect(end.searchParams.get('error_description')).toBe(`Service not found: ${audience}`)
  },
)
