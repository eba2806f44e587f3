import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startTenant, type Tenant } from '../../demo/tenant/index'
import { Browserless, type SignedIn, signIn, signInAgain, startSignIn } from './browserless'
import { managementApi, managementScope, refresh } from './management-api'

const redirectUri = 'http://127.0.0.1:5173/callback'
const ada = 'auth0|6615f0c2a1b2c3d4e5f60718'
const grace = 'github|19061209'

let tenant: Tenant
let browser: Browserless
let first: SignedIn

beforeEach(async () => {
  tenant = await startTenant({ appOrigins: [], redirectUris: [redirectUri] })
  browser = new Browserless(redirectUri)
  first = await signIn(tenant, redirectUri, { browser, scope: managementScope })
})

afterEach(() => tenant.close())

const api = ({ userId, accessToken }: SignedIn = first) => managementApi(tenant, userId, accessToken)

const signInTo = (connection: string, account: string, where = browser) =>
  signInAgain(tenant, redirectUri, { browser: where, connection, account })

const silently = async (where: Browserless, parameters: Record<string, string> = {}) => {
  const { url, finish } = await startSignIn(tenant, redirectUri, { prompt: 'none', ...parameters })
  return finish((await where.visit(url)).url)
}

const userinfo = (accessToken: string) =>
  fetch(`${tenant.origin}/userinfo`, { headers: { Authorization: `Bearer ${accessToken}` } })

describe('the first user stays signed in to the page', () => {
  const cancel = async (connection?: string) => {
    const { url } = await startSignIn(tenant, redirectUri, {
      prompt: 'login',
      ...(connection && { connection }),
    })
    const end = await browser.submit(await browser.visit(url), 'Cancel')
    expect(new URL(end.url).searchParams.get('error')).toBe('access_denied')
  }

  const linkWith = async (account: string) => {
    const { idToken } = await signInTo('github', account)
    return (await api().link({ link_with: idToken })).status
  }

  test.each<[string, () => Promise<unknown>]>([
    ['was linked', async () => expect(await linkWith('ada-lovelace')).toBe(201)],
    ['merged another user', async () => expect(await linkWith('grace-hopper')).toBe(201)],
    [
      'was refused because it is the same user',
      async () => {
        const { idToken } = await signInTo('google-oauth2', 'ada.lovelace@gmail.example')
        expect((await api().link({ link_with: idToken })).status).toBe(400)
      },
    ],
    ['was not followed by a link', () => signInTo('github', 'ada-lovelace')],
    ['was canceled at the provider', () => cancel('github')],
    ['was canceled on the login page', () => cancel()],
  ])('after a second sign-in in the same browser that %s', async (_, secondSignIn) => {
    await secondSignIn()

    expect(await (await userinfo(first.accessToken)).json()).toMatchObject({ sub: ada })
    const refreshed = await refresh(tenant, first.refreshToken)
    expect(refreshed.status).toBe(200)
    const { access_token: accessToken } = await refreshed.json()
    expect((await api({ ...first, accessToken }).user()).status).toBe(200)
  })

  test('without a sign-out in between', async () => {
    await signInTo('github', 'ada-lovelace')

    expect(browser.visited.filter((url) => url.includes('logout'))).toEqual([])
  })
})

describe('a session of a linked identity', () => {
  test('signs in as the owner, in the browser of the link', async () => {
    const { idToken } = await signInTo('github', 'ada-lovelace')
    expect(await silently(browser)).toMatchObject({ userId: 'github|583231' })
    await api().link({ link_with: idToken })

    const after = await silently(browser, { scope: managementScope, id_token_hint: first.idToken })

    expect(after.userId).toBe(ada)
    expect((await api(after).user()).status).toBe(200)
    expect((await refresh(tenant, after.refreshToken)).status).toBe(200)
    expect(await (await userinfo(after.accessToken)).json()).toMatchObject({ sub: ada })
  })

  test('signs in as the owner, in any other browser', async () => {
    const elsewhere = new Browserless(redirectUri)
    await signInTo('github', 'ada-lovelace', elsewhere)
    const { idToken } = await signInTo('github', 'ada-lovelace')
    await api().link({ link_with: idToken })

    expect(await silently(elsewhere)).toMatchObject({ userId: ada })
  })

  test('signs in as the second user as before, if the link was refused', async () => {
    const { idToken } = await signInTo('github', 'grace-hopper')
    expect((await managementApi(tenant, ada, 'nonsense').link({ link_with: idToken })).status).toBe(401)

    expect(await silently(browser)).toMatchObject({ userId: grace })
  })
})
