import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createFakeClient } from 'react-linked-accounts/testing'
import { Settings } from './settings'

test('a user unlinks their Google account', async () => {
  const user = userEvent.setup()
  const fake = createFakeClient()
  render(<Settings client={fake} browser={fake.browser} />)

  await user.click(await screen.findByRole('button', { name: /^Unlink Google/ }))
  await user.click(screen.getByRole('button', { name: 'Unlink' }))

  await screen.findByText(/^Google account .* unlinked\.$/)
  expect(fake.backend.identities().map(({ provider }) => provider)).toEqual(['auth0', 'github'])
})

test('a user links another GitHub account', async () => {
  const user = userEvent.setup()
  const fake = createFakeClient()
  const { unmount } = render(<Settings client={fake} browser={fake.browser} />)
  await user.click(await screen.findByRole('button', { name: 'Link another GitHub account' }))

  const callback = await fake.backend.visit({ account: 'new' })
  unmount()
  render(<Settings client={fake} browser={fake.browser.reload(callback)} />)

  await screen.findByText('GitHub linked')
  expect(fake.backend.identities()).toHaveLength(4)
})
