import type { Browser, BrowserContext, Page } from 'playwright'
import { expect } from 'vitest'
import { faults, type Tenant } from '../../demo/tenant/index'
import { ada, adasGitHub, grace } from '../e2e/demo-test'
import type { Installed } from './consumer'

export interface Visit {
  readonly context: BrowserContext
  readonly page: Page
  /**
   * Uncaught errors and console errors, except for the tenant's refusals, and the browser's refusal to close a window that
   * shows another site.
   */
  readonly problems: readonly string[]
}

const refusal =
  /^Failed to load resource: the server responded with a status of 401|^Unsafe attempt to initiate/

/** A page in its own browser. */
export async function visit(browser: Browser): Promise<Visit> {
  const context = await browser.newContext()
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !refusal.test(message.text())) problems.push(message.text())
  })
  return { context, page, problems }
}

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** Signs in from the app's "Sign in" button through the tenant's page. */
export async function signIn(page: Page, { page: address, tenant }: Installed): Promise<void> {
  await page.goto(address)
  await page.getByText('Sign in', { exact: true }).click()
  await page.getByLabel('Email').fill(tenant.demoUser.email)
  await page.getByLabel('Password').fill(tenant.demoUser.password)
  await button(page, 'Continue').click()
  await unlinkButton(page, google).waitFor()
  // A server-rendered page handles clicks only after hydration, which also hides the log.
  await page.locator('[role="log"][style]').waitFor({ state: 'attached' })
}

export const google = 'Google account ada.lovelace@gmail.example'
export const github = 'GitHub account @ada-lovelace'

export const unlinkButton = (page: Page, identity: string) => button(page, `Unlink ${identity}`)

export async function linkGitHub(page: Page, tenant: Tenant): Promise<void> {
  await button(page, 'Link GitHub').click()
  await button(page, 'ada-lovelace').click()
  await page.getByText('You can now sign in with @ada-lovelace.').waitFor()
  await unlinkButton(page, github).waitFor()
  expect(await tenant.users()).toEqual([{ ...ada, identities: [...ada.identities, adasGitHub] }, grace])
}

export const confirmUnlink = (page: Page, provider: string) =>
  page
    .getByRole('alertdialog', { name: `Unlink ${provider}?` })
    .getByRole('button', { name: 'Unlink' })
    .click()

/** Waits until the card has announced it. */
export const unlinked = (page: Page, identity: string) =>
  page
    .getByRole('log')
    .filter({ hasText: `${identity} unlinked.` })
    .waitFor()

/** The tenant refuses the first token, so the app must get a new one while the accounts stay on the page. */
export async function unlinkGitHub(page: Page, tenant: Tenant): Promise<void> {
  const section = await page.getByRole('region', { name: 'Linked accounts' }).elementHandle()
  tenant.fault('POST', '/login/unlink', faults.unauthorized, { times: 1 })
  await unlinkButton(page, github).click()
  await confirmUnlink(page, 'GitHub')
  await unlinked(page, github)
  expect(await unlinkButton(page, github).count()).toBe(0)
  expect(
    await section?.evaluate((element) => element.isConnected && element.contains(document.activeElement)),
  ).toBe(true)
  const freed = { userId: `github|${adasGitHub.userId}`, email: expect.any(String), identities: [adasGitHub] }
  expect(await tenant.users()).toEqual([ada, grace, freed])
}

/** The page's URL is clean afterwards, and stays clean. */
export async function linkAndUnlinkGitHub(page: Page, app: Installed): Promise<void> {
  await linkGitHub(page, app.tenant)
  expect(page.url()).toBe(app.page)
  await unlinkGitHub(page, app.tenant)
  expect(page.url()).toBe(app.page)
}
