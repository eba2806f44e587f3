/**
 * Takes contact sheets that show every state, for each theme, width and so on, into `screenshots/`; and the pictures of the
 * README into `docs/images/`. To take only those with a word in their name: `npm run screenshots -- dark`.
 */
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright'
import { type Picture, pictures } from '../test/look/gallery/pictures'
import { launchOptions } from './find-browser'
import { serveGallery } from './serve-gallery'

const words = process.argv.slice(2)
const isWanted = ({ file }: Picture) => words.length === 0 || words.some((word) => file.includes(word))
const pathTo = (file: string) => fileURLToPath(new URL(`../${file}`, import.meta.url))

const gallery = await serveGallery()
const browser = await chromium.launch(launchOptions())
try {
  for (const picture of pictures(await pagesToStandIn(browser)).filter(isWanted)) await take(browser, picture)
} finally {
  await browser.close()
  await gallery.close()
}

async function take(
  browser: Browser,
  { file, asked = {}, columns = 3, element, ...options }: Picture,
): Promise<void> {
  const width = columns * (Number(asked.width ?? 672) + 24) + 24
  const page = await open(browser, asked, { viewport: { width, height: 400 }, ...options })
  const path = pathTo(file)
  await mkdir(dirname(path), { recursive: true })
  if (element) await page.locator(element).screenshot({ path, omitBackground: true })
  else {
    // A `fullPage` picture would be taken without a touch screen.
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    await page.setViewportSize({ width, height })
    await page.screenshot({ path, omitBackground: true })
  }
  await page.context().close()
  console.log(file)
}

/** Opens the gallery with all states, for one picture. */
async function open(
  browser: Browser,
  asked: Readonly<Record<string, string>>,
  options: BrowserContextOptions,
): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage()
  page.on('pageerror', (error) => console.error(error))
  await page.goto(`${gallery.origin}?${new URLSearchParams(asked)}`)
  await page.locator('html[data-ready]').waitFor()
  for (const frame of page.frames().slice(1)) await frame.locator('html[data-ready]').waitFor()
  return page
}

/** The names of the hosts and presets, which only the bundle knows. */
async function pagesToStandIn(browser: Browser): Promise<{ hosts: string[]; presets: string[] }> {
  const page = await open(browser, { states: '' }, {})
  const { hosts = '[]', presets = '[]' } = await page.evaluate(() => ({
    ...document.documentElement.dataset,
  }))
  await page.context().close()
  return { hosts: JSON.parse(hosts), presets: JSON.parse(presets) }
}
