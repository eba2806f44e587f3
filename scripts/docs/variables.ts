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

/** The public CSS variables with their defaults, from the style sheets. */
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
  const sheets = readdirSync(styles).sort()
  const css = sheets.map((file) => readFileSync(resolve(styles, file), 'utf8'))
  const publicNames = new Map(
    css.flatMap((text) =>
      [...text.matchAll(/(--_[\w-]+): var\((--la-[\w-]+)/g)].map(([, own = '', name = '']) => [own, name]),
    ),
  )
  for (const [index, text] of css.entries()) {
    for (const { 0: start, 1: name = '', index: at } of text.matchAll(/var\(--la-([\w-]+),\s*/g)) {
      // A compact card has its own defaults. The regular defaults are in tokens.css.
      if (!found.has(name) || sheets[index] === 'tokens.css') {
        const fallback = upToParenthesis(text.slice(at + start.length))
        // A private variable as a default is shown as the public variable behind it.
        const told = fallback
          .replace(/^var\(--_[\w-]+, (.*)\)$/, '$1')
          .replace(/--_[\w-]+/g, (own) => publicNames.get(own) ?? own)
        found.set(name, splitScheme(told))
      }
    }
  }
  return found
}

/** The text up to the closing parenthesis of the surrounding expression. */
function upToParenthesis(text: string): string {
  let depth = 1
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '(') depth += 1
    if (text[index] === ')') depth -= 1
    if (depth === 0) return text.slice(0, index)
  }
  return text
}

function splitScheme(fallback: string): [light: string, dark: string] {
  const [, light = fallback, dark = ''] = /^light-dark\((.*), (.*)\)$/.exec(fallback) ?? []
  return [light, dark]
}
