import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { install, type Packed, packPackage } from './packed'

const creators = {
  classic: 'createClassicClient',
  auth0: 'createAuth0Client',
  'better-auth': 'createBetterAuthClient',
}

type Backend = keyof typeof creators

let packed: Packed
let folder: string

beforeAll(async () => {
  packed = await packPackage()
  folder = await packed.emptyFolder('page')
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  await install(folder, '--legacy-peer-deps', packed.tarball)
})

afterEach(() => {
  vi.unstubAllEnvs()
})
afterAll(() => packed.remove())

it.each<[Backend, packages: string[]]>([
  ['classic', []],
  ['auth0', ['oauth4webapi']],
  ['better-auth', []],
])('a page that uses %s has that backend alone', async (backend, packages) => {
  const modules = (await bundle(backend)).flatMap(modulesOf)

  expect(backendFiles(modules)).toContain(`${backend}.js`)
  expect(backendFiles(modules).filter((file) => !new RegExp(`^${backend}[.-]`).test(file))).toEqual([])
  expect(modules).toContain(`${manifest.name}/dist/components/linked-accounts.js`)
  expect(packagesOf(modules)).toEqual([...packages, manifest.name])
})

it('a page with auth0 loads the code exchange only when there is a code', async () => {
  const chunks = (await bundle('auth0')).filter((chunk) => !isMark(chunk))
  const entry = chunks.find(({ isEntry }) => isEntry)
  const exchange = chunks.find((chunk) => backendFiles(modulesOf(chunk)).includes('auth0-exchange.js'))
  if (!entry || !exchange) throw new Error('the page has no chunk of its own, or none to load later')

  expect(exchange.isDynamicEntry).toBe(true)
  expect(firstLoad(chunks)).not.toContain(exchange)
  expect(chunks.flatMap(({ dynamicImports }) => dynamicImports)).toContain(exchange.fileName)
  expect(packagesOf(modulesOf(entry))).toEqual([manifest.name])
  expect(backendFiles(modulesOf(entry))).not.toContain('auth0-exchange.js')
  expect(backendFiles(modulesOf(exchange))).toEqual(['auth0-exchange.js'])
  expect(packagesOf(modulesOf(exchange))).toEqual(['oauth4webapi', manifest.name])
})

it('a page that uses two has both', async () => {
  const modules = (await bundle('classic', 'better-auth')).flatMap(modulesOf)

  expect(backendFiles(modules)).toEqual(expect.arrayContaining(['classic.js', 'better-auth.js']))
})

it('a page loads the rows in parallel with the list, and links and brand icons when needed', async () => {
  const chunks = await bundle('classic')
  const first = firstLoad(chunks).flatMap(modulesOf)
  const later = chunks.flatMap(modulesOf).filter((module) => !first.includes(module))

  expect(first).toContain(`${manifest.name}/dist/query/link-store.js`)
  for (const module of ['components/card-content.js', 'core/link-flow.js', 'icons/github.js']) {
    expect(later).toContain(`${manifest.name}/dist/${module}`)
  }
})

describe('the size, minified and gzipped, without React and TanStack Query', () => {
  it('of what a page with the complete kit and the classic client loads first is at most 21.2 kB', async () => {
    expect(sizeOf(firstLoad(await bundle('classic')))).toBeLessThanOrEqual(21_200)
  })

  it('of what it loads in parallel with the list is at most 9 kB', async () => {
    expect(sizeOf(laterWith(await bundle('classic'), 'components/card-content.js'))).toBeLessThanOrEqual(
      9_000,
    )
  })

  it('of what a link loads in addition is at most 4.1 kB', async () => {
    expect(sizeOf(laterWith(await bundle('classic'), 'core/link-flow.js'))).toBeLessThanOrEqual(4_100)
  })

  it('of the classic client alone is at most 7.5 kB', async () => {
    expect(sizeOf(await bundleOf({ classic: [creators.classic] }))).toBeLessThanOrEqual(7_500)
  })

  it('is really measured: a kilobyte of noise adds a kilobyte', async () => {
    const noise = randomBytes(1000).toString('base64')
    const [chunk] = await bundle('classic')
    if (!chunk) throw new Error('there is no chunk')
    const grown = sizeOf([{ ...chunk, code: `${chunk.code}"${noise}"` }]) - sizeOf([chunk])
    expect(grown).toBeGreaterThan(900)
  })
})

/** What a page loads before it shows anything. */
const firstLoad = (chunks: readonly Rolldown.OutputChunk[]) =>
  withImports(
    chunks,
    chunks.filter(({ isEntry }) => isEntry),
  )

/** What is loaded with one of the kit's lazy modules. */
function laterWith(chunks: readonly Rolldown.OutputChunk[], module: string): Rolldown.OutputChunk[] {
  const own = chunks.filter((chunk) => modulesOf(chunk).includes(`${manifest.name}/dist/${module}`))
  if (own.length !== 1) throw new Error(`${module} is in ${own.length} chunks`)
  const first = firstLoad(chunks)
  if (own.some((chunk) => first.includes(chunk))) throw new Error(`${module} is loaded first`)
  return withImports(chunks, own).filter((chunk) => !first.includes(chunk))
}

/** Chunks and everything that they import. */
function withImports(
  chunks: readonly Rolldown.OutputChunk[],
  from: readonly Rolldown.OutputChunk[],
): Rolldown.OutputChunk[] {
  const loaded = new Set(from)
  for (const { imports } of loaded) {
    for (const chunk of chunks) if (imports.includes(chunk.fileName)) loaded.add(chunk)
  }
  return [...loaded]
}

/** Whether a chunk contains a brand icon, which is loaded when an identity of that brand is shown. */
const isMark = (chunk: Rolldown.OutputChunk) =>
  chunk.isDynamicEntry && modulesOf(chunk).every((id) => id.startsWith(`${manifest.name}/dist/icons/`))

/** The size in bytes, as sent by a server. */
function sizeOf(chunks: readonly Pick<Rolldown.OutputChunk, 'code'>[]): number {
  return chunks.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0)
}

/** Builds a page with the list and these backends; React and TanStack Query stay outside. */
function bundle(...backends: Backend[]): Promise<Rolldown.OutputChunk[]> {
  const creatorsOf = backends.map((backend) => [backend, [creators[backend]]])
  return bundleOf({ '.': ['AccountLinkingProvider', 'LinkedAccounts'], ...Object.fromEntries(creatorsOf) })
}

/** Builds a page with these names of these entries. */
async function bundleOf(names: Readonly<Record<string, readonly string[]>>): Promise<Rolldown.OutputChunk[]> {
  const input = join(folder, `${Object.values(names).flat().join('-')}.js`)
  const imports = Object.entries(names).map(
    ([entry, all]) => `import { ${all} } from '${join(manifest.name, entry)}'`,
  )
  await writeFile(input, [...imports, `console.log(${Object.values(names).flat()})`].join('\n'))
  // With the test runner's NODE_ENV, the build would include what is for development.
  vi.stubEnv('NODE_ENV', 'production')
  const built = await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      rolldownOptions: { input, external: Object.keys(manifest.peerDependencies).map(andItsEntries) },
    },
  })
  if (!('output' in built)) throw new Error('there is more than one build, or one that goes on')
  return built.output.filter((file) => file.type === 'chunk')
}

const andItsEntries = (name: string) => new RegExp(`^${name}(/|$)`)

/** The modules that contribute to a chunk, by their package paths. */
function modulesOf({ modules }: Rolldown.OutputChunk): string[] {
  return Object.entries(modules)
    .filter(([, { renderedLength }]) => renderedLength > 0)
    .flatMap(([id]) => id.split('/node_modules/').slice(1))
}

function backendFiles(modules: string[]): string[] {
  const path = `${manifest.name}/dist/backends/`
  return modules.filter((id) => id.startsWith(path)).map((id) => id.slice(path.length))
}

function packagesOf(modules: string[]): string[] {
  return [...new Set(modules.map((id) => id.split('/')[0] ?? id))].sort()
}
