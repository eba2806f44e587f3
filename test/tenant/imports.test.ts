import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

/** Finds a chain of imports that ends with the module it starts with. */
function importCircle(imports: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>()
  const walk = (module: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(module)) return [...path.slice(path.indexOf(module)), module]
    if (done.has(module)) return undefined
    for (const next of imports.get(module) ?? []) {
      const circle = walk(next, [...path, module])
      if (circle) return circle
    }
    done.add(module)
    return undefined
  }
  for (const module of imports.keys()) {
    const circle = walk(module, [])
    if (circle) return circle
  }
  return undefined
}

const demo = new URL('../../demo/', import.meta.url)

/** The relative imports of each module of the demo. Imports of types count as well. */
function demoImports(): Map<string, string[]> {
  const files = readdirSync(demo, { recursive: true, encoding: 'utf8' })
  return new Map(
    files
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => {
        const { importedFiles } = ts.preProcessFile(readFileSync(new URL(file, demo), 'utf8'))
        const targets = importedFiles
          .filter(({ fileName }) => fileName.startsWith('.'))
          .map(({ fileName }) => posix.join(posix.dirname(file), fileName))
        return [file.replace(/\.tsx?$/, ''), targets]
      }),
  )
}

test('no modules of the demo import each other in a circle', () => {
  const imports = demoImports()

  expect(imports.get('tenant/accounts')).toContain('tenant/user-rows')
  expect(importCircle(imports)).toBeUndefined()
})

test('a circle is found', () => {
  const imports = new Map([
    ['a', ['b', 'c']],
    ['b', []],
    ['c', ['d']],
    ['d', ['b', 'c']],
  ])

  expect(importCircle(imports)).toEqual(['c', 'd', 'c'])
})
