import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright'
import { demoTest } from './demo-test'
import type { HostSettings } from './host-page/settings'

export const folder = fileURLToPath(new URL('host-page', import.meta.url))

/** A page that uses the kit in every way, where the demo page shows the usual one. */
export const test = demoTest({ folder })

/** The same, built as products ship it. */
export const testInProduction = demoTest({ folder, production: true })

export const google = 'Google account ada.lovelace@gmail.example'
export const github = 'GitHub account @ada-lovelace'

/** Opens the page, and lets it use the kit as the settings say; every page that it opens does so, too. */
export async function openHost(page: Page, settings: HostSettings = {}) {
  await page.context().addInitScript((value) => {
    window.hostSettings = value
  }, settings)
  await page.goto('/')
  await unlinkButton(page, google).waitFor()
}

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

export const unlinkButton = (page: Page, identity: string) => button(page, `Unlink ${identity}`)

/** Presses a button that opens a window, and gives the page in it. */
export async function popupFrom(page: Page, name: string): Promise<Page> {
  const [popup] = await Promise.all([page.waitForEvent('popup'), button(page, name).click()])
  return popup
}
