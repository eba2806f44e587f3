import type { BrowserContext, Page } from 'playwright'
import { describe, expect } from 'vitest'
import { ada, adasGoogle, conversation, grace, linkNotice, list, unlink } from './demo-test'
import { button, github, google, openHost, test, unlinkButton } from './host-test'

const [adasPassword, , adasAcme] = ada.identities
const unlinked = [
  { ...ada, identities: [adasPassword, adasAcme] },
  grace,
  {
    userId: 'google-oauth2|108204268033311374519',
    email: 'ada.lovelace@gmail.example',
    identities: [adasGoogle],
  },
]

const googleGone = unlink('google-oauth2|108204268033311374519')

describe('two tabs', () => {
  test('show within a second what one of them links and unlinks', async ({ page, context }) => {
    const told = await listenToChannels(context)
    const other = await context.newPage()
    await openHost(page, { section: { confirm: 'none' } })
    await openHost(other, { section: { confirm: 'none' } })

    await button(page, 'Add GitHub').click()
    await button(page, 'ada-lovelace').click()
    await linkNotice(page, 'GitHub linked You can now sign in with @ada-lovelace.').waitFor()
    await unlinkButton(other, github).waitFor({ timeout: 1000 })

    await unlinkButton(other, github).click()
    await other.getByText(`${github} unlinked.`).waitFor()
    await unlinkButton(page, github).waitFor({ state: 'detached', timeout: 1000 })

    // That it has changed, and whose list it is.
    const changed = {
      from: expect.any(Number),
      message: { type: 'changed', owner: expect.stringContaining(ada.userId) },
    }
    expect(told).toEqual([changed, changed])
    expect(told.map(({ message }) => Object.keys(message))).toEqual(Array(2).fill(['type', 'owner']))
  })

  test('do not send repeated requests', async ({ page, context, tenant }) => {
    const other = await context.newPage()
    await openHost(page, { section: { confirm: 'none' } })
    await openHost(other, { section: { confirm: 'none' } })
    await unlinkButton(page, google).click()
    await unlinkButton(other, google).waitFor({ state: 'detached' })
    await expect.poll(() => conversation(tenant)).toEqual([list, list, googleGone, list, list])
    await other.clock.install()
    await other.clock.runFor(60_000)
    expect(conversation(tenant)).toEqual([list, list, googleGone, list, list])
  })
})

describe('while a removal can be undone', () => {
  const undo = (page: Page) => button(page, `Undo unlinking ${google}`)

  test('undone, it leaves no trace at the tenant', async ({ page, tenant }) => {
    await page.clock.install()
    await openHost(page, { section: { confirm: 'undo' } })
    await unlinkButton(page, google).click()
    await unlinkButton(page, google).waitFor({ state: 'detached' })
    await page
      .locator('[data-slot="identity"][data-pending="undo"]')
      .getByText('Unlinking ada.lovelace@gmail.example…')
      .waitFor()
    await undo(page).click()
    await unlinkButton(page, google).waitFor()
    await page.clock.runFor(60_000)

    expect(conversation(tenant)).toEqual([list])
    expect(await tenant.users()).toEqual([ada, grace])
  })

  test('not undone, it is sent when the time is up', async ({ page, tenant }) => {
    await page.clock.install()
    await openHost(page, { section: { confirm: 'undo' } })
    await unlinkButton(page, google).click()
    await undo(page).waitFor()
    await page.clock.runFor(5_000)
    expect(conversation(tenant)).toEqual([list])
    await page.clock.runFor(1_500)
    await page.getByText(`${google} unlinked.`).waitFor()
    expect(await tenant.users()).toEqual(unlinked)
  })

  const departures: Record<string, (page: Page, tenantOrigin: string) => Promise<unknown>> = {
    'goes to another site': (page, origin) => page.goto(`${origin}/.well-known/openid-configuration`),
    'closes the tab': (page) => page.close(),
    'loads the page again': (page) => page.reload(),
  }
  for (const [name, depart] of Object.entries(departures)) {
    test(`it is sent with keepalive when the user ${name}`, async ({ page, tenant }) => {
      await openHost(page, { section: { confirm: 'undo', undoMs: 60_000 } })
      await unlinkButton(page, google).click()
      await undo(page).waitFor()
      expect(conversation(tenant)).toEqual([list])
      await depart(page, tenant.origin)

      await expect.poll(() => tenant.users()).toEqual(unlinked)
      expect(conversation(tenant).filter(({ method }) => method === 'POST')).toEqual([googleGone])
    })
  }

  test('it is not sent, and not reported as done, if the page is closed without an available token', async ({
    page,
    tenant,
  }) => {
    await openHost(page, { section: { confirm: 'undo', undoMs: 60_000 } })
    await unlinkButton(page, google).click()
    await undo(page).waitFor()
    const told = tenant.hold('POST', '/oauth/token')
    await page.clock.setFixedTime(Date.now() + 2 * 60 * 60 * 1000)
    await page.goto(`${tenant.origin}/.well-known/openid-configuration`)
    told()

    await page.goto('/')
    await unlinkButton(page, google).waitFor()
    expect(conversation(tenant)).toEqual([list, list])
    expect(await page.getByText(`${google} unlinked.`).count()).toBe(0)
    expect(await tenant.users()).toEqual([ada, grace])
  })

  test('it is sent when the user links another account in the same tab', async ({ page }) => {
    await openHost(page, { section: { confirm: 'undo', undoMs: 60_000 } })
    await unlinkButton(page, google).click()
    await undo(page).waitFor()
    await button(page, 'Add GitHub').click()
    await button(page, 'ada-lovelace').click()
    await linkNotice(page, 'GitHub linked You can now sign in with @ada-lovelace.').waitFor()
    await unlinkButton(page, github).waitFor()
    expect(await unlinkButton(page, google).count()).toBe(0)
  })
})

/** The messages on the kit's channel. */
async function listenToChannels(context: BrowserContext) {
  const told: { message: object }[] = []
  await context.exposeFunction('hearChannel', (data: { message: object }) => void told.push(data))
  const listener = await context.newPage()
  await listener.goto('/silent.html')
  await listener.evaluate(() => {
    new BroadcastChannel('react-linked-accounts').onmessage = ({ data }) =>
      (window as unknown as { hearChannel: (data: unknown) => void }).hearChannel(data)
  })
  return told
}
