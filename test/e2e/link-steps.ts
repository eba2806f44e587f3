import type { Page } from 'playwright'
import { ada, adasGitHub, grace, shownIdentities } from './demo-test'
import { eventually } from './faulty'

export const before = [
  'Password account ada@example.com',
  'Google account ada.lovelace@gmail.example',
  'Acme SSO account @alovelace',
]
export const github = 'GitHub account @ada-lovelace'
export const done = 'GitHub linked You can now sign in with @ada-lovelace.'

export const untouched = [ada, grace]
export const linked = [{ ...ada, identities: [...ada.identities, adasGitHub] }, grace]

export const linkGitHub = (page: Page) => page.getByRole('button', { name: 'Link GitHub', exact: true })
export const pickAda = (page: Page) => page.getByRole('button', { name: 'ada-lovelace' })
export const notice = (page: Page) => page.locator('[data-slot="link-result"]')

export async function open(page: Page) {
  await page.goto('/')
  await eventually(() => shownIdentities(page)).toEqual(before)
}
