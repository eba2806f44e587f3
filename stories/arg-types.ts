import tables from 'virtual:prop-tables'
import type { InputType } from 'storybook/internal/types'
import { splitDefault } from '../scripts/docs/defaults'

/** The props of a component for its page, with a control for each that has a few values. */
export function argTypesOf(type: keyof typeof tables): Record<string, InputType> {
  return Object.fromEntries(
    tables[type].map(({ name, type: summary, isOptional, text }) => {
      const [fallback, description] = splitDefault(text)
      return [
        name,
        {
          name,
          description,
          table: {
            type: { summary, required: !isOptional },
            ...(fallback !== '' && { defaultValue: { summary: fallback.replaceAll('`', '') } }),
          },
          type: { name: 'other', value: summary, required: !isOptional },
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
