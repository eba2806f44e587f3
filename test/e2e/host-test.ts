import { fileURLToPath } from 'node:url'
import { chromium, type LaunchOptions, type Page } from 'playwright'
import { expect } from 'vitest'
import type { Tenant } from '../../demo/tenant/index'
import { demoTest, signIn } from './demo-test'
import type { HostSettings } from './host-page/settings'

export const folder = fileURLToPath(new URL('host-page', import.meta.url))

/** A page that uses all features of the kit, while the demo page shows the usual ones. */
export const test = demoTest({ folder })

/** The same with a production build. */
export const testInProduction = demoTest({ folder, production: true })

export const google = 'Google account ada.lovelace@gmail.example'
export const github = 'GitHub account @ada-lovelace'

/** Opens the page with these settings, which also apply to every page that it opens. */
export async function openHost(page: Page, settings: HostSettings = {}) {
  await page.context().addInitScript((value) => {
    window.hostSettings = value
  }, settings)
  await page.goto('/')
  await unlinkButton(page, google).waitFor()
}

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

export const unlinkButton = (page: Page, identity: string) => button(page, `Unlink ${identity}`)

/** Presses a button that opens a popup, and returns the page in it. */
export async function popupFrom(page: Page, name: string): Promise<Page> {
  const [popup] = await Promise.all([page.waitForEvent('popup'), button(page, name).click()])
  return popup
}

/** Runs a test in a browser with a back/forward cache, which Playwright's own does not have. */
export async function withPageCache(
  { launchOptions, origin, tenant }: { launchOptions: LaunchOptions; origin: string; tenant: Tenant },
  run: (page: Page) => Promise<void>,
) {
  const browser = await chromium.launch({
    ...launchOptions,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  })
  try {
    const context = await browser.newContext({ baseURL: origin })
    await signIn(context, tenant, origin)
    const page = await context.newPage()
    await page.addInitScript(() => {
      addEventListener('pageshow', ({ persisted }) => {
        if (persisted) document.title = 'restored'
      })
    })
    await run(page)
  } finally {
    await browser.close()
  }
}

/**
 * Goes back to the host's page, which the browser has cached. Returns a way to evaluate code in it: Playwright does not
 * notice that a page is restored, so this talks to the browser directly.
 */
export async function goBack(page: Page, origin: string) {
  const session = await page.context().newCDPSession(page)
  const ask = async (expression: string) =>
    (await session.send('Runtime.evaluate', { expression })).result.value
  const { entries } = await session.send('Page.getNavigationHistory')
  const host = entries.filter(({ url }) => url === `${origin}/`)
  expect(host).toHaveLength(1)
  await session.send('Page.navigateToHistoryEntry', { entryId: host[0]?.id ?? 0 })
  await expect.poll(() => ask('[document.title, location.href].join(" ")')).toBe(`restored ${origin}/`)
  return ask
}
