import { resolve } from 'node:path'
import ts from 'typescript'

const root = resolve(import.meta.dirname, '../..')
const source = resolve(root, 'src')

/** A field of an interface, as shown in the docs. */
export interface Field {
  name: string
  type: string
  isOptional: boolean
  text: string
}

/** An export of an entry. */
export interface Export {
  name: string
  kind: 'component' | 'hook' | 'function' | 'type' | 'value'
  text: string
}

/** The exports of the public entries, as the compiler sees them. */
export interface Api {
  exports(entry: string): Export[]
  /** The fields that the kit itself declares, without those of a `<button>`, for example. */
  fields(typeName: string): Field[]
  /** The comment of an exported type. */
  text(typeName: string): string
  /** The names in an exported object, with their comments. */
  members(valueName: string): Pick<Field, 'name' | 'text'>[]
}

/** Reads the entries of the package from the paths of `tsconfig.json`. */
export function readApi(): Api {
  const { config } = ts.readConfigFile(resolve(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, root)
  const entries = Object.fromEntries(
    Object.entries(options.paths ?? {})
      .filter(([name, [path = '']]) => /\.tsx?$/.test(path) && !name.includes('*'))
      .map(([name, [path = '']]) => [name, resolve(root, path)]),
  )
  const program = ts.createProgram(Object.values(entries), options)
  const checker = program.getTypeChecker()

  const symbolsOf = (entry: string) => {
    const path = entries[entry]
    const file = path === undefined ? undefined : program.getSourceFile(path)
    const module = file && checker.getSymbolAtLocation(file)
    if (!module) throw new Error(`${entry} is not an entry of the package.`)
    return checker.getExportsOfModule(module)
  }
  const original = (symbol: ts.Symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  const textOf = (symbol: ts.Symbol) => {
    // A line that starts with `@octocat` would end the text.
    const unknown = symbol.getJsDocTags(checker).find(({ name }) => name !== 'example')
    if (unknown) throw new Error(`The comment of ${symbol.name} has the unknown tag @${unknown.name}.`)
    return ts.displayPartsToString(symbol.getDocumentationComment(checker)).replace(/\s+/g, ' ').trim()
  }

  const find = (name: string) => {
    const symbol = Object.keys(entries)
      .flatMap(symbolsOf)
      .find((exported) => exported.name === name)
    if (!symbol) throw new Error(`No entry exports ${name}.`)
    return original(symbol)
  }

  return {
    exports: (entry) =>
      symbolsOf(entry).map((symbol) => {
        const target = original(symbol)
        return { name: symbol.name, kind: kindOf(symbol.name, target), text: textOf(target) }
      }),
    fields: (typeName) =>
      checker
        .getDeclaredTypeOfSymbol(find(typeName))
        .getProperties()
        .flatMap((property) => {
          const [declaration] = property.getDeclarations() ?? []
          if (!declaration?.getSourceFile().fileName.startsWith(source)) return []
          const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0
          return { name: property.name, type: typeText(declaration), isOptional, text: textOf(property) }
        }),
    text: (typeName) => textOf(find(typeName)),
    members: (valueName) =>
      checker
        .getTypeOfSymbol(find(valueName))
        .getProperties()
        .map((property) => ({ name: property.name, text: textOf(property) })),
  }
}

function kindOf(name: string, { flags }: ts.Symbol): Export['kind'] {
  if (!(flags & ts.SymbolFlags.Value)) return 'type'
  if (/^use[A-Z]/.test(name)) return 'hook'
  if (/^[A-Z][a-z]/.test(name)) return flags & ts.SymbolFlags.Class ? 'value' : 'component'
  return flags & ts.SymbolFlags.Function ? 'function' : 'value'
}

/** The type as written, without the parts that only the compiler needs. */
function typeText(declaration: ts.Declaration): string {
  if (ts.isMethodSignature(declaration)) {
    const text = declaration.getText()
    return text.slice(declaration.name.getText().length).replace(/\): /, ') => ')
  }
  const node = (declaration as ts.PropertySignature).type
  return (node?.getText() ?? '')
    .replace(/\s+/g, ' ')
    .replace(/ \| undefined$/, '')
    .replace(/^\| /, '')
    .replace(/^\((.*)\)$/, (whole, inner: string) => (isBalanced(inner) ? inner : whole))
}

function isBalanced(text: string): boolean {
  let depth = 0
  for (const char of text) {
    if (char === '(') depth += 1
    if (char === ')') depth -= 1
    if (depth < 0) return false
  }
  return depth === 0
}
