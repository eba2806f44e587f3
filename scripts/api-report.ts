import { readdirSync, readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import ts from 'typescript'
import manifest from '../package.json' with { type: 'json' }

const root = resolve(import.meta.dirname, '..')
const dist = resolve(root, 'dist')

/**
 * The public declarations of each entry as text, by the entry's name: its exports, and the kit's declarations that those
 * need. Reads the built declarations.
 */
export function apiReports(): Map<string, string> {
  const entries = declarationsOfEntries()
  const program = ts.createProgram([...entries.values()], {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    jsx: ts.JsxEmit.ReactJSX,
    types: [],
    noEmit: true,
  })
  return new Map([...entries].map(([name, file]) => [name, reportOf(program, file)]))
}

/** The report as it was committed; empty if there is none. */
export function committedReport(name: string): string {
  try {
    return readFileSync(reportFile(name), 'utf8')
  } catch {
    return ''
  }
}

export const reportFile = (name: string) => resolve(root, 'api', `${name}.api.txt`)

export const committedReports = () =>
  readdirSync(resolve(root, 'api'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.api.txt'))
    .map((file) => file.replace('.api.txt', ''))

function declarationsOfEntries(): Map<string, string> {
  const types = Object.entries(manifest.exports).flatMap(([entry, target]) =>
    target && typeof target === 'object' && !entry.includes('*') ? [[entry, target.types] as const] : [],
  )
  return new Map(
    types.map(([entry, path]) => [entry === '.' ? 'index' : entry.replace('./', ''), resolve(root, path)]),
  )
}

function reportOf(program: ts.Program, file: string): string {
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  const module = source && checker.getSymbolAtLocation(source)
  if (!module) throw new Error(`${relative(root, file)} is no module. Run \`npm run build\` first.`)
  const resolved = (symbol: ts.Symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  const ownDeclarations = (symbol: ts.Symbol) =>
    (symbol.getDeclarations() ?? []).map(statementOf).filter((one) => one !== undefined)

  const exported = checker.getExportsOfModule(module).map(resolved)
  const found = new Set<ts.Symbol>(exported)
  for (const symbol of found) {
    for (const declaration of ownDeclarations(symbol)) {
      const visit = (node: ts.Node): void => {
        if (ts.isIdentifier(node)) {
          const other = checker.getSymbolAtLocation(node)
          if (other && isTopLevel(resolved(other))) found.add(resolved(other))
        }
        ts.forEachChild(node, visit)
      }
      visit(declaration)
    }
  }
  const textsOf = (symbols: ts.Symbol[]) =>
    symbols
      .flatMap((symbol) => ownDeclarations(symbol).map((one) => [symbol.name, textOf(one)] as const))
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, text]) => text)
  const needed = [...found].filter((symbol) => !exported.includes(symbol))
  return `${[...textsOf(exported), '// not exported', ...textsOf(needed)].join('\n\n')}\n`
}

function isTopLevel(symbol: ts.Symbol): boolean {
  return (symbol.getDeclarations() ?? []).some((declaration) => statementOf(declaration) !== undefined)
}

/** The top-level statement of a declaration in one of the kit's own files. */
function statementOf(declaration: ts.Declaration): ts.Node | undefined {
  const node = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration
  const isOwn = node.parent && ts.isSourceFile(node.parent) && node.parent.fileName.startsWith(dist)
  return isOwn ? node : undefined
}

const printer = ts.createPrinter({ removeComments: true })

function textOf(node: ts.Node): string {
  return printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile())
}
