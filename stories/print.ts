import type { Identity } from 'react-linked-accounts'
import { fakeIdentity } from 'react-linked-accounts/testing'

const WIDTH = 84

/** Code that stands where a value would: the name of a variable, or a call. */
export class Code {
  constructor(readonly text: string) {}
}

/** An element in JSX, on several lines if it does not fit on one. */
export function element(name: string, props: Record<string, unknown>, children = '', indent = ''): string {
  const entries = Object.entries(props).filter(([, value]) => value !== undefined)
  const flat = entries.map((entry) => ` ${attribute(...entry, '', Number.POSITIVE_INFINITY)}`).join('')
  const isFlat = indent.length + name.length + flat.length < WIDTH && !flat.includes('\n')
  const inner = isFlat
    ? flat
    : `${entries.map((entry) => `\n${indent}  ${attribute(...entry, `${indent}  `)}`).join('')}\n${indent}`
  if (children === '') return `<${name}${inner}${isFlat ? ' ' : ''}/>`
  const isText = !children.startsWith('<')
  const end = `</${name}>`
  if (isText && isFlat) return `<${name}${inner}>${children}${end}`
  return `<${name}${inner}>\n${children.replace(/^/gm, `${indent}  `)}\n${indent}${end}`
}

function attribute(name: string, value: unknown, indent: string, width = WIDTH): string {
  if (value === true) return name
  if (typeof value === 'string' && !value.includes('"')) return `${name}="${value}"`
  const code = literal(value, indent, width - name.length - 3)
  // The types of React know no CSS variables.
  const isOwnStyle = name === 'style' && code.includes("'--")
  return `${name}={${code}${isOwnStyle ? ' as CSSProperties' : ''}}`
}

/** A value as code, on several lines if it does not fit on one. */
export function literal(value: unknown, indent = '', width = WIDTH): string {
  if (value instanceof Code) return value.text
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object' || value === null) return String(value)
  if (isIdentity(value)) {
    const overrides = overridesOf(value)
    const isDefault = Object.keys(overrides).length === 0
    return `fakeIdentity(${isDefault ? '' : structure(overrides, indent, width - 14)})`
  }
  return structure(value, indent, width)
}

function structure(value: object, indent: string, width: number): string {
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  const items = (inner: string, space: number) =>
    Array.isArray(value)
      ? value.map((item) => literal(item, inner, space))
      : Object.entries(value)
          .filter(([, item]) => item !== undefined)
          .map(
            ([key, item]) =>
              `${/^[a-z_]\w*$/i.test(key) ? key : quoted(key)}: ${literal(item, inner, space)}`,
          )
  const parts = items('', Number.POSITIVE_INFINITY)
  if (parts.length === 0) return `${open}${close}`
  const flat = open === '{' ? `{ ${parts.join(', ')} }` : `[${parts.join(', ')}]`
  if (indent.length + flat.length <= width) return flat
  const lines = items(`${indent}  `, WIDTH).map((part) => `${indent}  ${part},\n`)
  return `${open}\n${lines.join('')}${indent}${close}`
}

function quoted(text: string): string {
  return text.includes("'") && !text.includes('"')
    ? `"${text}"`
    : `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

function isIdentity(value: object): value is Identity {
  return 'provider' in value && 'primary' in value && 'profile' in value
}

/** What the identity of a story has that is not a default. */
function overridesOf(identity: Identity): Partial<Identity> {
  const { provider, accountId } = identity
  const given = { provider, ...(accountId !== undefined && { accountId }) }
  const defaults: Record<string, unknown> = { ...fakeIdentity(given), provider: 'github', accountId: '1' }
  const own = Object.entries(identity).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(defaults[key]),
  )
  return Object.fromEntries(own)
}
