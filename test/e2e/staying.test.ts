import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import { type Fault, faults } from '../../demo/tenant/index'
import { ada, conversation, grace, linkNotice } from './demo-test'
import { button, openHost, testInProduction as test, unlinkButton } from './host-test'

const done = 'GitHub linked You can now sign in with @ada-lovelace.'

const isFree = (page: Page) =>
  page
    .locator('[data-slot="link-button"][aria-disabled]')
    .count()
    .then((disabled) => disabled === 0)

/** Links after all, with the same button. */
async function linkAfterAll(page: Page) {
  await button(page, 'Add GitHub').click()
  await button(page, 'ada-lovelace').click()
  await linkNotice(page, done).waitFor()
}

/** Responses that do not leave the page. */
const noPages: Record<string, Fault> = {
  'an empty answer (204)': (ctx) => {
    ctx.status = 204
  },
  'a download': (ctx) => {
    ctx.set('Content-Disposition', 'attachment; filename="app.bin"')
    ctx.body = 'native'
  },
}

describe('T9: a page that was about to leave but stays is ready again', () => {
  test('after Stay in a beforeunload dialog', async ({ page, tenant }) => {
    await page.clock.install()
    await openHost(page, { asksToStay: true })
    const answers = ['stay', 'leave']
    page.on('dialog', (dialog) => (answers.shift() === 'stay' ? dialog.dismiss() : dialog.accept()))
    await button(page, 'Add GitHub').click()
    await expect.poll(() => answers).toEqual(['leave'])
    expect(await isFree(page)).toBe(false)
    await page.clock.runFor(5_000)
    await expect.poll(() => isFree(page)).toBe(true)
    expect(conversation(tenant).filter(({ path }) => path === '/authorize')).toEqual([])
    await linkAfterAll(page)
  })

  for (const [name, answer] of Object.entries(noPages)) {
    test(`after ${name}`, async ({ page, tenant }) => {
      await page.clock.install()
      await openHost(page)
      tenant.fault('GET', '/authorize', answer, { times: 1 })
      await button(page, 'Add GitHub').click({ noWaitAfter: true })
      await expect.poll(() => conversation(tenant).some(({ path }) => path === '/authorize')).toBe(true)
      await page.clock.runFor(5_000)
      await expect.poll(() => isFree(page)).toBe(true)
      await linkAfterAll(page)
    })
  }

  test('after Esc, before the response has arrived', async ({ page, tenant }) => {
    await page.clock.install()
    await openHost(page)
    tenant.fault('GET', '/authorize', faults.hangBefore, { times: 1 })
    await button(page, 'Add GitHub').click({ noWaitAfter: true })
    await expect.poll(() => conversation(tenant).some(({ path }) => path === '/authorize')).toBe(true)
    const session = await page.context().newCDPSession(page)
    await session.send('Page.stopLoading')
    await page.clock.runFor(5_000)
    await expect.poll(() => isFree(page)).toBe(true)
    await linkAfterAll(page)
  })
})

test('T11: a page that was loaded without a network says so, and sends pending unlinks when the network is back', async ({
  page,
  context,
  tenant,
}) => {
  const google = 'Google account ada.lovelace@gmail.example'
  // Like a service worker, this responds to all requests of a page that has no network.
  await openHost(page, { section: { confirm: 'none' } })
  await context.route('**', async (route) => {
    const request = route.request()
    const sent = Object.entries(await request.allHeaders())
    const answer = await fetch(request.url(), {
      method: request.method(),
      body: request.postData(),
      headers: sent.filter(([name]) => ['authorization', 'content-type', 'origin'].includes(name)),
    })
    const headers = Object.fromEntries(
      [...answer.headers].filter(([name]) => !name.startsWith('content-enc')),
    )
    const body = Buffer.from(await answer.arrayBuffer())
    await route.fulfill({ status: answer.status, headers, body })
  })
  await context.setOffline(true)
  await page.reload()
  await unlinkButton(page, google).waitFor()
  expect(await page.evaluate(() => navigator.onLine)).toBe(false)

  await button(page, 'Add GitHub').click()
  await page.getByText("Couldn't start linking your account. You're offline.").waitFor()
  await unlinkButton(page, google).click()
  await page
    .locator('[data-slot="identity"][data-pending="offline"]')
    .getByText(`You're offline. ${google} will be unlinked when you reconnect.`)
    .waitFor()
  expect(await tenant.users()).toEqual([ada, grace])

  await context.setOffline(false)
  await page.getByText(`${google} unlinked.`).waitFor()
  expect(conversation(tenant).map(({ path }) => path)).toEqual([
    '/userinfo',
    '/userinfo',
    '/login/unlink',
    '/userinfo',
  ])
})
