import tables from 'virtual:prop-tables'
import type { InputType } from 'storybook/internal/types'
import { splitDefault } from '../scripts/docs/defaults'

/** The props that most pages set, before all others. */
const FIRST = ['client', 'connections', 'confirm', 'connection', 'children']
const rank = (name: string) => (FIRST.indexOf(name) + FIRST.length + 1) % (FIRST.length + 1)

/** What the types do not say: a card needs a client of its own, or a provider above it. */
const TEXTS: Readonly<Record<string, string>> = {
  'AccountLinkingProviderProps.children': 'The components that use the client.',
}

/** The props of a component for its page, with a control for each that has a few values. */
export function argTypesOf(type: keyof typeof tables): Record<string, InputType> {
  return Object.fromEntries(
    tables[type]
      .toSorted((one, other) => rank(one.name) - rank(other.name))
      .map(({ name, type: summary, isOptional, text }) => {
        const [fallback, description] = splitDefault(TEXTS[`${type}.${name}`] ?? text)
        const required = !isOptional || (type === 'LinkedAccountsProps' && name === 'client')
        return [
          name,
          {
            name,
            description,
            table: {
              type: { summary, required },
              ...(fallback !== '' && { defaultValue: { summary: fallback.replaceAll('`', '') } }),
            },
            type: { name: 'other', value: summary, required },
            ...controlOf(summary),
          },
        ]
      }),
  )
}

function controlOf(type: string): Pick<InputType, 'control' | 'options'> {
  const values = type.split(' | ')
  if (values.every((value) => /^'[^']*'$/.test(value))) {
    return { control: 'inline-radio', options: values.map((value) => value.slice(1, -1)) }
  }
  if (type === 'boolean') return { control: 'boolean' }
  if (type === 'number') return { control: 'number' }
  if (type === 'string') return { control: 'text' }
  return { control: false }
}
