import { readFile } from 'node:fs/promises'

const IMPORT = /^@import "(?<path>[^"]+)"(?: layer\((?<layer>[\w-]+)\))?;\n/m

/** Inlines a style sheet's imports, including their `layer(…)`, so that one small file is published. */
export async function joinStyles(file: URL): Promise<string> {
  return tight(await join(file))
}

async function join(file: URL): Promise<string> {
  let css = await readFile(file, 'utf8')
  for (let found = IMPORT.exec(css); found; found = IMPORT.exec(css)) {
    const { path = '', layer } = found.groups ?? {}
    const inner = await join(new URL(path, file))
    const text = layer === undefined ? inner : `@layer ${layer} {\n${inner}}\n`
    css = css.slice(0, found.index) + text + css.slice(found.index + found[0].length)
  }
  return css
}

/** Removes comments and white space. */
function tight(css: string): string {
  return css
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,>]) ?/g, '$1')
    .replaceAll(': ', ':')
    .replaceAll(/(?<=[ :,(-])0(?=\.\d)/g, '')
    .replaceAll(';}', '}')
    .replaceAll(/="(\w+)"/g, '=$1')
    .trim()
}
