import type { Args, StoryContext } from 'storybook/internal/types'
import { Code, element, literal } from './print'
import { CONNECTIONS, type LinkingParameters } from './surroundings'

/** Makes a story's code a component that one can paste. What a story shows by itself stays as it is. */
export function showCode(code: string, context: StoryContext): string {
  const { title, initialArgs, parameters, storyGlobals } = context
  if (title === 'Playground') return playground(context.args)
  const [group, name = ''] = title.split('/')
  if (parameters.docs?.source?.code !== undefined || !/^(Components|States|Guides)$/.test(group ?? ''))
    return code
  const { scenario, connections, messages, providers }: LinkingParameters = parameters.linking ?? {}
  const client =
    scenario === undefined
      ? { client: new Code('client') }
      : { client: new Code('fake'), browser: new Code('fake.browser') }
  const shown =
    name === 'LinkAccountButton'
      ? withProvider({ ...client, connections, messages, providers }, initialArgs)
      : element('LinkedAccounts', {
          ...client,
          connections: connections?.length === 0 ? undefined : (connections ?? CONNECTIONS),
          messages,
          providers,
          ...initialArgs,
        })
  const { children: _children, client: _client, ...props } = initialArgs
  return component(
    name === 'AccountLinkingProvider'
      ? element(name, { ...client, ...props }, '<LinkedAccounts />')
      : within(storyGlobals, shown),
    scenario,
  )
}

/** The card as the controls of the playground have it. */
function playground({ scenario, returned, latencyMs, reset, connections, ...props }: Args): string {
  const named = connections.map((name: string) => ({ name }))
  return component(
    element('LinkedAccounts', { client: new Code('client'), connections: named, ...props }),
    undefined,
  )
}

function withProvider(
  provider: Record<string, unknown>,
  { children, ...props }: Record<string, unknown>,
): string {
  const button = element('LinkAccountButton', props, typeof children === 'string' ? children : '')
  return element('AccountLinkingProvider', provider, button)
}

/** The element of the page that makes it dark, right to left or narrow. */
function within({ theme, direction, viewport }: StoryContext['storyGlobals'], shown: string): string {
  const props = {
    dir: direction,
    style: theme ? { colorScheme: theme } : viewport ? { inlineSize: '320px' } : undefined,
  }
  return Object.values(props).some(Boolean) ? element('div', props, shown) : shown
}

function component(shown: string, scenario: LinkingParameters['scenario']): string {
  const fake = scenario === undefined ? '' : `const fake = createFakeClient(${literal(scenario)})\n\n`
  const names = ['AccountLinkingProvider', 'LinkAccountButton', 'LinkedAccounts']
    .filter((name) => shown.includes(`<${name}`))
    .join(', ')
  const testing = ['createFakeClient', 'fakeIdentity'].filter((name) => fake.includes(`${name}(`)).join(', ')
  return [
    shown.includes('as CSSProperties') && "import type { CSSProperties } from 'react'\n",
    `import { ${fake ? '' : 'type AccountLinkingClient, '}${names} } from 'react-linked-accounts'\n`,
    fake && `import { ${testing} } from 'react-linked-accounts/testing'\n`,
    "import 'react-linked-accounts/styles.css'\n\n",
    fake,
    `export function Accounts(${fake ? '' : '{ client }: { client: AccountLinkingClient }'}) {\n`,
    `  return ${shown.includes('\n') ? `(\n${shown.replace(/^/gm, '    ')}\n  )` : shown}\n}`,
  ]
    .filter(Boolean)
    .join('')
}
