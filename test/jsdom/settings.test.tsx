import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { LinkedAccounts } from 'react-linked-accounts'
import { createFakeClient, type FakeClient } from 'react-linked-accounts/testing'
import { afterEach, expect, test } from 'vitest'

afterEach(cleanup)

function Settings({ client }: { client: FakeClient }) {
  return <LinkedAccounts client={client} browser={client.browser} connections={[{ name: 'windowslive' }]} />
}

test('the user unlinks GitHub', async () => {
  const user = userEvent.setup()
  const client = createFakeClient() // a password (primary), Google and GitHub
  render(<Settings client={client} />)

  await user.click(await screen.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
  const dialog = await screen.findByRole('alertdialog', { name: 'Unlink GitHub?' })
  await user.click(within(dialog).getByRole('button', { name: 'Unlink' }))

  expect(await screen.findByText('GitHub account @ada-lovelace unlinked.')).toBeTruthy()
  expect(client.backend.identities().map(({ provider }) => provider)).toEqual(['auth0', 'google-oauth2'])
})

test('the user is told why GitHub stays', async () => {
  const user = userEvent.setup()
  render(<Settings client={createFakeClient({ unlink: 'forbidden' })} />)

  await user.click(await screen.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
  await user.click(await screen.findByRole('button', { name: 'Unlink' }))

  const row = await screen.findByRole('listitem', { name: 'GitHub, @ada-lovelace' })
  expect(await within(row).findByText(/You don't have permission to do this\./)).toBeTruthy()
})

test('the user links a Microsoft account', async () => {
  const user = userEvent.setup()
  const client = createFakeClient()
  const { unmount } = render(<Settings client={client} />)
  await user.click(await screen.findByRole('button', { name: 'Link Microsoft' }))
  await waitFor(() => expect(client.backend.requests.link).toEqual(['windowslive']))

  // The provider sends the user back: the page loads anew, at the address of the callback.
  const callback = await client.backend.visit({ account: 'new' })
  unmount()
  client.browser.arrive(callback)
  render(<Settings client={client} />)

  expect(await screen.findByRole('group', { name: 'Microsoft linked' })).toBeTruthy()
})
