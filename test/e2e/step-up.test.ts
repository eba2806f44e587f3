import { expect } from 'vitest'
import { faults } from '../../demo/tenant/index'
import { ada, conversation, grace, linkNotice, list, transactions, unlink, unlinkIdentity } from './demo-test'
import {
  button,
  goBack,
  google,
  openHost,
  testInProduction as test,
  unlinkButton,
  withPageCache,
} from './host-test'

const googleGone = unlink('google-oauth2|108204268033311374519')
const offered = `Continue unlinking ${google}?`

test('V7: a step-up that resolves before the page has left does not cause a second unlink', async ({
  page,
  tenant,
}) => {
  await openHost(page, { stepUp: 'resolves' })
  tenant.fault('POST', '/login/unlink', faults.stepUp, { times: 1 })
  const answer = tenant.hold('GET', '/step-up')
  await unlinkIdentity(page, google)
  await expect.poll(() => tenant.requests.some(({ path }) => path === '/step-up')).toBe(true)
  answer()
  await page.waitForURL('**/step-up')
  expect(conversation(tenant)).toEqual([list, googleGone])
  expect(await tenant.users()).toEqual([ada, grace])

  await page.goto('/')
  await page.getByText(offered).waitFor()
  await button(page, 'Not now').click()
  expect(await page.getByText(offered).count()).toBe(0)
  expect(await tenant.users()).toEqual([ada, grace])
})

test('T16: a step-up that leaves the page before a popup leaves no empty window, and the link can be continued', async ({
  page,
  context,
  tenant,
}) => {
  await openHost(page, { stepUp: 'leaves', button: { display: 'popup' } })
  await button(page, 'Add GitHub').click()
  await page.getByLabel('Password').fill(tenant.demoUser.password)
  await page.getByLabel('Email').fill(tenant.demoUser.email)
  expect(context.pages()).toHaveLength(1)
  await button(page, 'Continue').click()

  await page.getByText('Continue linking GitHub?').waitFor()
  expect(await transactions(page)).toEqual([])
  expect(context.pages()).toHaveLength(1)
})

test('T16: the back button after a step-up shows the page as it was, and sends nothing', ({
  launchOptions,
  demo: { origin },
  tenant,
}) =>
  withPageCache({ launchOptions, origin, tenant }, async (page) => {
    await openHost(page, { stepUp: 'leaves', section: { confirm: 'none' } })
    await unlinkButton(page, google).click()
    await page.getByLabel('Password', { exact: true }).waitFor()

    const ask = await goBack(page, origin)
    await expect
      .poll(() => ask('document.querySelector("[data-slot=failure]")?.textContent'))
      .toContain("Couldn't unlink. We couldn't verify it's you. Nothing changed.")
    expect(await ask('Object.keys(sessionStorage).join()')).not.toContain(':action:')
    expect(conversation(tenant).filter(({ method }) => method === 'POST')).toEqual([])
    expect(await tenant.users()).toEqual([ada, grace])
  }))

test('a link that a step-up interrupted continues with one click', async ({ page, tenant }) => {
  await openHost(page, { stepUp: 'leaves' })
  await button(page, 'Add GitHub').click()
  await page.getByLabel('Email').fill(tenant.demoUser.email)
  await page.getByLabel('Password').fill(tenant.demoUser.password)
  await button(page, 'Continue').click()
  await page.getByText('Continue linking GitHub?').waitFor()
  expect(await linkNotice(page, '').count()).toBe(0)
  expect(await tenant.users()).toEqual([ada, grace])
})
