import * as kit from 'react-linked-accounts'
import type { StoryContext } from 'storybook/internal/types'
import type { LinkingParameters } from './surroundings'

/** Makes a story's code what one would paste: with its imports, and the client that the story has around it. */
export function showCode(code: string, { parameters }: StoryContext): string {
  if (/^import /m.test(code)) return code
  const { ownProvider, messages }: LinkingParameters = parameters.linking ?? {}
  const names = [...new Set([...code.matchAll(/<([A-Z]\w+)/g)].map(([, name = '']) => name))].filter(
    (name) => name in kit,
  )
  const words = messages ? ` messages={${JSON.stringify(messages)}}` : ''
  const own = code.replace('<LinkedAccounts', `<LinkedAccounts client={client}${words}`)
  const shown = ownProvider ? code : own
  return [
    `import { ${names.join(', ')} } from 'react-linked-accounts'`,
    "import 'react-linked-accounts/styles.css'",
    '',
    shown,
  ].join('\n')
}
