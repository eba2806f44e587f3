import { type FakeScenario, scenarios } from 'react-linked-accounts/testing'
import { expect, it } from 'vitest'
import { finder, openPage } from '../hosts/page'
import { kit } from '../hosts/sheets'
import { Linking } from './linking'

const WIDE = ':root { --la-max-width: none }'
const [, google, github] = scenarios.default.identities ?? []

function open(
  scenario: FakeScenario,
  options: { html?: Record<string, string>; connections?: string[] } = {},
) {
  const connections = options.connections?.map((name) => ({ name }))
  return openPage(<Linking scenario={scenario} {...(connections && { connections })} />, {
    sheets: [kit, WIDE],
    html: options.html,
    width: 1000,
  })
}

it.each(['ltr', 'rtl'])(
  'an account too long for its row is cut at its end, in a page that is %s',
  async (dir) => {
    const find = finder(open(scenarios.longNames, { html: { dir } }))
    for (const account of await find('.la-account')) {
      const range = account.ownerDocument.createRange()
      range.setStart(account.firstChild as Text, 0)
      range.setEnd(account.firstChild as Text, 1)
      const [first, line] = [range.getBoundingClientRect(), account.getBoundingClientRect()]
      expect(first.left).toBeGreaterThanOrEqual(line.left - 1)
      expect(first.right).toBeLessThanOrEqual(line.right + 1)
    }
  },
)

it('the only connection that can be linked again is next to the others, two in a row', async () => {
  const identities = [google, github].filter((identity) => identity !== undefined)
  const connections = ['windowslive', 'linkedin', 'apple', 'github']
  const find = finder(open({ identities }, { connections }))
  const boxes = (await find('.la-link-button')).map((button) => button.getBoundingClientRect())
  expect(boxes.map(({ top }) => boxes.findIndex((other) => other.top === top))).toEqual([0, 0, 2, 2])
  expect(new Set(boxes.map(({ width }) => Math.round(width))).size).toBe(1)
})
