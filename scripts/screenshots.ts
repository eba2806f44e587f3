/**
 * Takes the contact sheets of the kit's look: every state on one picture, for each way of looking at it, into
 * `screenshots/`; and the pictures of the README into `docs/images/`. All, or those with a word in their name:
 * `npm run screenshots -- dark`.
 */
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright'
import { createServer } from 'vite'
import { sheets } from '../test/look/gallery/sheets'
import { launchOptions } from './find-browser'

const root = fileURLToPath(new URL('..', import.meta.url))
const words = process.argv.slice(2)
const isWanted = (name: string) => words.length === 0 || words.some((word) => name.includes(word))

const server = await createServer({ root, logLevel: 'warn', server: { port: 0 } })
await server.listen()
const gallery = `${server.resolvedUrls?.local[0]}test/look/gallery/`
const browser = await chromium.launch(launchOptions())
try {
  await takeAll(browser)
} finally {
  await browser.close()
  await server.close()
}

async function takeAll(browser: Browser): Promise<void> {
  for (const { name, asked = {}, columns = 3, folder = 'screenshots', ...options } of sheets) {
    if (!isWanted(name)) continue
    const { width = '672' } = asked as { width?: string }
    const size = { width: columns * (Number(width) + 24) + 24, height: 900 }
    const page = await open(browser, { viewport: size, ...options }, asked)
    await mkdir(`${root}${folder}`, { recursive: true })
    await page.screenshot({ path: `${root}${folder}/${name}.png`, fullPage: true })
    await page.context().close()
    console.log(`${folder}/${name}.png`)
  }
}

/** The gallery with all of its states as they are to be looked at. */
async function open(
  browser: Browser,
  options: BrowserContextOptions,
  asked: Readonly<Record<string, string>>,
): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage()
  page.on('pageerror', (error) => console.error(error))
  await page.goto(`${gallery}?${new URLSearchParams(asked)}`)
  await page.locator('iframe').first().waitFor()
  for (const frame of page.frames().slice(1)) await frame.locator('html[data-ready]').waitFor()
  return page
}
