import { expect } from 'vitest'
import { conversation, link, list, shownIdentities, test, unlinkIdentity } from './demo-test'

test('signs in and sees every sign-in method', async ({ browser, demo, tenant, onTestFinished }) => {
  // A browser in which nobody has signed in yet.
  const context = await browser.newContext({ baseURL: demo.origin })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.goto('/')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('Email').fill(tenant.demoUser.email)
  await page.getByLabel('Password').fill(tenant.demoUser.password)
  await page.getByRole('button', { name: 'Continue', exact: true }).click()

  await page.getByRole('heading', { name: 'Ada Lovelace' }).waitFor()
  await page.getByRole('button', { name: 'Unlink Acme SSO account' }).waitFor()
  expect(await shownIdentities(page)).toEqual([
    'Password account ada@example.com',
    'Google account ada.lovelace@gmail.example',
    'Acme SSO account @alovelace',
  ])
  expect(conversation(tenant)).toEqual([list])
})

test('no longer shows the result of a link after a reload', async ({ page, demo, tenant }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Link GitHub' }).click()
  await page.getByRole('button', { name: 'ada-lovelace' }).click()
  await page.getByText('GitHub linked You can now sign in with @ada-lovelace.').waitFor()
  await page.reload()

  await page.getByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }).waitFor()
  expect(await page.getByText('GitHub linked').count()).toBe(0)
  expect(conversation(tenant)).toEqual([
    list,
    link({ response_type: 'code', connection: 'github', redirect_uri: `${demo.origin}/` }),
    list,
    list,
  ])
})

test('leaves a shop’s code in the URL alone', async ({ page, demo, tenant }) => {
  await page.goto('/?code=SAVE10')
  await page.getByRole('button', { name: 'Unlink Google account' }).waitFor()

  expect(page.url()).toBe(`${demo.origin}/?code=SAVE10`)
  expect(await page.getByText(/GitHub linked|was linked|how linking ended/).count()).toBe(0)
  expect(conversation(tenant)).toEqual([list])
})

test('fits a screen 320 pixels wide, with everything that it can show', async ({ page }) => {
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto('/')
  await unlinkIdentity(page, 'Acme SSO account @alovelace')
  await page.getByRole('log').getByText('Details: Acme SSO does not allow').waitFor()
  expect(await overflow()).toBe(0)

  await page.getByRole('button', { name: 'Link GitHub' }).click()
  await page.getByLabel('Another account').fill('a-user-whose-name-is-very-long-and-has-no-space@example.com')
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await page.getByText('GitHub linked').waitFor()
  expect(await overflow()).toBe(0)
})
