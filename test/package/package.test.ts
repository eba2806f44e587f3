import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright'
import { preview } from 'vite'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { launchOptions } from '../../scripts/find-browser'

const root = resolve(import.meta.dirname, '../..')
let folder: string
let tarball: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), `${manifest.name}-`))
  await run(root, 'npm', 'pack', '--ignore-scripts', '--pack-destination', folder)
  tarball = join(folder, `${manifest.name}-${manifest.version}.tgz`)
})

afterAll(() => rm(folder, { recursive: true }))

describe('the packed files', () => {
  let files: Map<string, string>

  beforeAll(async () => {
    const unpacked = await emptyFolder('unpacked')
    await run(unpacked, 'tar', '-xzf', tarball, '--strip-components=1')
    const entries = await readdir(unpacked, { recursive: true, withFileTypes: true })
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    const read = async (path: string) =>
      [path.slice(unpacked.length + 1), await readFile(path, 'utf8')] as const
    files = new Map(await Promise.all(paths.map(read)))
  })

  it('are the build, the manifest and the documents', () => {
    const documents = /^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/
    const build = /^dist\/[\w/-]+(\.js|\.d\.ts|\.css)$/
    const others = [...files.keys()].filter((path) => !documents.test(path) && !build.test(path))
    expect(others).toEqual([])
  })

  it('hold the target of each export', () => {
    const targets = Object.values(manifest.exports).flatMap((target) =>
      typeof target === 'string' ? target : Object.values(target),
    )
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(targets.map((target) => target.replace('./', ''))),
    )
  })

  it('name no path of the machine that built them', () => {
    const naming = [...files].filter(([, text]) => text.includes(`${root}/`) || text.includes('file://'))
    expect(naming.map(([path]) => path)).toEqual([])
  })
})

describe('an app that installs the package', () => {
  let app: string

  beforeAll(async () => {
    app = await emptyFolder('app')
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
    await install(app, tarball, ...packages.map((name) => `${name}@${versions[name]}`))
  })

  it('type-checks as a bundled app', () => run(app, 'npm', 'run', 'typecheck'))

  it('type-checks under the module rules of Node', () => run(app, 'npm', 'run', 'typecheck:nodenext'))

  it('builds and shows the linked accounts', async () => {
    await run(app, 'npm', 'run', 'build')
    const server = await preview({ root: app, configFile: false, preview: { host: '127.0.0.1', port: 0 } })
    onTestFinished(() => server.close())
    const browser = await chromium.launch(launchOptions())
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
    bare = await emptyFolder('bare')
    await writeFile(join(bare, 'package.json'), '{ "private": true }')
    await install(bare, '--legacy-peer-deps', tarball)
  })

  it('holds the package alone', async () => {
    const installed = await readdir(join(bare, 'node_modules'))
    expect(installed.filter((name) => !name.startsWith('.'))).toEqual([manifest.name])
  })

  it.each(['core', 'classic'])('loads ./%s', async (entry) => {
    const script = `console.log(typeof document, Object.keys(await import('${manifest.name}/${entry}')).length > 0)`
    expect(await run(bare, 'node', '--input-type=module', '--eval', script)).toBe('undefined true\n')
  })
})

async function emptyFolder(name: string) {
  const path = join(folder, name)
  await mkdir(path)
  return path
}

function install(cwd: string, ...packages: string[]) {
  return run(cwd, 'npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', ...packages)
}

function run(cwd: string, program: string, ...args: string[]): Promise<string> {
  // The test runner's own NODE_ENV would make a development build of what a person would build for production.
  const env = { ...process.env, NODE_ENV: undefined }
  return new Promise((done, fail) => {
    execFile(program, args, { cwd, env }, (error, stdout, stderr) => {
      if (error) fail(new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`))
      else done(stdout)
    })
  })
}
