import { LinkedAccounts } from 'react-linked-accounts'
import type { FakeScenario } from 'react-linked-accounts/testing'
import { describe, expect, it } from 'vitest'
import { click, finder, openPage, type Page } from '../hosts/page'
import { kit } from '../hosts/sheets'
import { Linking } from './linking'

/** Google's limit for a good page is 0.1. */
const LITTLE = 0.05
const WIDTHS = [320, 390, 1280]
const FONT = 'body { font-family: system-ui, sans-serif }'

interface LayoutShift extends PerformanceEntry {
  value: number
}

/** Opens a page and returns what has moved since it was painted. */
function open(scenario: FakeScenario, width: number, css = '') {
  const page = openPage(
    <Linking scenario={{ latencyMs: 100, ...scenario }}>
      <LinkedAccounts confirm="undo" undoMs={600_000} />
    </Linking>,
    { sheets: [kit, FONT, css], width },
  )
  const shifts: LayoutShift[] = []
  const observer = new page.window.PerformanceObserver((list) => {
    shifts.push(...(list.getEntries() as LayoutShift[]))
  })
  observer.observe({ type: 'layout-shift', buffered: true })
  const moved = async () => {
    await painted(page)
    shifts.push(...(observer.takeRecords() as LayoutShift[]))
    return shifts.reduce((sum, { value }) => sum + value, 0)
  }
  return { page, find: finder(page), moved }
}

/** After the next two frames, the first of which may show what has just changed. */
async function painted({ window }: Page): Promise<void> {
  for (let frame = 0; frame < 2; frame++)
    await new Promise((resolve) => window.requestAnimationFrame(resolve))
}

describe.each(WIDTHS)('in a window of %i px, next to nothing moves', (width) => {
  it('when the list arrives', async () => {
    const { find, moved, page } = open({}, width)
    await find('.la-skeleton')
    await painted(page)
    await find('.la-unlink')
    expect(await moved()).toBeLessThanOrEqual(LITTLE)
  })

  it('when the list arrives with the result of a link', async () => {
    const { find, moved, page } = open({ returned: 'linked' }, width)
    await find('.la-skeleton')
    await painted(page)
    await find('.la-notice')
    await find('.la-unlink')
    expect(await moved()).toBeLessThanOrEqual(LITTLE)
  })

  it('through an unlink that is undone', async () => {
    const { find, moved, page } = open({}, width)
    const rows = await find('.la-row:has(.la-button)')
    const before = await moved()
    await click(find('.la-unlink'))
    await click(find('.la-row[data-pending] .la-button'))
    await find('.la-list:not(:has([data-pending]))')
    expect((await moved()) - before).toBe(0)
    expect([...page.document.querySelectorAll('.la-row')]).toEqual(rows)
  })
})

it('detects a list that arrives without reserved space', async () => {
  const { find, moved, page } = open({}, 390, '.la-loading { display: none }')
  await find('.la-skeleton')
  await painted(page)
  await find('.la-unlink')
  expect(await moved()).toBeGreaterThan(LITTLE)
})
