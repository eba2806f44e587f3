import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

/** What each layer of src/ may import besides itself: other layers and packages. `types of` allows type-only imports. */
const rooms: Record<string, { imports: string[]; packages: string[] }> = {
  core: { imports: [], packages: [] },
  backends: { imports: ['core'], packages: ['oauth4webapi'] },
  query: { imports: ['core'], packages: ['@tanstack/react-query'] },
  react: { imports: ['query', 'core', 'locales'], packages: ['react', '@tanstack/react-query'] },
  parts: { imports: ['react', 'query', 'core'], packages: ['react', 'react-dom', '@tanstack/react-query'] },
  hooks: { imports: ['backends', 'react', 'types of core'], packages: [] },
  components: { imports: ['parts', 'react', 'query', 'core', 'icons', 'locales'], packages: ['react'] },
  index: {
    imports: ['components', 'parts', 'react', 'locales', 'types of query', 'types of core'],
    packages: [],
  },
  testing: { imports: ['core', 'query'], packages: ['vitest'] },
  icons: { imports: [], packages: ['react'] },
  locales: { imports: ['types of core'], packages: [] },
  styles: { imports: [], packages: [] },
}

const pageGlobals = new Set([
  'window',
  'document',
  'location',
  'history',
  'sessionStorage',
  'localStorage',
  'BroadcastChannel',
])
const touchesThePage = ['core/browser.ts']

interface Import {
  specifier: string | undefined
  typeOnly: boolean
}

function importsOf(source: ts.SourceFile): Import[] {
  const found: Import[] = []
  const add = (node: ts.Node | undefined, typeOnly: boolean) =>
    found.push({ specifier: node && ts.isStringLiteralLike(node) ? node.text : undefined, typeOnly })
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, importsTypesOnly(node.importClause))
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      add(node.moduleSpecifier, node.isTypeOnly || namesTypesOnly(node.exportClause))
    } else if (ts.isImportTypeNode(node)) {
      add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true)
    } else if (ts.isExternalModuleReference(node)) add(node.expression, false)
    else if (ts.isCallExpression(node) && isImportCall(node)) add(node.arguments[0], false)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function importsTypesOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  return !clause.name && namesTypesOnly(clause.namedBindings)
}

function namesTypesOnly(names: ts.NamedImportBindings | ts.NamedExportBindings | undefined): boolean {
  if (!names || !(ts.isNamedImports(names) || ts.isNamedExports(names))) return false
  return names.elements.length > 0 && names.elements.every((element) => element.isTypeOnly)
}

function isImportCall({ expression }: ts.CallExpression): boolean {
  return (
    expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(expression) && expression.text === 'require')
  )
}

function pageGlobalsIn(source: ts.SourceFile): string[] {
  const used: string[] = []
  const declared = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return
    if (ts.isIdentifier(node) && pageGlobals.has(node.text)) {
      if (isLocalDeclaration(node)) declared.add(node.text)
      else if (!isMemberName(node)) used.push(node.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return used.filter((name) => !declared.has(name))
}

function isLocalDeclaration(node: ts.Identifier): boolean {
  const { parent } = node
  const declares =
    ts.isVariableDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isBindingElement(parent) ||
    ts.isImportSpecifier(parent) ||
    ts.isFunctionDeclaration(parent)
  return declares && parent.name === node
}

function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) {
    return parent.name === node && parent.expression.getText() !== 'globalThis'
  }
  if (ts.isBindingElement(parent)) return parent.propertyName === node
  return 'name' in parent && parent.name === node && !ts.isShorthandPropertyAssignment(parent)
}

function violations(file: string, text: string): string[] {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind)
  const imports = importsOf(source).map((found) => check(file, found))
  const globals = touchesThePage.includes(file) ? [] : pageGlobalsIn(source)
  return [...imports, ...globals.map((name) => `touches ${name}`)]
    .filter((problem) => problem !== undefined)
    .map((problem) => `${file} ${problem}`)
}

function check(file: string, { specifier, typeOnly }: Import): string | undefined {
  const room = roomOf(file)
  const rules = rooms[room]
  if (!rules) return `stands in ${room}, a room without rules`
  if (specifier === undefined) return 'imports what only shows at run time'
  if (!specifier.startsWith('.')) {
    const known = rules.packages.some((name) => specifier === name || specifier.startsWith(`${name}/`))
    return known ? undefined : `imports the package ${specifier}`
  }
  const folder = `${posix.dirname(file)}/`
  const target = posix.join(folder, specifier).replace(/(\.[jt]sx?|\/)$/, '')
  if (target.startsWith('..')) return `imports ${specifier}, outside src`
  const barrel = target.replace(/(^|\/)index$/, '')
  if (['', '.'].includes(barrel) || folder.startsWith(`${barrel}/`))
    return `imports its own barrel ${specifier}`
  const other = roomOf(target)
  const allowed = other === room || rules.imports.includes(other)
  if (allowed || (typeOnly && rules.imports.includes(`types of ${other}`))) return undefined
  return `imports ${specifier}, from ${other}`
}

const roomOf = (path: string) => path.split('/')[0]?.replace(/\.\w+$/, '') || 'index'

const src = new URL('../src/', import.meta.url)
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))

describe('src', () => {
  it.each(files)('%s imports only what its layer allows', (file) => {
    expect(violations(file, readFileSync(new URL(file, src), 'utf8'))).toEqual([])
  })
})

describe('the check', () => {
  it.each([
    ['core/a.ts', `import { b } from '../query/b'`, 'imports ../query/b, from query'],
    ['core/a.ts', `import type { B } from '../react/b'`, 'imports ../react/b, from react'],
    ['core/a.ts', `import '../styles/styles.css'`, 'imports ../styles/styles.css, from styles'],
    [
      'core/deep/a.ts',
      `export * from '../../backends/classic'`,
      'imports ../../backends/classic, from backends',
    ],
    ['query/a.ts', `const b = await import('../react/b')`, 'imports ../react/b, from react'],
    ['query/a.ts', `let b: import('../parts/b').B`, 'imports ../parts/b, from parts'],
    ['query/a.ts', `const b = require('../parts/b')`, 'imports ../parts/b, from parts'],
    ['query/a.ts', `import b = require('../parts/b')`, 'imports ../parts/b, from parts'],
    ['backends/a.ts', "const b = await import('../core/' + name)", 'imports what only shows at run time'],
    ['react/a.tsx', `import { List } from '../parts/list'`, 'imports ../parts/list, from parts'],
    [
      'parts/a.tsx',
      `import { Card } from '../components/card.js'`,
      'imports ../components/card.js, from components',
    ],
    ['icons/a.tsx', `import { b } from '../core/b'`, 'imports ../core/b, from core'],
    ['locales/de.ts', `import { useState } from 'react'`, 'imports the package react'],
    ['core/a.ts', `import type { ReactNode } from 'react'`, 'imports the package react'],
    [
      'backends/a.ts',
      `import { QueryClient } from '@tanstack/react-query'`,
      'imports the package @tanstack/react-query',
    ],
    ['query/a.ts', `import { jsx } from 'react/jsx-runtime'`, 'imports the package react/jsx-runtime'],
    [
      'core/a.ts',
      `import { b } from 'react-linked-accounts/core'`,
      'imports the package react-linked-accounts/core',
    ],
    ['core/a.ts', `import { b } from './index'`, 'imports its own barrel ./index'],
    ['core/a.ts', `import { b } from '.'`, 'imports its own barrel .'],
    ['core/deep/a.ts', `import { b } from '../index.ts'`, 'imports its own barrel ../index.ts'],
    ['react/a.ts', `import { b } from '..'`, 'imports its own barrel ..'],
    ['core/a.ts', `import pkg from '../../package.json'`, 'imports ../../package.json, outside src'],
    ['index.ts', `export { a, type B } from './core'`, 'imports ./core, from core'],
    ['index.ts', `export * from './testing'`, 'imports ./testing, from testing'],
    ['attic/a.ts', `import { b } from './b'`, 'stands in attic, a room without rules'],
    ['core/a.ts', 'const here = window.location.href', 'touches window'],
    ['react/a.ts', `const known = typeof document !== 'undefined'`, 'touches document'],
    ['query/a.ts', 'globalThis.history.back()', 'touches history'],
    ['parts/a.tsx', 'const page = { location }', 'touches location'],
  ])('catches in %s: %s', (file, text, problem) => {
    expect(violations(file, text)).toEqual([`${file} ${problem}`])
  })

  it.each([
    ['core/a.ts', `import { b } from './deep/b'`],
    ['core/deep/a.ts', `import { b } from '../b'`],
    ['components/a.tsx', `import { List } from '../parts'`],
    ['index.ts', `export type { Identity } from './core'\nimport { type Identity } from './core/identity'`],
    ['index.ts', `export { LinkedAccounts } from './components/linked-accounts'`],
    ['query/a.ts', `import { queryOptions } from '@tanstack/react-query'`],
    ['core/browser.ts', 'window.history.back()'],
    ['core/a.ts', 'const go = ({ location }: Page) => location.href + options.history + page.document'],
    ['core/a.ts', 'type Where = typeof location; const record = { location: 1 }'],
  ])('lets pass in %s: %s', (file, text) => {
    expect(violations(file, text)).toEqual([])
  })
})
