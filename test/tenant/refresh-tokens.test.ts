import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTenant, type Tenant } from '../../demo/tenant/index'
import { Browserless, signIn, startSignIn } from './browserless'
import { managementScope, refresh } from './management-api'

const redirectUri = 'http://127.0.0.1:5173/callback'
const ada = 'auth0|6615f0c2a1b2c3d4e5f60718'

let tenant: Tenant

beforeAll(async () => {
  tenant = await startTenant({ appOrigins: [], redirectUris: [redirectUri] })
})

afterAll(() => tenant.close())

test('a refresh token is for who asks for offline_access', async () => {
  expect((await signIn(tenant, redirectUri)).refreshToken).toBeUndefined()

  const { refreshToken } = await signIn(tenant, redirectUri, { scope: managementScope })

  const response = await refresh(tenant, refreshToken)
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({ token_type: 'Bearer', scope: managementScope })
})

test('a silent sign-in gets one too', async () => {
  const browser = new Browserless(redirectUri)
  await signIn(tenant, redirectUri, { browser })

  const { url, finish } = await startSignIn(tenant, redirectUri, { prompt: 'none', scope: managementScope })
  const { refreshToken, userId } = await finish((await browser.visit(url)).url)

  expect(userId).toBe(ada)
  expect((await refresh(tenant, refreshToken)).status).toBe(200)
})

test('two windows can use the same one', async () => {
  const { refreshToken } = await signIn(tenant, redirectUri, { scope: managementScope })

  const answers = await Promise.all([refresh(tenant, refreshToken), refresh(tenant, refreshToken)])

  for (const answer of answers) {
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ refresh_token: refreshToken })
  }
})
