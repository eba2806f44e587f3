import { resolve } from 'node:path'
import { build, type Rolldown } from 'vite'
import { beforeAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

let chunks: Rolldown.OutputChunk[]

/** The chunks of a page that imports the client, as a bundler of today cuts them. */
beforeAll(async () => {
  const output = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: { input: 'src/backends/auth0.ts', preserveEntrySignatures: 'strict' },
    },
  })
  if (!('output' in output)) throw new Error('There is more than one output.')
  chunks = output.output.filter((file) => file.type === 'chunk')
})

const holds = (chunk: Rolldown.OutputChunk, module: string) =>
  chunk.moduleIds.some((id) => id.includes(module))

/** The chunk and all that is loaded with it. */
function loadedWith(chunk: Rolldown.OutputChunk, seen = new Set([chunk])): Set<Rolldown.OutputChunk> {
  for (const one of chunks) {
    if (seen.has(one) || !chunk.imports.includes(one.fileName)) continue
    loadedWith(one, seen.add(one))
  }
  return seen
}

describe('a page that can link', () => {
  it('loads what exchanges a code only once a link has come back', () => {
    const entry = chunks.find(({ isEntry }) => isEntry)
    if (!entry) throw new Error('There is no entry.')
    const atOnce = [...loadedWith(entry)]
    expect(atOnce.some((chunk) => holds(chunk, 'src/backends/auth0.ts'))).toBe(true)
    expect(atOnce.filter((chunk) => holds(chunk, 'oauth4webapi'))).toEqual([])

    const later = chunks.find((chunk) => holds(chunk, 'src/backends/auth0-exchange.ts'))
    expect(later?.isDynamicEntry).toBe(true)
    expect(later && [...loadedWith(later)].some((chunk) => holds(chunk, 'oauth4webapi'))).toBe(true)
  })
})
