import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { beforeAll, expect, it } from 'vitest'
import { buildIcons } from '../../scripts/build-icons'

const brands = new Map(
  [...buildIcons()].map(([file, text]) => [
    file.slice(0, -'.tsx'.length),
    [...text.matchAll(/ d="([^"]*)"/g)].map(([, path = '']) => path),
  ]),
)

let chunks: Rolldown.OutputChunk[]

beforeAll(async () => {
  const entry = fileURLToPath(new URL('../../src/icons/provider-mark.tsx', import.meta.url))
  const built = await build({
    configFile: false,
    logLevel: 'error',
    // With the test runner's NODE_ENV, this would be a development build.
    oxc: { jsx: { runtime: 'automatic', development: false } },
    build: {
      write: false,
      lib: { entry, formats: ['es'] },
      rolldownOptions: {
        external: /^react(\/|$)/,
        output: { minify: true },
      },
    },
  })
  const [output] = Array.isArray(built) ? built : []
  if (!output) throw new Error('there is not one build')
  chunks = output.output.filter((file) => file.type === 'chunk')
}, 30_000)

it('what a page loads first contains no brand icon, and is about a kilobyte', () => {
  const initial = initialChunks()
  const code = initial.map((chunk) => chunk.code).join('\n')

  expect([...brands].filter(([, paths]) => paths.some((path) => code.includes(path)))).toEqual([])
  expect(initial.flatMap(({ moduleIds }) => moduleIds.map(fileOf)).sort()).toEqual([
    'internal/mark-store.ts',
    'internal/mark.tsx',
    'key.tsx',
    'mail.tsx',
    'organization.tsx',
    'phone.tsx',
    'provider-mark.tsx',
  ])
  expect(gzipSync(code).length).toBeLessThan(1000)
})

it.each([...brands])('the icon of %s is a separate chunk under 1 kB', (name, paths) => {
  const [chunk, ...others] = chunks.filter(({ code }) => paths.every((path) => code.includes(path)))

  expect(others).toEqual([])
  expect(chunk?.moduleIds.map(fileOf)).toEqual([`${name}.tsx`])
  expect(gzipSync(chunk?.code ?? '').length).toBeLessThan(1000)
})

/** The entry and all its static imports. */
function initialChunks(): Rolldown.OutputChunk[] {
  const names = new Set(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName))
  for (const name of names) {
    for (const imported of chunks.find(({ fileName }) => fileName === name)?.imports ?? [])
      names.add(imported)
  }
  return chunks.filter(({ fileName }) => names.has(fileName))
}

function fileOf(id: string): string {
  return id.split('/src/icons/')[1] ?? id
}
