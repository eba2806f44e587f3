import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { code, table } from './markdown'

const styles = resolve(import.meta.dirname, '../../src/styles')

/** What each public variable sets. */
const PURPOSES: Record<string, string> = {
  text: 'text',
  muted: 'secondary text',
  surface: 'background of the card',
  raised: 'background of the footer, of badges, and of a button under the pointer',
  border: 'border of the card, lines between rows',
  'control-border': 'border of buttons',
  accent: 'focus ring, spinner, clock of an undo',
  success: 'text and icon of a success',
  'success-surface': 'background of a success',
  warning: 'text and icon of a warning',
  'warning-surface': 'background of a warning',
  danger: 'text and icon of a failure',
  'danger-surface': 'background of a failure',
  'danger-solid': 'background of the button that confirms an unlink',
  'on-danger': 'text of that button',
  font: 'font family',
  'heading-size': 'size of the heading',
  'heading-weight': 'weight of the heading',
  'button-surface': 'background of buttons',
  'button-text': 'text of buttons',
  'button-border': 'border color of buttons',
  'button-weight': 'weight of the text of buttons',
  'focus-ring': 'outline of what has the focus',
  'focus-offset': 'distance of the outline from a button',
  'max-width': 'width of the card, at most',
  padding: 'inline padding of header, rows and footer',
  'row-padding': 'block padding of a row',
  'card-border': 'border of the card; `0` for none',
  shadow: 'shadow of the card; `none` for none',
  radius: 'corners of the card',
  'control-radius': 'corners of buttons and notices',
  'tile-size': "size of the tile behind a provider's mark",
  'tile-radius': 'corners of the tile',
  'dialog-surface': 'background of the dialog',
  'dialog-radius': 'corners of the dialog',
  scrim: 'what covers the page behind the dialog',
}

/** The public CSS variables with their defaults, as the style sheets read them. */
export function variablesTable(): string {
  const defaults = readDefaults()
  const unknown = [...defaults.keys()].filter((name) => !Object.hasOwn(PURPOSES, name))
  if (unknown.length > 0) throw new Error(`Say what these variables set: ${unknown.join(', ')}`)
  return table(
    ['variable', 'sets', 'default', 'in the dark'],
    Object.entries(PURPOSES).map(([name, purpose]) => {
      const fallback = defaults.get(name)
      if (fallback === undefined) throw new Error(`No style sheet reads --la-${name}.`)
      return [code(`--la-${name}`), purpose, ...fallback.map(code)]
    }),
  )
}

/** The names of the public variables. */
export function variableNames(): string[] {
  return [...readDefaults().keys()]
}

function readDefaults(): Map<string, [light: string, dark: string]> {
  const found = new Map<string, [string, string]>()
  for (const file of readdirSync(styles).sort()) {
    const css = readFileSync(resolve(styles, file), 'utf8')
    for (const { 0: start, 1: name = '', index } of css.matchAll(/var\(--la-([\w-]+),\s*/g)) {
      // A compact card has defaults of its own; those of the usual one stand in tokens.css.
      if (!found.has(name) || file === 'tokens.css') {
        found.set(name, splitScheme(upToParenthesis(css.slice(index + start.length))))
      }
    }
  }
  return found
}

/** The text before the parenthesis that closes what was open before it. */
function upToParenthesis(text: string): string {
  let depth = 1
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '(') depth += 1
    if (text[index] === ')') depth -= 1
    if (depth === 0) return text.slice(0, index)
  }
  return text
}

/** A default in light and dark. One that is another variable is told as the public one behind it. */
function splitScheme(fallback: string): [string, string] {
  const [, light, dark] = /^light-dark\((.*), (.*)\)$/.exec(fallback) ?? []
  if (light !== undefined && dark !== undefined) return [light, dark]
  return [fallback.replace(/^var\(--_[\w-]+, (.*)\)$/, '$1').replaceAll('--_', '--la-'), '']
}
