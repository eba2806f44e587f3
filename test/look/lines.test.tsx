import { type Identity, LinkedAccounts } from 'react-linked-accounts'
import { type FakeScenario, scenarios } from 'react-linked-accounts/testing'
import { describe, expect, it } from 'vitest'
import { click, finder, openPage } from '../hosts/page'
import { kit } from '../hosts/sheets'
import { Linking } from './linking'

const WIDE = ':root { --la-max-width: none }'
const [, google, github] = scenarios.default.identities as [Identity, Identity, Identity]

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
  const connections = ['windowslive', 'linkedin', 'apple', 'github']
  const find = finder(open({ identities: [google, github] }, { connections }))
  const boxes = (await find('.la-link-button')).map((button) => button.getBoundingClientRect())
  expect(boxes.map(({ top }) => boxes.findIndex((other) => other.top === top))).toEqual([0, 0, 2, 2])
  expect(new Set(boxes.map(({ width }) => Math.round(width))).size).toBe(1)
})

/** How far the ring of an element goes, once it has the focus. */
function ringOf(element: HTMLElement) {
  element.focus({ focusVisible: true } as FocusOptions)
  const { outlineOffset, outlineWidth } = getComputedStyle(element)
  const { left, bottom } = element.getBoundingClientRect()
  const offset = Number.parseFloat(outlineOffset)
  const outside = offset + Number.parseFloat(outlineWidth)
  return { left: left - outside, bottom: bottom + outside, offset }
}

function textOf(element: HTMLElement) {
  const range = element.ownerDocument.createRange()
  range.selectNodeContents(element.firstChild as Text)
  return range.getBoundingClientRect()
}

it('a focus ring does not touch the text beside it', async () => {
  const find = finder(open({ returned: 'cancelled' }))
  const [info] = await find('.la-info')
  const [locked] = await find('.la-locked')
  expect(ringOf(info).left).toBeGreaterThan(textOf(locked).right + 1)
})

it('the focus ring of a button is whole in a dialog that is higher than the window', async () => {
  const page = open({ identities: [google, github] })
  const frame = page.window.frameElement as HTMLIFrameElement
  frame.style.cssText = 'border: 0; width: 320px; height: 256px'
  const find = finder(page)
  await click(find('.la-unlink'))
  const [button] = await find('.la-dialog[open] .la-danger')
  const [dialog] = await find('.la-dialog[open]')
  expect(dialog.scrollHeight).toBeGreaterThan(dialog.clientHeight)
  expect(ringOf(button).bottom).toBeLessThanOrEqual(dialog.getBoundingClientRect().bottom)
})

it('the focus ring of the heading is around its text', async () => {
  const [heading] = await finder(open({}))('.la-heading')
  expect(ringOf(heading).offset).toBeGreaterThan(0)
})

describe('in the last row of a card without a footer', () => {
  const openBare = () =>
    finder(
      openPage(
        <Linking scenario={{ identities: [google, github] }} connections={[]}>
          <LinkedAccounts confirm="undo" />
        </Linking>,
        { sheets: [kit, WIDE] },
      ),
    )

  it('the focus ring has the corners of the card', async () => {
    const find = openBare()
    const rows = await find('.la-row[data-slot="identity"]')
    const [card] = await find('.la-root')
    const cornerOf = (element: Element) => getComputedStyle(element).borderEndEndRadius
    expect(rows.map(cornerOf)).toEqual(['0px', cornerOf(card)])
  })

  it('the line of the time to undo stays inside the card, with its corner', async () => {
    const find = openBare()
    await click(find('.la-unlink'), 1)
    const [clock] = await find('.la-clock')
    const [card] = await find('.la-root')
    const { borderEndStartRadius } = getComputedStyle(card)
    expect(getComputedStyle(clock).borderEndStartRadius).toBe(borderEndStartRadius)
    expect(clock.getBoundingClientRect().bottom).toBeLessThan(card.getBoundingClientRect().bottom)
    expect(clock.getBoundingClientRect().right).toBeLessThanOrEqual(
      card.getBoundingClientRect().right - Number.parseFloat(borderEndStartRadius),
    )
  })
})

it('the line of the time to undo is not covered by the next row', async () => {
  const page = openPage(
    <Linking scenario={{ identities: [google, github] }}>
      <LinkedAccounts confirm="undo" />
    </Linking>,
    { sheets: [kit, WIDE] },
  )
  const find = finder(page)
  await click(find('.la-unlink'))
  const [clock] = await find('.la-clock')
  const [, next] = await find('.la-row')
  expect(clock.getBoundingClientRect().bottom).toBeLessThanOrEqual(next?.getBoundingClientRect().top ?? 0)
})
