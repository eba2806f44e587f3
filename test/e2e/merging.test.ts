import { expect } from 'vitest'
import { ada, adasGitHub, demoTest, grace, linkNotice, shownIdentities } from './demo-test'
import { button, folder, google, openHost } from './host-test'

const test = demoTest({ backend: 'auth0', folder, production: true })

const password = 'Password account ada@example.com'
const acme = 'Acme sso account @alovelace'
const denied = "GitHub wasn't linked You don't have permission to link this account."

test("T24: another user's account is merged, and that user is deleted", async ({ page, tenant }) => {
  await openHost(page, { auth0: {} })
  await button(page, 'Add GitHub').click()
  await button(page, 'grace-hopper').click()
  await linkNotice(page, 'GitHub linked You can now sign in with @grace-hopper.').waitFor()

  expect(await tenant.users()).toEqual([{ ...ada, identities: [...ada.identities, ...grace.identities] }])
  // The list includes all merged identities.
  expect(await shownIdentities(page)).toEqual([
    password,
    google,
    acme,
    'GitHub account @grace-hopper',
    'Google account grace.hopper@gmail.example',
  ])
})

test('T24: an account whose email is not verified is refused before anything is sent', async ({
  page,
  tenant,
}) => {
  await openHost(page, { auth0: {} })
  await button(page, 'Add GitHub').click()
  await button(page, 'lady-lovelace').click()
  await linkNotice(page, denied).waitFor()

  expect((await tenant.users()).find(({ userId }) => userId === ada.userId)).toEqual(ada)
  expect(
    tenant.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/identities')),
  ).toEqual([])
})

test('T24: confirmLink can refuse another user, who is kept', async ({ page, tenant }) => {
  await openHost(page, { auth0: { confirms: false } })
  await button(page, 'Add GitHub').click()
  await button(page, 'grace-hopper').click()
  await linkNotice(page, denied).waitFor()
  expect(await tenant.users()).toEqual([ada, grace])
})

test('T24: confirmLink can accept an unverified email, and the page says so', async ({ page, tenant }) => {
  await openHost(page, { auth0: { confirms: true } })
  await button(page, 'Add GitHub').click()
  await button(page, 'lady-lovelace').click()
  await linkNotice(page, "Its email address, lady@example.com, isn't verified.").waitFor()
  const lady = { ...adasGitHub, userId: '583299' }
  expect((await tenant.users())[0]).toEqual({ ...ada, identities: [...ada.identities, lady] })
})
