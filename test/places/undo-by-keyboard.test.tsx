import { render, screen, waitFor } from '@testing-library/react'
import { createFakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { Settings } from '../components/settings'

const account = (n: number) =>
  fakeIdentity({ accountId: `${n}`, primary: n === 0, profile: { username: `ada-${n}` } })

it('with 15 rows, Undo has the focus without a Tab, and restores the row in its place', async () => {
  const client = createFakeClient({ identities: Array.from({ length: 15 }, (_, n) => account(n)) })
  render(<Settings client={client} confirm="undo" undoMs={600_000} />)
  const unlink = await screen.findByRole('button', { name: 'Unlink GitHub account @ada-7' })
  const row = unlink.closest('li') as HTMLElement
  const rows = [...document.querySelectorAll('li')]
  unlink.focus()
  const before = row.getBoundingClientRect()
  await userEvent.keyboard('{Enter}')
  const undo = await screen.findByRole('button', { name: 'Undo unlinking GitHub account @ada-7' })
  await waitFor(() => expect(undo).toHaveFocus())
  const during = row.getBoundingClientRect()
  await userEvent.keyboard('{Enter}')
  await screen.findByRole('button', { name: 'Unlink GitHub account @ada-7' })
  await waitFor(() => expect(row).toHaveFocus())
  const boxes = [during, row.getBoundingClientRect()].map(({ top, left }) => ({ top, left }))
  expect(boxes).toEqual([1, 2].map(() => ({ top: before.top, left: before.left })))
  expect([...document.querySelectorAll('li')]).toEqual(rows)
  expect(client.backend.requests.unlink).toEqual([])
})
