import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { preview } from 'vite'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { headlessLaunchOptions } from '../../scripts/find-browser'
import { install, type Packed, packPackage, root, run } from './packed'

let packed: Packed

beforeAll(async () => {
  packed = await packPackage()
})

afterAll(() => packed.remove())

describe('the packed files', () => {
  let files: Map<string, string>

  beforeAll(async () => {
    const unpacked = await packed.emptyFolder('unpacked')
    await run(unpacked, 'tar', '-xzf', packed.tarball, '--strip-components=1')
    const entries = await readdir(unpacked, { recursive: true, withFileTypes: true })
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    const read = async (path: string) =>
      [path.slice(unpacked.length + 1), await readFile(path, 'utf8')] as const
    files = new Map(await Promise.all(paths.map(read)))
  })

  it('are the build, the manifest, the documents and the shadcn item', () => {
    const documents =
      /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|llms\.txt|docs\/[\w-]+\.md|registry\/linked-accounts\.json)$/
    const build = /^dist\/[\w/-]+(\.js|\.d\.ts|(\.layer)?\.css)$/
    const others = [...files.keys()].filter((path) => !documents.test(path) && !build.test(path))
    expect(others).toEqual([])
  })

  it('contain the target of each export', () => {
    const targets = Object.values(manifest.exports).flatMap((target) =>
      typeof target === 'string' ? target : Object.values(target ?? {}),
    )
    const paths = [...files.keys()]
    const missing = targets.filter((target) => {
      const [start = '', end] = target.replace('./', '').split('*')
      return !paths.some((path) => (end ? path.startsWith(start) && path.endsWith(end) : path === start))
    })
    expect(missing).toEqual([])
  })

  it('contain the guides that the README links to', () => {
    const links = [...(files.get('README.md') ?? '').matchAll(/\]\((docs\/[\w-]+\.md)/g)].map(
      ([, path]) => path,
    )
    expect(links).toContain('docs/theming.md')
    expect(links.filter((path) => !files.has(path ?? ''))).toEqual([])
  })

  it('import the peers, the dependency and nothing else', () => {
    const code = [...files].filter(([path]) => path.endsWith('.js')).map(([, text]) => text)
    const imports = code.flatMap((text) => [...text.matchAll(/(?:from |import\(?)"([^".][^"]*)"/g)])
    const packages = new Set(imports.map(([, name = '']) => name.match(/^(@[^/]+\/)?[^/]+/)?.[0]))
    const { dependencies, peerDependencies } = manifest
    expect([...packages].sort()).toEqual(Object.keys({ ...dependencies, ...peerDependencies }).sort())
  })

  it('contain no path of the machine that built them', () => {
    const naming = [...files].filter(([, text]) => text.includes(`${root}/`) || text.includes('file://'))
    expect(naming.map(([path]) => path)).toEqual([])
  })
})

describe('an app that installs the package', () => {
  let app: string

  beforeAll(async () => {
    app = await packed.emptyFolder('app')
    await cp(join(import.meta.dirname, 'consumer'), app, { recursive: true })
    const { devDependencies: versions } = manifest
    const packages = [
      'react',
      'react-dom',
      '@types/react',
      '@types/react-dom',
      '@tanstack/react-query',
      'typescript',
      'vite',
    ] as const
    await install(app, packed.tarball, ...packages.map((name) => `${name}@${versions[name]}`))
  })

  it('type-checks as a bundled app', () => run(app, 'npm', 'run', 'typecheck'))

  it('type-checks under the module rules of Node', () => run(app, 'npm', 'run', 'typecheck:nodenext'))

  it('builds and shows the linked accounts', async () => {
    await run(app, 'npm', 'run', 'build')
    const server = await preview({ root: app, configFile: false, preview: { host: '127.0.0.1', port: 0 } })
    onTestFinished(() => server.close())
    const browser = await chromium.launch(headlessLaunchOptions())
    onTestFinished(() => browser.close())
    const page = await browser.newPage()
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
    await page.goto(server.resolvedUrls?.local[0] ?? 'no address')

    await page.getByRole('heading', { name: 'Linked accounts' }).waitFor()
    const rows = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Unlink / }) })
    await rows.nth(1).waitFor()
    expect(problems).toEqual([])
  })
})

describe('a folder without React and without a DOM', () => {
  let bare: string

  beforeAll(async () => {
    bare = await packed.emptyFolder('bare')
    await writeFile(join(bare, 'package.json'), '{ "private": true }')
    await install(bare, '--legacy-peer-deps', packed.tarball)
  })

  it('contains only the package and its one dependency', async () => {
    const installed = await readdir(join(bare, 'node_modules'))
    expect(installed.filter((name) => !name.startsWith('.'))).toEqual(['oauth4webapi', manifest.name])
  })

  it.each(['core', 'classic', 'auth0', 'better-auth'])('loads ./%s', async (entry) => {
    const script = `console.log(typeof document, Object.keys(await import('${manifest.name}/${entry}')).length > 0)`
    expect(await run(bare, 'node', '--input-type=module', '--eval', script)).toBe('undefined true\n')
  })
})
