import { connect, en } from 'react-linked-accounts'
import { de } from 'react-linked-accounts/locales/de'
import { describe, expect, it } from 'vitest'

describe.each(Object.entries({ connect, de }))('each text of %s', (_name, catalog) => {
  const english = new Map(textsOf(en))

  it.each(textsOf(catalog).filter(([key]) => key !== 'locale'))(
    'has the values of the English one: %s',
    (key, text) => {
      expect(valuesOf(text)).toEqual(valuesOf(english.get(key) ?? ''))
    },
  )
})

const valuesOf = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()

function textsOf(catalog: object, prefix = ''): [key: string, text: string][] {
  return Object.entries(catalog).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : textsOf(value, `${prefix + key}.`),
  )
}
