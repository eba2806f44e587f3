import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { code, table } from './markdown'

const styles = resolve(import.meta.dirname, '../../src/styles')

/** What each public variable sets. */
const PURPOSES: Record<string, string> = {
  text: 'text',
  muted: 'secondary text',
  surface: 'background of the card',
  raised: 'background of the footer, badges, and hovered buttons',
  border: 'border of the card, and lines between rows',
  'control-border': 'border of buttons',
  accent: 'focus ring, spinner, undo timer',
  success: 'text and icon of success messages',
  'success-surface': 'background of success messages',
  warning: 'text and icon of warnings',
  'warning-surface': 'background of warnings',
  danger: 'text and icon of errors',
  'danger-surface': 'background of errors',
  'danger-solid': 'background of the button that confirms an unlink',
  'on-danger': 'text of that button',
  font: 'font family',
  'heading-size': 'size of the heading',
  'heading-weight': 'weight of the heading',
  'button-surface': 'background of buttons',
  'button-text': 'text of buttons',
  'button-border': 'border color of buttons',
  'button-weight': 'font weight of buttons',
  'focus-ring': 'outline of the focused element',
  'focus-offset': 'distance between a button and its outline',
  'max-width': 'maximum width of the card',
  padding: 'inline padding of header, rows and footer',
  'row-padding': 'block padding of a row',
  'card-border': 'border of the card; `0` for none',
  shadow: 'shadow of the card; `none` for none',
  radius: 'corner radius of the card',
  'control-radius': 'corner radius of buttons and notices',
  'tile-size': 'size of the tile behind a provider icon',
  'tile-radius': 'corner radius of the tile',
  'dialog-surface': 'background of the dialog',
  'dialog-radius': 'corner radius of the dialog',
  scrim: 'backdrop behind the dialog',
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
