import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import type { DemoBackend } from '../../demo/tenant/demo-backend'
import { kinds } from './backend-kinds'
import { linkNotice, shownIdentities, unlinkIdentity } from './demo-test'
import { button, google, openHost, unlinkButton } from './host-test'

const password = 'Password account ada@example.com'
const github = 'github|583231'
const A_DAY = 24 * 60 * 60

async function adasIdentities(server: DemoBackend): Promise<string[]> {
  const ada = (await server.users()).find(({ email }) => email === 'ada@example.com')
  return ada?.identities.map(({ provider, userId }) => `${provider}|${userId}`) ?? []
}

const row = (page: Page, name: string | RegExp) =>
  page.getByRole('listitem').filter({ has: page.getByRole('button', { name }) })

const announced = (page: Page, text: string) => page.getByRole('log').filter({ hasText: text }).waitFor()

/** Another user's account, on a server that refuses it. */
async function refuse(page: Page) {
  await button(page, 'Link GitHub').click()
  await button(page, 'grace-hopper').click()
  await linkNotice(page, "GitHub wasn't linked That account is linked to another user.").waitFor()
}

describe.each(kinds)('on $name', ({ kind, test, hostTest }) => {
  const calls = ({ requests }: DemoBackend) =>
    requests.map(({ method, path }) => `${method} ${path}`).filter((call) => kind.isKits.test(call))

  test('links a GitHub account, and Ada stays signed in', async ({ page, server }) => {
    await page.goto('/')
    await unlinkButton(page, google).waitFor()
    const before = calls(server).length
    await button(page, 'Link GitHub').click()
    await button(page, 'ada-lovelace').click()
    await linkNotice(page, 'GitHub linked You can now sign in with @ada-lovelace.').waitFor()

    expect(await shownIdentities(page)).toEqual([password, google, kind.acme, 'GitHub account @ada-lovelace'])
    expect(await adasIdentities(server)).toEqual([...kind.ada, github])
    expect(calls(server).slice(before)).toEqual([...kind.link, kind.list])
    await page.reload()
    await page.getByRole('heading', { name: 'Ada Lovelace' }).waitFor()
    await unlinkButton(page, 'GitHub account @ada-lovelace').waitFor()
  })

  test('links nothing that is canceled, belongs to someone else, or is already linked', async ({
    page,
    server,
  }) => {
    await page.goto('/')
    await button(page, 'Link GitHub').click()
    await button(page, 'Cancel').click()
    await linkNotice(page, "GitHub wasn't linked Sign-in was canceled.").waitFor()

    if (!kind.mergesUsers) await refuse(page)
    await page.getByRole('heading', { name: 'Ada Lovelace' }).waitFor()

    await button(page, 'Link another Google account').click()
    await button(page, 'ada.lovelace@gmail.example').click()
    await linkNotice(page, 'linked').waitFor()
    expect(await shownIdentities(page)).toEqual([password, google, kind.acme])
    expect(await adasIdentities(server)).toEqual(kind.ada)
    expect((await server.users()).length).toBe(2)

    await page.reload()
    await page.getByRole('heading', { name: 'Ada Lovelace' }).waitFor()
  })

  test('unlinks what is allowed immediately, and brings back the rest with a message', async ({
    page,
    server,
  }) => {
    await page.goto('/')
    await unlinkButton(page, google).waitFor()
    const before = calls(server).length
    const [method = '', path = ''] = kind.unlink.split(' ')
    const answer = server.hold(method, path)
    await unlinkIdentity(page, google)
    await unlinkButton(page, google).waitFor({ state: 'detached' })
    expect(await page.getByText(`${google} unlinked.`).count()).toBe(0)
    answer()
    await announced(page, `${google} unlinked.`)
    expect(await adasIdentities(server)).toEqual(kind.ada.filter((id) => !id.startsWith('google')))
    await expect
      .poll(() => calls(server).slice(before))
      .toEqual([...kind.listBeforeUnlink, kind.unlink, kind.list])

    await unlinkIdentity(page, kind.acme)
    await announced(page, `Couldn't unlink ${kind.acme}. It's still linked.`)
    await row(page, `Unlink ${kind.acme}`)
      .getByText('Details: Acme SSO does not allow its identities to be unlinked')
      .waitFor()
    expect(await shownIdentities(page)).toEqual([password, kind.acme])
  })

  test('signs in again if the server requires it, and continues the action', async ({ page, server }) => {
    await page.goto('/')
    await unlinkButton(page, google).waitFor()
    await server.ageSessions(2 * A_DAY)
    await unlinkIdentity(page, google)
    await page.getByLabel('Email').fill(server.demoUser.email)
    await page.getByLabel('Password').fill(server.demoUser.password)
    await button(page, 'Continue').click()

    await page.getByText(`Continue unlinking ${google}?`).waitFor()
    expect(await adasIdentities(server)).toEqual(kind.ada)
    await button(page, 'Continue').click()
    await announced(page, `${google} unlinked.`)
    expect(await adasIdentities(server)).not.toContain(kind.ada[1])
  })

  hostTest('says why: a stale session, an expired one', async ({ page, context, server }) => {
    await openHost(page)
    await server.ageSessions(2 * A_DAY)
    await unlinkIdentity(page, google)
    await row(page, `Unlink ${google}`).getByText('Sign in again to continue.').waitFor()

    await kind.endSession(server, context)
    await unlinkIdentity(page, google)
    await row(page, `Unlink ${google}`).getByText('Your session expired. Sign in again.').waitFor()
    expect(await adasIdentities(server)).toEqual(kind.ada)
  })

  hostTest('says why the last account stays', async ({ page, server }) => {
    await openHost(page, { letsUnlinkAll: true })
    await kind.signOut(page)
    await button(page, 'Sign in').click()
    await button(page, 'Continue with GitHub').click()
    await button(page, 'grace-hopper').click()
    await unlinkIdentity(page, 'Google account grace.hopper@gmail.example')
    await announced(page, 'unlinked.')

    await page.getByRole('button', { name: /^Unlink GitHub/ }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Unlink' }).click()
    await row(page, /^Unlink GitHub/)
      .getByText("This account is required for sign-in, so it can't be unlinked.")
      .waitFor()
    const graces = (await server.users()).map(({ identities }) => identities.map(({ userId }) => userId))
    expect(graces).toContainEqual(['19061209'])
  })
})
