import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import axe from 'axe-core'
import { type Browser, chromium, type Frame, type Request } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { headlessLaunchOptions } from '../../scripts/find-browser'
import { problemsIn } from '../docs/examples'

interface Entry {
  id: string
  title: string
  type: 'story' | 'docs'
}

const SUB_PATH = '/sub/path/'
const LIGHT = 'rgb(247, 248, 249)'
const DARK = 'rgb(26, 28, 32)'
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

let folder: string
let server: Server
let origin: string
let browser: Browser
let entries: Entry[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storybook-'))
  const root = resolve(import.meta.dirname, '../..')
  const storybook = join(root, 'node_modules/storybook/dist/bin/dispatcher.js')
  await promisify(execFile)(process.execPath, [storybook, 'build', '--quiet', '--output-dir', folder], {
    cwd: root,
    // A test's mode would make the build one for tests.
    env: { ...process.env, NODE_ENV: 'production', VITEST: '' },
    maxBuffer: 64 * 1024 * 1024,
  })
  const index = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8'))
  entries = Object.values<Entry>(index.entries)
  server = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost')
    const path = pathname.startsWith(SUB_PATH) ? pathname.slice(SUB_PATH.length) || 'index.html' : undefined
    const content = path && (await readFile(join(folder, path)).catch(() => undefined))
    response.writeHead(content ? 200 : 404, { 'content-type': TYPES[extname(path ?? '')] ?? 'text/plain' })
    response.end(content)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await chromium.launch(headlessLaunchOptions())
})

afterAll(async () => {
  await browser?.close()
  await new Promise((closed) => server?.close(closed))
  await rm(folder, { recursive: true, force: true })
})

/** Opens an address, and returns what went wrong and what was asked of another place. */
async function open(path: string, ready: string) {
  const page = await browser.newPage()
  const asked: string[] = []
  const problems: string[] = []
  const running = new Set<Request>()
  page.on('request', (request) => {
    asked.push(request.url())
    running.add(request)
  })
  page.on('requestfinished', (request) => running.delete(request))
  page.on('requestfailed', (request) => running.delete(request))
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()} ${response.url()}`)
  })
  await page.goto(origin + SUB_PATH + path)
  await page.locator(ready).first().waitFor()
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.docs-story')].every((story) =>
      story.querySelector('.la-root, .la-link, iframe, h2'),
    ),
  )
  await expect.poll(() => running.size).toBe(0)
  const focus = await page.evaluate(() => document.activeElement?.tagName)
  const links = await page
    .locator('.sbdocs-content a[href*="path="]')
    .evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? ''))
  const headings = await page
    .locator('.sbdocs-content [id]')
    .evaluateAll((found) => found.map(({ id: heading }) => heading))
  await page.close()
  const outside = asked.filter((url) => !url.startsWith(origin + SUB_PATH) && !/^(data|blob):/.test(url))
  return { problems, outside, focus, links, headings }
}

it('opens on the introduction, from a subpath, and requests nothing from other origins', async () => {
  const { outside, problems } = await open('', '#storybook-preview-iframe')

  expect(entries[0]?.title).toBe('Introduction')
  expect(outside).toEqual([])
  expect(problems).toEqual([])
})

it('shows each documentation page alone, and does not move the focus', async () => {
  const pages = entries.filter(({ type }) => type === 'docs')
  expect(pages.length).toBeGreaterThan(15)
  const found = []
  const places = new Set(entries.map(({ id }) => id))
  const links = new Set<string>()
  for (const { id } of pages) {
    const {
      outside,
      problems,
      focus,
      links: here,
      headings,
    } = await open(`iframe.html?viewMode=docs&id=${id}`, '.sbdocs h1')
    for (const heading of headings) places.add(`${id}#${heading}`)
    for (const link of here) links.add(link)
    if (outside.length + problems.length > 0 || focus !== 'BODY') found.push({ id, outside, problems, focus })
  }
  expect(found).toEqual([])
  expect([...links].filter((link) => !places.has(link.replace(/^.*path=\/(docs|story)\//, '')))).toEqual([])
})

const preview = '#storybook-preview-iframe'

/** The texts that are too faint, as axe sees them. */
const faintTexts = async (frame: Frame) => {
  await frame.evaluate(axe.source)
  const { violations } = await frame.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['color-contrast'],
      iframes: false,
    }),
  )
  return violations.flatMap(({ nodes }) =>
    nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
  )
}

it.each(['light', 'dark'] as const)('is legible for a user who prefers %s', async (colorScheme) => {
  const page = await browser.newPage({ reducedMotion: 'reduce', colorScheme })
  const found = []
  for (const id of ['introduction', 'guides-api', 'components-linkedaccounts', 'states-before-unlinking']) {
    await page.goto(`${origin}${SUB_PATH}?path=/docs/${id}--docs`)
    await page.frameLocator(preview).locator('.la-root, .sbdocs td').first().waitFor()
    for (const frame of page.frames().slice(0, 2)) found.push(...(await faintTexts(frame)))
  }
  expect(found).toEqual([])

  await page.addStyleTag({ content: 'a { color: gray !important; background: dimgray !important }' })
  expect(await faintTexts(page.mainFrame())).not.toEqual([])
  await page.close()
})

it('is dark if the toolbar says so, including all its frames', async () => {
  const page = await browser.newPage({ reducedMotion: 'reduce', colorScheme: 'light' })
  await page.goto(`${origin}${SUB_PATH}?path=/docs/guides-presets--docs&globals=theme:dark`)
  const docs = page.frameLocator(preview)
  await docs.frameLocator('iframe[title="MUI"]').locator('html[data-mui-color-scheme="dark"]').waitFor()
  await expect.poll(() => page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(DARK)

  await page.getByRole('button', { name: /^Color scheme/ }).click()
  await page.getByRole('option', { name: 'Light' }).click()
  await docs.frameLocator('iframe[title="MUI"]').locator('html[data-mui-color-scheme="light"]').waitFor()
  await expect.poll(() => page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(LIGHT)
  await page.close()
})

it('shows code that compiles when it is pasted', async () => {
  const page = await browser.newPage({ reducedMotion: 'reduce' })
  const examples = new Map<string, string>()
  for (const { id } of entries.filter(
    (entry) => entry.type === 'docs' && /^(comp|recipes|states)/.test(entry.id),
  )) {
    await page.goto(`${origin}${SUB_PATH}iframe.html?viewMode=docs&id=${id}`)
    const buttons = page.locator('button', { hasText: 'Show code' })
    await buttons.first().waitFor()
    const blocks = page.locator('.sbdocs pre.prismjs')
    const stories = await buttons.count()
    while (await buttons.count()) await buttons.first().click()
    await expect.poll(() => blocks.count()).toBeGreaterThanOrEqual(stories)
    for (const code of await blocks.allTextContents()) {
      if (code.includes('import ')) examples.set(`${id}:${examples.size}`, code)
    }
  }
  await page.close()
  expect(examples.size).toBeGreaterThan(20)
  expect(problemsIn(examples)).toEqual([])
})
