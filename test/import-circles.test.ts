import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const src = new URL('../src/', import.meta.url)
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))

/** Finds circular imports, including type-only imports. */
function importCircle(imports: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>()
  const walk = (module: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(module)) return [...path.slice(path.indexOf(module)), module]
    if (done.has(module)) return undefined
    done.add(module)
    return firstOf(imports.get(module) ?? [], (next) => walk(next, [...path, module]))
  }
  return firstOf([...imports.keys()], (module) => walk(module, []))
}

function firstOf<T, R>(values: readonly T[], find: (value: T) => R | undefined): R | undefined {
  for (const value of values) {
    const found = find(value)
    if (found !== undefined) return found
  }
  return undefined
}

/** The relative imports of a module in src, as paths without an extension. Dynamic imports are ignored. */
function relativeImports(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  return source.statements
    .filter((node) => ts.isImportDeclaration(node) || ts.isExportDeclaration(node))
    .map(({ moduleSpecifier }) =>
      moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : '',
    )
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => posix.join(posix.dirname(file), specifier))
}

describe('the modules of src', () => {
  const imports = new Map(
    files.map((file) => [
      file.replace(/\.tsx?$/, ''),
      relativeImports(file, readFileSync(new URL(file, src), 'utf8')),
    ]),
  )

  it('do not import each other in a circle', () => {
    expect(imports.get('query/link-store')).toContain('core/link')
    expect(importCircle(imports)).toBeUndefined()
  })

  it('would be caught if they did', () => {
    const chain = { a: ['b', 'c'], b: [], c: ['d'], d: ['b', 'c'] }
    expect(importCircle(new Map(Object.entries(chain)))).toEqual(['c', 'd', 'c'])
    expect(relativeImports('core/a.ts', "import type { B } from './b'\nexport * from '../query/c'")).toEqual([
      'core/b',
      'query/c',
    ])
  })
})
