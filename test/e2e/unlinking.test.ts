import type { Locator, Page } from 'playwright'
import { expect } from 'vitest'
import {
  ada,
  adasAcme,
  adasGoogle,
  conversation,
  grace,
  list,
  shownIdentities,
  test,
  unlink,
  unlinkIdentity,
} from './demo-test'

const password = 'Password account ada@example.com'
const google = 'Google account ada.lovelace@gmail.example'
const acme = 'Acme SSO account @alovelace'

const unlinkButton = (page: Page, identity: string) =>
  page.getByRole('button', { name: `Unlink ${identity}`, exact: true })

const row = (page: Page, identity: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('button', { name: identity }) })

const announced = (page: Page, text: string) => page.getByRole('log').filter({ hasText: text }).waitFor()

const [adasPassword] = ada.identities

/** An unlinked identity becomes a separate user. */
const googleAlone = {
  userId: 'google-oauth2|108204268033311374519',
  email: 'ada.lovelace@gmail.example',
  identities: [adasGoogle],
}

test('unlinks Google, and the row disappears before the tenant has responded', async ({ page, tenant }) => {
  await page.goto('/')
  await unlinkButton(page, google).waitFor()
  const answer = tenant.hold('POST', '/login/unlink')
  await unlinkIdentity(page, google)
  await unlinkButton(page, google).waitFor({ state: 'detached' })

  expect(await shownIdentities(page)).toEqual([password, acme])
  expect(await page.getByText(`${google} unlinked.`).count()).toBe(0)
  await expect.poll(() => conversation(tenant)).toEqual([list, unlink('google-oauth2|108204268033311374519')])

  answer()
  await announced(page, `${google} unlinked.`)
  expect(await shownIdentities(page)).toEqual([password, acme])
  expect(await tenant.users()).toEqual([{ ...ada, identities: [adasPassword, adasAcme] }, grace, googleAlone])
  await expect
    .poll(() => conversation(tenant))
    .toEqual([list, unlink('google-oauth2|108204268033311374519'), list])
})

test('gets the row back, with a message, when the tenant refuses to unlink it', async ({ page, tenant }) => {
  await page.goto('/')
  await unlinkButton(page, acme).waitFor()
  const answer = tenant.hold('POST', '/login/unlink')
  await unlinkIdentity(page, acme)
  await unlinkButton(page, acme).waitFor({ state: 'detached' })

  answer()
  await announced(page, `Couldn't unlink ${acme}. It's still linked.`)
  await row(page, acme).getByText('Details: Acme SSO does not allow its identities to be unlinked').waitFor()
  expect(await shownIdentities(page)).toEqual([password, google, acme])
  expect(await tenant.users()).toEqual([ada, grace])
  // A refusal is final, so the list is not requested.
  expect(conversation(tenant)).toEqual([list, unlink('oidc|acme-sso|00u1ada')])
})

test('unlinks the right one of two Google accounts', async ({ page, tenant }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Link another Google account' }).click()
  await page.getByRole('button', { name: 'countess@gmail.example' }).click()
  await unlinkButton(page, 'Google account countess@gmail.example').waitFor()
  await unlinkIdentity(page, google)
  await announced(page, `${google} unlinked.`)

  expect(await shownIdentities(page)).toEqual([password, acme, 'Google account countess@gmail.example'])
  expect(await tenant.users()).toEqual([
    { ...ada, identities: [adasPassword, adasAcme, { ...adasGoogle, userId: '113850022417769035482' }] },
    grace,
    googleAlone,
  ])
  expect(conversation(tenant)).toContainEqual(unlink('google-oauth2|108204268033311374519'))
})

test('unlinks with the keyboard only, and the focus moves to the next row, or else to the previous one', async ({
  page,
}) => {
  const hasFocus = (element: Locator) => element.evaluate((node) => node === document.activeElement)
  const tab = async () => {
    await page.keyboard.press('Tab')
    return page.locator(':focus').evaluate((node) => node.getAttribute('aria-label') ?? node.textContent)
  }
  await page.goto('/')
  await unlinkButton(page, google).waitFor()
  expect([await tab(), await tab(), await tab()]).toEqual([
    'Sign out',
    `Why ${password} can't be unlinked`,
    `Unlink ${google}`,
  ])

  await page.keyboard.press('Enter')
  const cancel = page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' })
  await expect.poll(() => hasFocus(cancel)).toBe(true)
  expect(await tab()).toBe('Unlink')
  await page.keyboard.press('Enter')
  await announced(page, `${google} unlinked.`)
  expect(await hasFocus(row(page, acme))).toBe(true)

  expect(await tab()).toBe(`Unlink ${acme}`)
  await page.keyboard.press('Enter')
  await expect.poll(() => hasFocus(cancel)).toBe(true)
  expect(await tab()).toBe('Unlink')
  await page.keyboard.press('Enter')
  await announced(page, `Couldn't unlink ${acme}.`)
  await expect.poll(() => hasFocus(row(page, acme))).toBe(true)
})

test('sees why the primary identity cannot be unlinked', async ({ page, tenant }) => {
  await page.goto('/')
  const why = page.getByRole('button', { name: `Why ${password} can't be unlinked` })
  await why.focus()
  await page.keyboard.press('Enter')
  await row(page, password)
    .getByText("This is your primary sign-in method, so it can't be unlinked.")
    .waitFor()

  await page.reload()
  await why.waitFor()
  expect(await tenant.users()).toEqual([ada, grace])
  expect(conversation(tenant)).toEqual([list, list])
})

test('is asked to sign in again when the tenant has ended the session', async ({ page, tenant }) => {
  await page.goto('/')
  await unlinkButton(page, google).waitFor()
  tenant.fault('POST', '/oauth/token', (ctx) => {
    ctx.status = 400
    ctx.body = { error: 'invalid_grant' }
  })

  // By then, the token has expired, and there is no other.
  await page.clock.setFixedTime(Date.now() + 2 * 60 * 60 * 1000)
  await unlinkIdentity(page, google)
  await row(page, google).getByText("You're signed out. Sign in again to continue.").waitFor()
  expect(await tenant.users()).toEqual([ada, grace])
  expect(conversation(tenant)).toEqual([list])
})
