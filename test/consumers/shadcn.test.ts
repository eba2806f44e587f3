import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { HOST } from '../../demo/free-port'
import { itemFile } from '../../scripts/registry-item'
import { run } from '../package/packed'
import { test as base, expect } from './consumer-test'
import { google, linkAndUnlinkGitHub, signIn, unlinkButton } from './visit'

/** What the base components need of the package registry, with the versions of this test. */
const baseComponents: Readonly<Record<string, { packages: string[]; components?: string[] }>> = {
  'alert-dialog': { packages: ['radix-ui@1.8.1'], components: ['button'] },
  badge: { packages: ['class-variance-authority@0.7.1'] },
  button: { packages: ['radix-ui@1.8.1', 'class-variance-authority@0.7.1'] },
  card: { packages: [] },
}

/** A registry with the item of the kit and the base components. Its items name each other by address. */
const test = base.extend('registry', async ({ launchOptions: _ }, { onCleanup }) => {
  const server = createServer(async (request, response) => {
    const name = /^\/([\w-]+)\.json$/.exec(request.url ?? '')?.[1] ?? ''
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
  return { addressOf }
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
  expect(problems).toEqual([])
})
