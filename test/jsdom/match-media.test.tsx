import { configure, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createFakeClient } from 'react-linked-accounts/testing'
import { Settings } from './settings'

configure({ asyncUtilTimeout: 10_000 })

afterEach(() => {
  Reflect.deleteProperty(window, 'matchMedia')
})

test('an unlinked row disappears with a mocked `matchMedia` that matches everything', async () => {
  Object.assign(window, {
    matchMedia: () => ({ matches: true, addEventListener() {}, removeEventListener() {} }),
  })
  const user = userEvent.setup()
  const fake = createFakeClient()
  render(<Settings client={fake} browser={fake.browser} />)

  await user.click(await screen.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
  await user.click(await screen.findByRole('button', { name: 'Unlink' }))

  await screen.findByText('GitHub account @ada-lovelace unlinked.')
  expect(screen.queryByRole('listitem', { name: 'GitHub, @ada-lovelace' })).toBeNull()
})
