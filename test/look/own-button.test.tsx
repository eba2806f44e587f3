import { type ButtonSlotProps, LinkedAccounts } from 'react-linked-accounts'
import { expect, it } from 'vitest'
import { finder, openPage } from '../hosts/page'
import { kit } from '../hosts/sheets'
import { Linking } from './linking'

/** Like the reset of Tailwind 4. */
const RESET = 'svg { display: block } button { padding: 0; border: 1px solid }'

function Button({ variant, ...props }: ButtonSlotProps) {
  return <button {...props} data-variant={variant} />
}

it('a link button that is replaced by the page has icon, label and plus on one line', async () => {
  const page = openPage(
    <Linking components={{ Button }}>
      <LinkedAccounts />
    </Linking>,
    { sheets: [kit, RESET], width: 1280 },
  )
  const [label] = await finder(page)('.la-link-button .la-link-label')
  const button = label.parentElement as HTMLElement
  const middles = [...button.children].map((part) => {
    const { top, bottom } = part.getBoundingClientRect()
    return Math.round((top + bottom) / 2)
  })
  expect(middles).toHaveLength(3)
  expect(Math.max(...middles) - Math.min(...middles)).toBeLessThanOrEqual(1)
})
