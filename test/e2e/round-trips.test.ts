import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import {
  ada,
  adasGitHub,
  adasGoogle,
  conversation,
  grace,
  link,
  linkNotice,
  list,
  transactions,
} from './demo-test'
import { button, github, openHost, test, unlinkButton } from './host-test'

const linked = [{ ...ada, identities: [...ada.identities, adasGitHub] }, grace]
const done = 'GitHub linked You can now sign in with @ada-lovelace.'

/** The URL that a link returns to, as sent by the tenant. */
function callbackOf(page: Page): Promise<string> {
  return page
    .waitForResponse((response) => (response.headers().location ?? '').includes('state=rla'))
    .then((response) => response.headers().location ?? '')
}

test('a callback is used once, although React mounts the page twice', async ({
  page,
  context,
  demo,
  tenant,
}) => {
  const events: string[] = []
  await context.exposeFunction('overhear', (place: string) => {
    if (place.startsWith('event ')) events.push(place.slice(6))
  })
  await openHost(page)
  await button(page, 'Add GitHub').click()
  await button(page, 'ada-lovelace').click()
  await linkNotice(page, done).waitFor()

  await expect.poll(() => events).toEqual(['link_started', 'link_returned', 'linked'])
  expect(conversation(tenant)).toEqual([
    list,
    link({ response_type: 'code', connection: 'github', redirect_uri: `${demo.origin}/` }),
    list,
  ])
})

test('two simultaneous links in two tabs each end in their own tab', async ({ page, context, tenant }) => {
  const other = await context.newPage()
  await openHost(page)
  await openHost(other)
  await button(page, 'Add GitHub').click()
  await button(other, 'Link another Google account').click()
  await button(page, 'ada-lovelace').waitFor()
  await button(other, 'countess@gmail.example').click()
  await linkNotice(other, 'Google linked You can now sign in with countess@gmail.example.').waitFor()
  await button(page, 'ada-lovelace').click()
  await linkNotice(page, done).waitFor()

  expect(await other.getByText(done).count()).toBe(0)
  await unlinkButton(other, github).waitFor()
  const second = { ...adasGoogle, userId: '113850022417769035482' }
  expect(await tenant.users()).toEqual([
    { ...ada, identities: [...ada.identities, second, adasGitHub] },
    grace,
  ])
  for (const tab of [page, other]) expect(await transactions(tab)).toEqual([])
})

describe('a callback URL', () => {
  const gone = "We couldn't tell how linking ended"

  test('used again in the same tab or opened in another, says that the result is unknown', async ({
    page,
    context,
    demo,
    tenant,
  }) => {
    await openHost(page)
    const callback = callbackOf(page)
    await button(page, 'Add GitHub').click()
    await button(page, 'ada-lovelace').click()
    await linkNotice(page, done).waitFor()
    await page.goto(await callback)
    await page.getByText(gone).waitFor()
    expect(page.url()).toBe(`${demo.origin}/`)

    const other = await context.newPage()
    await other.goto(await callback)
    await other.getByText(gone).waitFor()
    expect(other.url()).toBe(`${demo.origin}/`)
    expect(await tenant.users()).toEqual(linked)
  })

  test('opened in another tab while the user is away, links nothing there, and does not affect the link', async ({
    page,
    context,
    tenant,
  }) => {
    await openHost(page)
    await button(page, 'Add GitHub').click()
    await button(page, 'ada-lovelace').waitFor()
    const state = conversation(tenant).at(-1)?.query.state
    const other = await context.newPage()
    await other.goto(`/?code=theirs&state=${state}`)
    await other.getByText(gone).waitFor()
    await button(page, 'ada-lovelace').click()
    await linkNotice(page, done).waitFor()
    expect(await tenant.users()).toEqual(linked)
  })

  test('forged, links nothing and says so', async ({ page, tenant }) => {
    await openHost(page)
    await page.goto(`/?code=stolen&state=rla_${'x'.repeat(32)}`)
    await page.getByText(gone).waitFor()
    expect(await tenant.users()).toEqual([ada, grace])
    await expect.poll(() => conversation(tenant)).toEqual([list, list])
  })
})

test('T5: a link that took longer than ten minutes is linked if the list shows it', async ({
  page,
  tenant,
}) => {
  await openHost(page)
  await button(page, 'Add GitHub').click()
  await button(page, 'ada-lovelace').waitFor()
  await page.clock.setFixedTime(Date.now() + 11 * 60 * 1000)
  await button(page, 'ada-lovelace').click()
  // The tenant has linked it, no matter how late the user returns.
  await linkNotice(page, done).waitFor()
  expect(await tenant.users()).toEqual(linked)
})

test('returns to where the user wanted to be, with the page’s own history', async ({ page, demo }) => {
  await openHost(page, { button: { returnTo: '/settings?tab=accounts#linked' } })
  await button(page, 'Add GitHub').click()
  await button(page, 'ada-lovelace').click()
  await linkNotice(page, done).waitFor()
  expect(page.url()).toBe(`${demo.origin}/settings?tab=accounts#linked`)
})
