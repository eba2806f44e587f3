import type { BrowserContext } from 'playwright'
import { faults } from '../../demo/tenant/index'
import type { Consumer, Installed } from './consumer'
import { expect, test } from './consumer-test'
import {
  button,
  confirmUnlink,
  google,
  linkAndUnlinkGitHub,
  linkGitHub,
  signIn,
  unlinkButton,
  unlinkGitHub,
} from './visit'

const gracesGoogle = 'Google account grace.hopper@gmail.example'

const app: Consumer = { app: 'auth0-react' }

/** The SDK without the two settings from the README: tokens in memory, renewed with the tenant's cookie. */
const byCookie: Consumer = {
  ...app,
  edits: [['src/App.tsx', '      useRefreshTokens\n      cacheLocation="localstorage"\n', '']],
}

const managementApi: Consumer = {
  ...app,
  edits: [
    [
      'src/App.tsx',
      "useClassicClient } from 'react-linked-accounts/use-classic-client'",
      "useAuth0Client } from 'react-linked-accounts/use-auth0-client'",
    ],
    ['src/App.tsx', 'useClassicClient({', 'useAuth0Client({'],
    [
      'src/App.tsx',
      'authorizationParams={{',
      "authorizationParams={{ audience: 'https://tenant.example.com/api/v2/', scope: 'openid profile email read:current_user update:current_user_identities',",
    ],
  ],
}

const routes: Consumer = { app: 'auth0-react-routes', addresses: ['/settings', '/callback'] }

/** Grace signs in at the tenant in another tab, so that its cookie is hers. */
async function signInAsGrace(context: BrowserContext, { origin, tenant }: Installed) {
  const page = await context.newPage()
  const address = new URL('/authorize', tenant.origin)
  address.search = new URLSearchParams({
    client_id: tenant.ownApp?.clientId ?? '',
    redirect_uri: `${origin}/`,
    response_type: 'code',
    scope: 'openid',
    prompt: 'login',
    connection: 'github',
    code_challenge: 'c'.repeat(43),
    code_challenge_method: 'S256',
  }).toString()
  await page.goto(address.href)
  await button(page, 'grace-hopper').click()
  await page.waitForURL(`${origin}/?code=*`)
  await page.close()
}

test("its token links and unlinks, and stays the first user's even if another user signs in", async ({
  build,
  visit,
}) => {
  const installed = await build(app)
  const { tenant } = installed
  const { context, page, problems } = await visit()
  await signIn(page, installed)
  await linkGitHub(page, tenant)
  expect(page.url()).toBe(installed.page)

  await signInAsGrace(context, installed)
  await page.reload()
  await unlinkGitHub(page, tenant)
  expect(problems).toEqual([])
})

test('renewed with the cookie, its token links and unlinks, and never unlinks for another user', async ({
  build,
  visit,
}) => {
  const installed = await build(byCookie)
  const { tenant } = installed
  const { context, page } = await visit()
  await signIn(page, installed)
  await linkAndUnlinkGitHub(page, installed)

  await signInAsGrace(context, installed)
  const before = await tenant.users()
  tenant.fault('POST', '/login/unlink', faults.unauthorized, { times: 1 })
  await unlinkButton(page, google).click()
  await confirmUnlink(page, 'Google')
  const announced = page.getByRole('log').getByText(google)
  await announced.waitFor()
  expect(await announced.textContent()).toMatch(/^(Couldn't unlink|We couldn't confirm) /)
  expect(await tenant.users()).toEqual(before)

  await page.reload()
  await unlinkButton(page, gracesGoogle).waitFor()
  expect(await unlinkButton(page, google).count()).toBe(0)
})

test('its token links and unlinks with the Management API', async ({ build, visit }) => {
  const installed = await build(managementApi)
  const { page, problems } = await visit()
  await signIn(page, installed)
  await linkAndUnlinkGitHub(page, installed)
  expect(installed.tenant.requests.some(({ method }) => method === 'DELETE')).toBe(true)
  expect(problems).toEqual([])
})

test('links with the callback route of the SDK, reports a failure once, and signs out', async ({
  build,
  visit,
}) => {
  const installed = await build(routes)
  const { tenant } = installed
  const { page, problems } = await visit()
  await signIn(page, installed)

  tenant.fault('GET', '/authorize', faults.returns('access_denied'), { times: 1 })
  await button(page, 'Import from GitHub').click()
  await page.getByText("GitHub wasn't linked").first().waitFor()
  expect(await page.getByText("GitHub wasn't linked").count()).toBe(1)
  expect(page.url()).toBe(installed.page)

  await linkAndUnlinkGitHub(page, installed)

  await button(page, 'Sign out').click()
  await button(page, 'Sign in').click()
  await page.getByLabel('Password').waitFor()
  expect(problems).toEqual([])
})

test('the newest SDK links and unlinks', async ({ build, visit }) => {
  const installed = await build({
    ...app,
    versions: { '@auth0/auth0-react': '2.27.0' },
    withoutOverrides: true,
  })
  const { page } = await visit()
  await signIn(page, installed)
  await linkAndUnlinkGitHub(page, installed)
})
