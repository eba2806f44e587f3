import type { StoryContext } from 'storybook/internal/types'
import type { LinkingParameters } from './surroundings'

/** Makes a story's code a component that one can paste. What a story shows by itself stays as it is. */
export function showCode(code: string, { title, initialArgs, parameters }: StoryContext): string {
  const [group, name = ''] = title.split('/')
  const isOwn = parameters.docs?.source?.code !== undefined || !/^(Components|States)$/.test(group ?? '')
  // What a class looks like is the app's affair.
  if (isOwn) return code.replace(/^import '\.\/[\w-]+\.css'\n/gm, '')
  const { messages }: LinkingParameters = parameters.linking ?? {}
  if (name === 'LinkAccountButton') {
    return component(
      ['AccountLinkingProvider', name],
      [
        '<AccountLinkingProvider client={client}>',
        `  ${element(name, initialArgs)}`,
        '</AccountLinkingProvider>',
      ],
    )
  }
  if (name === 'AccountLinkingProvider') {
    const { children, client, browser, ...props } = initialArgs
    return component(
      [name, 'LinkedAccounts'],
      [
        `<AccountLinkingProvider client={client}${attributes(props)}>`,
        '  <LinkedAccounts />',
        '</AccountLinkingProvider>',
      ],
    )
  }
  return component(
    ['LinkedAccounts'],
    [`<LinkedAccounts client={client}${attributes({ ...initialArgs, messages })} />`],
  )
}

function component(names: string[], lines: string[]): string {
  const [only = ''] = lines
  const body = lines.length === 1 ? `return ${only}` : `return (\n    ${lines.join('\n    ')}\n  )`
  // The types of React know no CSS variables.
  const imports = body.includes('as CSSProperties') ? "import type { CSSProperties } from 'react'\n" : ''
  return `${imports}import { type AccountLinkingClient, ${names.join(', ')} } from 'react-linked-accounts'
import 'react-linked-accounts/styles.css'

export function Accounts({ client }: { client: AccountLinkingClient }) {
  ${body}
}`
}

function element(name: string, { children, ...props }: Record<string, unknown>): string {
  const start = `<${name}${attributes(props)}`
  return typeof children === 'string' ? `${start}>${children}</${name}>` : `${start} />`
}

function attributes(props: Record<string, unknown>): string {
  return Object.entries(props)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) =>
        ` ${name}=${typeof value === 'string' ? JSON.stringify(value) : `{${expression(name, value)}}`}`,
    )
    .join('')
}

function expression(name: string, value: unknown): string {
  return name === 'style' ? `${literal(value)} as CSSProperties` : literal(value)
}

function literal(value: unknown): string {
  if (typeof value === 'function') return '() => {}'
  return JSON.stringify(value).replace(/"([a-zA-Z]\w*)":/g, '$1: ')
}
