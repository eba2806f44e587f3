import { waitFor } from '@testing-library/react'
import { LinkedAccounts } from 'react-linked-accounts'
import { createFakeClient } from 'react-linked-accounts/testing'
import { afterEach, expect, it } from 'vitest'
import { cdp } from 'vitest/browser'
import { click, finder, openPage } from '../hosts/page'
import { kit } from '../hosts/sheets'

type Motion = 'no-preference' | 'reduce'

const prefer = (value: Motion) =>
  cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value }] })

afterEach(() => prefer('reduce'))

/** Unlinks the first account that can be unlinked, and returns the rows and the animation of the closing row. */
async function unlinkOne(motion: Motion, fake = createFakeClient()) {
  await prefer(motion)
  const page = openPage(<LinkedAccounts client={fake} browser={fake.browser} confirm="none" />, {
    sheets: [kit],
  })
  const find = finder(page)
  const rows = await find('.la-row:has(.la-button)')
  const closing: Animation[] = []
  // At the start of the animation, so that a busy machine does not miss it.
  const observer = new MutationObserver(() => {
    closing.push(...(rows[1]?.getAnimations() ?? []))
    for (const animation of closing) animation.pause()
  })
  observer.observe(rows[0].parentElement as Element, { childList: true })
  await click(find('.la-unlink'))
  const rowsNow = () => [...page.document.querySelectorAll('.la-row')]
  return { rows, rowsNow, closing }
}

it('a removed row closes in place, inert, and then disappears', async () => {
  const { rows, rowsNow, closing } = await unlinkOne('no-preference')
  await waitFor(() => expect(closing).toHaveLength(1))
  const [animation] = closing as [Animation]
  expect(rowsNow()).toEqual(rows)
  expect(rows[1]).toHaveAttribute('inert')
  expect(rows[1]).not.toHaveAttribute('data-slot')
  const height = rows[1]?.offsetHeight ?? 0
  animation.currentTime = 199
  expect(rows[1]?.offsetHeight).toBeLessThan(height / 2)
  animation.finish()
  await waitFor(() => expect(rowsNow()).toEqual([rows[0], rows[2]]))
})

it('a removed row disappears immediately for a user who prefers reduced motion', async () => {
  const { rows, rowsNow, closing } = await unlinkOne('reduce')
  await waitFor(() => expect(rowsNow()).toEqual([rows[0], rows[2]]))
  expect(closing).toEqual([])
})

it('a row whose unlink is refused while it closes is shown once', async () => {
  const fake = createFakeClient({ unlink: 'forbidden' })
  const answer = fake.backend.hold('unlink')
  const { rows, rowsNow, closing } = await unlinkOne('no-preference', fake)
  await waitFor(() => expect(closing).toHaveLength(1))
  answer()
  await waitFor(() => expect(rows[0].parentElement?.querySelector('[data-error]')).not.toBeNull())
  expect(rowsNow()).toHaveLength(3)
  expect(rows[1]?.isConnected).toBe(false)
})
