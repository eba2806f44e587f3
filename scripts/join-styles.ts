import { readFile } from 'node:fs/promises'

const IMPORT = /^@import "(?<path>[^"]+)"(?: layer\((?<layer>[\w-]+)\))?;\n/m

/** A style sheet with what it imports in place, so that one file is published; a `layer(…)` is put around it. */
export async function joinStyles(file: URL): Promise<string> {
  let css = await readFile(file, 'utf8')
  for (let found = IMPORT.exec(css); found; found = IMPORT.exec(css)) {
    const { path = '', layer } = found.groups ?? {}
    const inner = withoutComments(await joinStyles(new URL(path, file)))
    const text = layer === undefined ? inner : `@layer ${layer} {\n${inner}}\n`
    css = css.slice(0, found.index) + text + css.slice(found.index + found[0].length)
  }
  return css
}

/** Why a rule is as it is stands in the source; a page does not load it. */
function withoutComments(css: string): string {
  return css.replaceAll(/[ \t]*\/\*[^]*?\*\/\n?/g, '').replaceAll(/\n{2,}/g, '\n')
}
