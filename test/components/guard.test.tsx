import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { CanUnlink, Identity } from 'react-linked-accounts'
import { createFakeClient, fakeIdentity, scenarios } from 'react-linked-accounts/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { Settings } from './settings'

const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }

const onlyOne = () =>
  createFakeClient({ identities: [fakeIdentity({ profile: { username: 'ada-lovelace' } })] })

const seen: string[] = []
const monitor = (event: ErrorEvent) => {
  seen.push(event.message)
  event.preventDefault()
}
afterEach(() => {
  seen.length = 0
  window.removeEventListener('error', monitor)
})

describe('canUnlink', () => {
  it('can allow the last account, because there is a passkey as well', async () => {
    const { backend, ...rest } = onlyOne()
    // A backend that also counts the passkey.
    const client = { ...rest, unlink: async ({ id }: Identity) => backend.remove(id) }
    const user = userEvent.setup()
    const passkeys = 1
    const canUnlink: CanUnlink = ({ primary }, identities) => !primary && identities.length + passkeys > 1
    render(<Settings client={client} confirm="none" canUnlink={canUnlink} />)
    const unlink = await screen.findByRole('button', unlinkGitHub)
    expect(unlink).not.toHaveAttribute('aria-disabled')
    await user.click(unlink)
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(await screen.findByText('No linked accounts yet')).toBeVisible()
  })

  it('can refuse with a reason, which describes the button; the button is focusable and does nothing', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const canUnlink: CanUnlink = ({ provider }) =>
      provider !== 'github' || 'Your team signs in with GitHub. Ask its owner first.'
    render(<Settings client={client} canUnlink={canUnlink} />)
    const unlink = await screen.findByRole('button', unlinkGitHub)
    expect(unlink).toHaveAccessibleDescription('Your team signs in with GitHub. Ask its owner first.')
    expect(screen.getByText('Your team signs in with GitHub. Ask its owner first.')).toBeVisible()
    unlink.focus()
    expect(unlink).toHaveFocus()
    await user.keyboard('{Enter}')
    await user.click(unlink)
    expect(screen.queryByRole('alertdialog')).toBeNull()
    expect(client.backend.requests.unlink).toEqual([])
  })

  it('can refuse without a reason: the kit’s own reason is shown', async () => {
    render(<Settings client={onlyOne()} canUnlink={() => false} />)
    const unlink = await screen.findByRole('button', unlinkGitHub)
    expect(unlink).toHaveAccessibleDescription(/your only sign-in method/)
  })

  it('gets the list without the pending unlinks', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    client.backend.hold('unlink')
    const canUnlink: CanUnlink = ({ primary }, identities) =>
      !primary && (identities.length > 2 || 'Two must stay.')
    render(<Settings client={client} confirm="none" canUnlink={canUnlink} />)
    await user.click(
      await screen.findByRole('button', { name: 'Unlink Google account ada.lovelace@gmail.example' }),
    )
    const unlink = screen.getByRole('button', unlinkGitHub)
    await waitFor(() => expect(unlink).toHaveAccessibleDescription('Two must stay.'))
  })

  it('can allow the primary, which the server refuses: the row comes back with the reason', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    render(<Settings client={client} confirm="none" canUnlink={() => true} />)
    await user.click(await screen.findByRole('button', { name: 'Unlink Password account ada@example.com' }))
    const reason = "This account is required for sign-in, so it can't be unlinked."
    const row = (await screen.findByText(/^Couldn't unlink\./)).closest('li')
    expect(row).toHaveTextContent(reason)
  })

  it('locks all accounts if it throws, and the page gets the error', async () => {
    window.addEventListener('error', monitor)
    const canUnlink: CanUnlink = () => {
      throw new Error('canUnlink is broken')
    }
    render(<Settings client={createFakeClient()} canUnlink={canUnlink} />)
    const unlink = await screen.findByRole('button', unlinkGitHub)
    expect(unlink).toHaveAttribute('aria-disabled', 'true')
    await waitFor(() => expect(seen).toContain('Uncaught Error: canUnlink is broken'))
  })
})

it('an unlink that failed offers no other attempt once the account is the last one', async () => {
  const [, google, github] = scenarios.default.identities
  const client = createFakeClient({ identities: [google, github].flatMap((one) => one ?? []) })
  const user = userEvent.setup()
  render(<Settings client={client} confirm="none" />)
  client.backend.failNext('unlink', 'server_error')
  await user.click(await screen.findByRole('button', unlinkGitHub))
  const retry = { name: 'Try again to unlink GitHub account @ada-lovelace' }
  expect(await screen.findByRole('button', retry)).toBeVisible()
  await user.click(screen.getByRole('button', { name: /^Unlink Google/ }))
  await waitFor(() => expect(screen.queryByRole('button', retry)).toBeNull())
  expect(screen.getByText(/^Couldn't unlink\./)).toBeVisible()
})
