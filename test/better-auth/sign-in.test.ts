import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type BetterAuthServer, startBetterAuth } from '../../demo/better-auth/index'
import { buttonsOf } from '../tenant/browserless'
import { app, profilePage, Visitor } from './visitor'

let server: BetterAuthServer
let visitor: Visitor

beforeEach(async () => {
  server = await startBetterAuth({ appOrigins: [app] })
  visitor = new Visitor(server)
})

afterEach(() => server.close())

const signedInAs = async () => (await visitor.ask('/get-session')).body?.user.email

test('the demo user signs in with the password and returns to the app', async () => {
  const page = await visitor.openSignInPage()
  expect(buttonsOf(page)).toEqual([
    'Continue',
    'Continue with Google',
    'Continue with GitHub',
    'Continue with Acme SSO',
    'Cancel',
  ])

  const end = await visitor.browser.submit(page, 'Continue', server.demoUser)

  expect(end.url).toBe(profilePage)
  expect(await signedInAs()).toBe('ada@example.com')
})

test('a wrong password shows an error, and the right one then signs in', async () => {
  const refused = await visitor.signIn({ email: 'ada@example.com', password: 'wrong' })
  expect(refused).toMatchObject({ status: 400, html: expect.stringContaining('Wrong email or password.') })
  expect(refused.html).toContain('value="ada@example.com"')
  expect(await signedInAs()).toBeUndefined()

  await visitor.browser.submit(refused, 'Continue', server.demoUser)
  expect(await signedInAs()).toBe('ada@example.com')
})

test('a linked account signs in as its user', async () => {
  const end = await visitor.signInWith('Google', 'ada.lovelace@gmail.example')

  expect(end.url).toBe(profilePage)
  expect(await signedInAs()).toBe('ada@example.com')
  expect(await server.users()).toHaveLength(2)
})

test('an unknown account signs up', async () => {
  await visitor.signInWith('Google', 'new.user@gmail.example')

  expect(await signedInAs()).toBe('new.user@gmail.example')
  expect((await server.users())[2]?.identities).toEqual([
    { provider: 'google-oauth2', userId: expect.stringMatching(/^\d{21}$/), connection: 'google-oauth2' },
  ])
})

test.each([
  ['the email of another user', 'ada-lovelace', 'Another user already has that email.'],
  ['no email', 'analytical-engine', 'That account has no email'],
  ['a canceled sign-in', 'cancel', 'Sign-in was canceled.'],
])('an account with %s does not sign in, and the page shows the reason', async (_, account, alert) => {
  const before = await server.users()

  const end = await visitor.signInWith('GitHub', account)

  expect(end.html).toContain(`<p role="alert">${alert}`)
  expect(await signedInAs()).toBeUndefined()
  expect(await server.users()).toEqual(before)
})

test('canceling returns to the app', async () => {
  const end = await visitor.browser.submit(await visitor.openSignInPage(), 'Cancel')

  expect(end.url).toBe(profilePage)
  expect(await signedInAs()).toBeUndefined()
})

test('signing out ends the session', async () => {
  await visitor.signIn()

  expect(await visitor.ask('/sign-out', {})).toEqual({ status: 200, body: { success: true } })

  expect(await signedInAs()).toBeUndefined()
})

describe('the sign-in page refuses', () => {
  test.each(['https://evil.example/', '//evil.example', '/profile', 'http://127.0.0.1:51730/', ''])(
    'to return to %j',
    async (elsewhere) => {
      const page = await visitor.openSignInPage(elsewhere)
      const returnTo = encodeURIComponent(elsewhere)
      const posted = await visitor.browser.visit(`${server.origin}/sign-in/password?return_to=${returnTo}`, {
        ...server.demoUser,
      })

      for (const { status, html } of [page, posted]) {
        expect(status).toBe(400)
        expect(html).toContain('no valid return address')
      }
      expect(await signedInAs()).toBeUndefined()
    },
  )

  test.each(['cross-site', 'same-site'])('a form that a browser calls %s', async (site) => {
    const response = await fetch(
      `${server.origin}/sign-in/password?return_to=${encodeURIComponent(profilePage)}`,
      {
        method: 'POST',
        headers: { 'Sec-Fetch-Site': site },
        body: new URLSearchParams(server.demoUser),
        redirect: 'manual',
      },
    )

    expect(response.status).toBe(403)
    expect(response.headers.getSetCookie()).toEqual([])
  })
})
