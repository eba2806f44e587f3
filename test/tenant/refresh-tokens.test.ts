import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTenant, type Tenant } from '../../demo/tenant/index'
import { Browserless, signIn, startSignIn } from './browserless'
import { managementScope, refresh } from './management-api'

const redirectUri = 'http://127.0.0.1:5173/callback'
const app = 'http://localhost:3000/'
const ada = 'auth0|6615f0c2a1b2c3d4e5f60718'

let tenant: Tenant

beforeAll(async () => {
  tenant = await startTenant({ appOrigins: [], redirectUris: [redirectUri], apps: [app] })
})

afterAll(() => tenant.close())

test('a refresh token requires the scope offline_access', async () => {
  expect((await signIn(tenant, redirectUri)).refreshToken).toBeUndefined()

  const { refreshToken } = await signIn(tenant, redirectUri, { scope: managementScope })

  const response = await refresh(tenant, refreshToken)
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({ token_type: 'Bearer', scope: managementScope })
})

test('a silent sign-in can also get one', async () => {
  const browser = new Browserless(redirectUri)
  await signIn(tenant, redirectUri, { browser })

  const { url, finish } = await startSignIn(tenant, redirectUri, { prompt: 'none', scope: managementScope })
  const { refreshToken, userId } = await finish((await browser.visit(url)).url)

  expect(userId).toBe(ada)
  expect((await refresh(tenant, refreshToken)).status).toBe(200)
})

test('two windows of the profile page can use the same one', async () => {
  const { refreshToken } = await signIn(tenant, redirectUri, { scope: managementScope })

  const answers = await Promise.all([refresh(tenant, refreshToken), refresh(tenant, refreshToken)])

  for (const answer of answers) {
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ refresh_token: refreshToken })
  }
})

describe('refresh tokens of your own app', () => {
  /** The same tenant with the client of your own apps. */
  const forOwnApp = (): Tenant => ({ ...tenant, clientId: tenant.ownApp?.clientId ?? '' })

  const newToken = async () => {
    const { refreshToken } = await signIn(forOwnApp(), app, { scope: managementScope })
    return refreshToken
  }

  test('are replaced with each use', async () => {
    const first = await newToken()

    const second = (await (await refresh(forOwnApp(), first)).json()).refresh_token
    const third = (await (await refresh(forOwnApp(), second)).json()).refresh_token

    expect(new Set([first, second, third, undefined]).size).toBe(4)
  })

  test('are all revoked when one is used a second time', async () => {
    const first = await newToken()
    const second = (await (await refresh(forOwnApp(), first)).json()).refresh_token

    for (const token of [first, second]) {
      const refused = await refresh(forOwnApp(), token)
      expect(refused.status).toBe(403)
      expect(await refused.json()).toEqual({
        error: 'invalid_grant',
        error_description: 'Unknown or invalid refresh token.',
      })
    }
  })

  test('are not valid for the profile page', async () => {
    expect((await refresh(tenant, await newToken())).status).toBe(403)
  })
})
