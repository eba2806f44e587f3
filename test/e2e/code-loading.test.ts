import { expect } from 'vitest'
import { conversation, list, test } from './demo-test'

const rows = /card-content/

test('says so when the code of the rows cannot be had, and shows no empty list', async ({ page, tenant }) => {
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

test('asks for the list while the code of the rows is on its way', async ({ page, tenant }) => {
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
