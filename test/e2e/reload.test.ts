import type { BrowserContext, Page } from 'playwright'
import { describe, expect } from 'vitest'
import { faults, type Tenant } from '../../demo/tenant/index'
import { ada, adasGitHub, demoTest, grace, linkNotice, transactions } from './demo-test'
import { button, folder, openHost } from './host-test'
import { auth0Secrets, classicSecrets } from './secrets'
import { searchFor } from './traces'

const linked = { ...ada, identities: [...ada.identities, adasGitHub] }
const done = 'GitHub linked You can now sign in with @ada-lovelace.'
const user = `/api/v2/users/${encodeURIComponent(ada.userId)}`

const auth0 = demoTest({ folder, production: true, backend: 'auth0' })
const kinds = [
  {
    name: 'the classic API',
    test: demoTest({ folder, production: true }),
    list: '/userinfo',
    secrets: classicSecrets,
    kept: ['the answer’s state in session storage'],
  },
  {
    name: 'the Management API',
    test: auth0,
    list: user,
    secrets: auth0Secrets,
    // The first one keeps the page signed in. The others are removed when the link is completed.
    kept: ['state 1', 'nonce 1', 'code 1', 'refresh token 1', 'code verifier 1'].map(
      (name) => `${name} in session storage`,
    ),
  },
]

async function openAndLeave(page: Page) {
  await openHost(page)
  await button(page, 'Add GitHub').click()
  await button(page, 'ada-lovelace').waitFor()
}

const count = ({ requests }: Tenant, method: string, path: string) =>
  requests.filter((request) => request.method === method && request.path === path).length

async function hearEvents(context: BrowserContext) {
  const events: string[] = []
  await context.exposeFunction('overhear', (place: string) => {
    if (place.startsWith('event ')) events.push(place.slice(6))
  })
  return events
}

const told = ['link_started', 'link_returned', 'linked']

describe.each(kinds)('T12: a reload with $name', ({ test, list, secrets, kept }) => {
  test('before the app has handled the callback loses nothing', async ({ page, context, demo, tenant }) => {
    const events = await hearEvents(context)
    await openAndLeave(page)
    // Until this request is answered, the app does not know who is signed in.
    const answer = tenant.hold('POST', '/oauth/token')
    await button(page, 'ada-lovelace').click()
    await expect.poll(() => page.url()).toBe(`${demo.origin}/`)
    await page.reload()
    answer()
    await linkNotice(page, done).waitFor()
    await expect.poll(() => events).toEqual(told)
    expect(await transactions(page)).toEqual([])
    expect((await tenant.users())[0]).toEqual(linked)
  })

  test('while the list is requested loses nothing', async ({ page, context, tenant }) => {
    const events = await hearEvents(context)
    await openAndLeave(page)
    const before = count(tenant, 'GET', list)
    const answer = tenant.hold('GET', list)
    await button(page, 'ada-lovelace').click()
    await expect.poll(() => count(tenant, 'GET', list)).toBe(before + 1)
    await page.reload()
    answer()
    await linkNotice(page, done).waitFor()
    await expect.poll(() => events).toEqual(told)
    expect(await transactions(page)).toEqual([])
    expect((await tenant.users())[0]).toEqual(linked)
  })

  test('finds a code in only one place, and only if the page completes the link', async ({
    page,
    context,
    demo,
    tenant,
  }) => {
    const traces = await searchFor(secrets(context, tenant), page)
    await openAndLeave(page)
    const answer = tenant.hold('POST', '/oauth/token')
    await button(page, 'ada-lovelace').click()
    await expect.poll(() => page.url()).toBe(`${demo.origin}/`)
    const found = await traces.left()
    answer()
    await linkNotice(page, done).waitFor()
    expect(found.sort()).toEqual(kept.filter((one) => !one.startsWith('code verifier')).sort())
    expect(await traces.left()).toEqual(kept.filter((one) => one.startsWith('refresh token')))
  })
})

describe('T12: a reload while the page completes a link', () => {
  auth0('after the server has linked, shows that it is linked', async ({ page, context, tenant }) => {
    const events = await hearEvents(context)
    await openAndLeave(page)
    const answer = tenant.hold('POST', `${user}/identities`)
    await button(page, 'ada-lovelace').click()
    await expect.poll(() => count(tenant, 'POST', `${user}/identities`)).toBe(1)
    await expect.poll(async () => (await tenant.users())[0]).toEqual(linked)
    await page.reload()
    answer()
    await linkNotice(page, done).waitFor()
    await expect.poll(() => events).toEqual(told)
    expect(count(tenant, 'POST', `${user}/identities`)).toBe(1)
  })

  auth0('before the server has linked, says so, and sends no code twice', async ({ page, tenant }) => {
    await openAndLeave(page)
    tenant.fault('POST', `${user}/identities`, faults.hangBefore, { times: 1 })
    await button(page, 'ada-lovelace').click()
    await expect.poll(() => count(tenant, 'POST', `${user}/identities`)).toBe(1)
    await page.reload()
    await linkNotice(page, 'No account was linked').waitFor()
    expect(count(tenant, 'POST', `${user}/identities`)).toBe(1)
    expect(await transactions(page)).toEqual([])
    expect((await tenant.users()).map(({ userId }) => userId)).toContain(grace.userId)
    expect((await tenant.users())[0]).toEqual(ada)
  })
})
