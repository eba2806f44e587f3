import { expect, it } from 'vitest'
import { formatMessage } from '../../src/react/format-message'

it.each(['\u202eevil', '\u2067evil', '\u202bevil', '\u200fevil', 'עדה'])(
  'a value that may reorder the sentence is isolated: %j',
  (account) => {
    expect(formatMessage('Unlink {account}?', { account })).toBe(`Unlink \u2068${account}\u2069?`)
  },
)

it('a value with the same direction as the sentence is not changed', () => {
  expect(formatMessage('Unlink {account}?', { account: '@ada' })).toBe('Unlink @ada?')
})
