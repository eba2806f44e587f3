import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { HOST } from '../../demo/free-port'
import type { Tenant } from '../../demo/tenant/index'
import { itemFile } from '../../scripts/registry-item'
import { run } from '../package/packed'
import type { Installed } from './consumer'
import { test as base, expect } from './consumer-test'
import { button, confirmUnlink, google, linkAndUnlinkGitHub, signIn, unlinkButton, unlinked } from './visit'

/** The packages that the base components need, with the versions for this test. */
const baseComponents: Readonly<Record<string, { packages: string[]; components?: string[] }>> = {
  'alert-dialog': { packages: ['radix-ui@1.8.1'], components: ['button'] },
  badge: { packages: ['class-variance-authority@0.7.1'] },
  button: { packages: ['radix-ui@1.8.1', 'class-variance-authority@0.7.1'] },
  card: { packages: [] },
}

/** A registry with the kit's item and the base components. Its items refer to each other by URL. */
const test = base.extend('registry', async ({ launchOptions: _ }, { onCleanup }) => {
  const server = createServer(async (request, response) => {
    const name = /\/([\w-]+)\.json$/.exec(request.url ?? '')?.[1] ?? ''
    const item = name === 'linked-accounts' ? await kitItem() : await baseItem(name)
    response.writeHead(item ? 200 : 404).end(JSON.stringify(item))
  })
  server.listen(0, HOST)
  await once(server, 'listening')
  onCleanup(() => void server.close())
  const origin = `http://${HOST}:${(server.address() as AddressInfo).port}`
  const addressOf = (name: string) => `${origin}/${name}.json`

  const kitItem = async () => {
    const item = JSON.parse(await readFile(itemFile, 'utf8'))
    return { ...item, registryDependencies: item.registryDependencies.map(addressOf) }
  }
  const baseItem = async (name: string) => {
    const { packages, components = [] } = baseComponents[name] ?? {}
    if (!packages) return undefined
    const file = join(import.meta.dirname, 'apps/shadcn/ui', `${name}.tsx`)
    return {
      name,
      type: 'registry:ui',
      dependencies: packages,
      registryDependencies: components.map(addressOf),
      files: [{ path: `ui/${name}.tsx`, type: 'registry:ui', content: await readFile(file, 'utf8') }],
    }
  }
  return { addressOf, origin }
})

test('shadcn adds the card, which links and unlinks with the components of the app', async ({
  install,
  registry,
  visit,
}) => {
  const app = await install({ app: 'shadcn' })
  await run(app.folder, 'npx', 'shadcn', 'add', registry.addressOf('linked-accounts'), '--yes')
  const { dependencies } = JSON.parse(await readFile(join(app.folder, 'package.json'), 'utf8'))
  expect(dependencies['react-linked-accounts']).toMatch(/^file:/)
  await app.script('typecheck')
  await app.script('build')
  await app.start()
  const { page, problems } = await visit()
  await signIn(page, app)
  expect(await page.locator('[data-slot="card"]').count()).toBe(1)

  // Escape cancels, and the focus goes back to the button.
  await unlinkButton(page, google).click()
  await page.getByRole('alertdialog', { name: 'Unlink Google?' }).waitFor()
  await page.keyboard.press('Escape')
  await expect
    .poll(() => unlinkButton(page, google).evaluate((element) => element === document.activeElement))
    .toBe(true)

  await linkAndUnlinkGitHub(page, app)
  await undoAndUnlinkGoogle(page, app)
  await linkInPopup(page, app)
  await unlinkAfterStepUp(page, app)
  expect(problems).toEqual([])
})

test('shadcn adds the card from the installed package', async ({ install, registry }) => {
  const app = await install({ app: 'shadcn' })
  const item = './node_modules/react-linked-accounts/registry/linked-accounts.json'
  await run(app.folder, 'env', `REGISTRY_URL=${registry.origin}`, 'npx', 'shadcn', 'add', item, '--yes')
  await app.script('typecheck')
})

const isGoogleLinked = async (tenant: Tenant) =>
  (await tenant.users())[0]?.identities.some(({ provider }) => provider === 'google-oauth2')

/** With the keyboard, so that the timer is paused until the focus leaves the row. */
async function undoAndUnlinkGoogle(page: Page, { origin, tenant }: Installed) {
  const undo = button(page, `Undo unlinking ${google}`)
  const paused = page.getByText(`Unlinking ${google} is paused.`)
  await page.goto(`${origin}/?undo`)
  await unlinkButton(page, google).press('Enter')
  await paused.waitFor()
  await undo.press('Enter')
  await unlinkButton(page, google).press('Enter')
  await paused.waitFor()
  expect(await isGoogleLinked(tenant)).toBe(true)

  await undo.press('Tab')
  await page.getByText(new RegExp(`^Unlinking ${google} in \\d+s$`)).waitFor()
  await unlinked(page, google)
  expect(await undo.count()).toBe(0)
  expect(await isGoogleLinked(tenant)).toBe(false)
}

/** The user cancels the first link while its window is open, and completes the second one. */
async function linkInPopup(page: Page, { origin }: Installed) {
  const waiting = page.getByText('Waiting for Google…')
  const openPopup = async () => {
    const opened = page.waitForEvent('popup')
    await button(page, 'Link Google').click()
    await waiting.waitFor()
    return opened
  }
  await page.goto(`${origin}/?popup`)
  const first = await openPopup()
  await button(page, 'Cancel linking Google').click()
  await page.getByText("Google wasn't linked").waitFor()
  expect(await waiting.count()).toBe(0)
  await first.close()

  const second = await openPopup()
  await button(second, 'ada.lovelace@gmail.example').click()
  await page.getByText('Google linked').waitFor()
  expect(await waiting.count()).toBe(0)
  await unlinkButton(page, google).waitFor()
}

async function unlinkAfterStepUp(page: Page, { origin, tenant }: Installed) {
  await page.goto(`${origin}/?step-up`)
  await unlinkButton(page, google).click()
  await confirmUnlink(page, 'Google')
  await page.getByLabel('Email').fill(tenant.demoUser.email)
  await page.getByLabel('Password').fill(tenant.demoUser.password)
  await button(page, 'Continue').click()
  await page.getByText(`Continue unlinking ${google}?`).waitFor()
  expect(await isGoogleLinked(tenant)).toBe(true)
  await button(page, 'Continue').click()
  await unlinked(page, google)
  expect(await isGoogleLinked(tenant)).toBe(false)
}
