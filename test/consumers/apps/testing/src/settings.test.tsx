import { configure, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createFakeClient } from 'react-linked-accounts/testing'
import { Settings } from './settings'

// The card loads part of its code when it renders. On a busy machine, that can take longer than the default second.
configure({ asyncUtilTimeout: 10_000 })

test('the user unlinks GitHub', async () => {
  const user = userEvent.setup()
  const fake = createFakeClient() // has a password (primary), Google and GitHub
  render(<Settings client={fake} browser={fake.browser} />)

  await user.click(await screen.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
  const dialog = await screen.findByRole('alertdialog', { name: 'Unlink GitHub?' })
  await user.click(within(dialog).getByRole('button', { name: 'Unlink' }))

  await screen.findByText('GitHub account @ada-lovelace unlinked.')
  expect(fake.backend.identities().map(({ provider }) => provider)).toEqual(['auth0', 'google-oauth2'])
})

test('the user sees why GitHub could not be unlinked', async () => {
  const user = userEvent.setup()
  const fake = createFakeClient({ unlink: 'forbidden' })
  render(<Settings client={fake} browser={fake.browser} />)

  await user.click(await screen.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
  await user.click(await screen.findByRole('button', { name: 'Unlink' }))

  const row = await screen.findByRole('listitem', { name: 'GitHub, @ada-lovelace' })
  await within(row).findByText(/You don't have permission to do this\./)
})

test('the user links a Microsoft account', async () => {
  const user = userEvent.setup()
  const fake = createFakeClient()
  const { unmount } = render(<Settings client={fake} browser={fake.browser} />)
  await user.click(await screen.findByRole('button', { name: 'Link Microsoft' }))

  // The user signs in at the provider, which sends them back: the page loads at the callback URL.
  const callback = await fake.backend.visit({ account: 'new' })
  unmount()
  render(<Settings client={fake} browser={fake.browser.reload(callback)} />)

  await screen.findByRole('group', { name: 'Microsoft linked' })
  expect(fake.backend.identities()).toHaveLength(4)
})
