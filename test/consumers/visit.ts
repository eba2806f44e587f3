import type { Browser, BrowserContext, Page } from 'playwright'
import { expect } from 'vitest'
import type { Tenant } from '../../demo/tenant/index'
import { ada, adasGitHub, grace } from '../e2e/demo-test'
import type { Installed } from './consumer'

export interface Visit {
  readonly context: BrowserContext
  readonly page: Page
  /** What the console called an error, and what was thrown. */
  readonly problems: readonly string[]
}

/** A page of a browser of its own. */
export async function visit(browser: Browser): Promise<Visit> {
  const context = await browser.newContext()
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  return { context, page, problems }
}

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** The user's way from "Sign in" of the app over the tenant's own page. */
export async function signIn(page: Page, { page: address, tenant }: Installed): Promise<void> {
  await page.goto(address)
  await page.getByText('Sign in', { exact: true }).click()
  await page.getByLabel('Email').fill(tenant.demoUser.email)
  await page.getByLabel('Password').fill(tenant.demoUser.password)
  await button(page, 'Continue').click()
  await unlinkButton(page, google).waitFor()
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

export async function unlinkGitHub(page: Page, tenant: Tenant): Promise<void> {
  await unlinkButton(page, github).click()
  await page
    .getByRole('alertdialog', { name: 'Unlink GitHub?' })
    .getByRole('button', { name: 'Unlink' })
    .click()
  await page
    .getByRole('log')
    .filter({ hasText: `${github} unlinked.` })
    .waitFor()
  expect(await unlinkButton(page, github).count()).toBe(0)
  const freed = { userId: `github|${adasGitHub.userId}`, email: expect.any(String), identities: [adasGitHub] }
  expect(await tenant.users()).toEqual([ada, grace, freed])
}
