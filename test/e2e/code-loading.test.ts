import { expect } from 'vitest'
import { faults } from '../../demo/tenant/index'
import { conversation, list, test } from './demo-test'
import { button, google, test as hostTest, openHost } from './host-test'

const rows = /card-content/

test('says so when the code of the rows cannot be loaded, and shows no empty list', async ({
  page,
  tenant,
}) => {
  await page.route(rows, (route) => route.abort())
  await page.goto('/')

  const alert = page.getByRole('alert')
  await alert.getByText("Couldn't load your linked accounts.").waitFor()
  await alert.getByText('Check your internet connection and try again.').waitFor()
  expect(await page.getByText('No linked accounts yet').count()).toBe(0)
  await page.unroute(rows)
  await page.reload()
  await page.getByRole('button', { name: 'Unlink Google account' }).waitFor()
  expect(conversation(tenant)).toEqual([list, list])
})

test('requests the list while the code of the rows is loading', async ({ page, tenant }) => {
  let arrive = () => {}
  const arrival = new Promise<void>((resolve) => {
    arrive = resolve
  })
  await page.route(rows, async (route) => {
    await arrival
    await route.continue()
  })
  const asked = page.waitForResponse(/\/userinfo|\/users|identities/)
  await page.goto('/')
  await asked
  expect(await page.getByRole('button', { name: /^Unlink/ }).count()).toBe(0)
  arrive()

  await page.getByRole('button', { name: 'Unlink Google account' }).waitFor()
  expect(conversation(tenant)).toEqual([list])
})

test('shows the rows as soon as their code and the list are there', async ({ page }) => {
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 60_000)
  await page.goto('/')

  // TanStack Query tells of a list after a timer of 0 ms. React would keep the skeleton for 300 ms.
  let passed = 0
  await expect
    .poll(async () => {
      await page.clock.runFor(1)
      passed += 1
      return page.getByRole('button', { name: 'Unlink Google account' }).count()
    })
    .toBe(1)
  expect(passed).toBeLessThan(250)
})

hostTest(
  'tells a result on the card, and not at a button while the code of the card is on its way',
  async ({ page, context, tenant }) => {
    let tell = () => {}
    const told = new Promise<void>((resolve) => {
      tell = resolve
    })
    await context.exposeFunction('overhear', (place: string) => place === 'event link_failed' && tell())
    let arrive = () => {}
    const arrival = new Promise<void>((resolve) => {
      arrive = resolve
    })
    await openHost(page)
    await page.route(rows, async (route) => {
      await arrival
      await route.continue()
    })
    tenant.fault('GET', '/authorize', faults.returns('access_denied'), { times: 1 })
    await button(page, 'Add GitHub').click()
    await told
    expect(await page.getByText("GitHub wasn't linked").count()).toBe(0)
    arrive()

    await page.locator('section').getByText("GitHub wasn't linked").waitFor()
    expect(await page.getByText("GitHub wasn't linked").count()).toBe(1)
  },
)

hostTest(
  'says so when the question before an unlink cannot be had, and sends nothing',
  async ({ page, tenant }) => {
    await page.route(rows, (route) => route.abort())
    await openHost(page, { composes: true })
    await button(page, `Unlink ${google}`).click()

    await page.getByRole('alert').getByText(`Couldn't unlink ${google}. It's still linked.`).waitFor()
    expect(tenant.requests.filter(({ path }) => path === '/login/unlink')).toEqual([])
  },
)
