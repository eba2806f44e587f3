import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { CanUnlink, Identity } from 'react-linked-accounts'
import { createFakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { Settings } from './settings'

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

describe('the host says what can be unlinked', () => {
  it('and the last account goes, because there is a passkey as well', async () => {
    const { backend, ...rest } = onlyOne()
    // A backend that counts the passkey, too.
    const client = { ...rest, unlink: async ({ id }: Identity) => backend.remove(id) }
    const user = userEvent.setup()
    const passkeys = 1
    const canUnlink: CanUnlink = ({ primary }, identities) => !primary && identities.length + passkeys > 1
    render(<Settings client={client} confirm="none" canUnlink={canUnlink} />)
    const unlink = await screen.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' })
    expect(unlink).not.toHaveAttribute('aria-disabled')
    await user.click(unlink)
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(await screen.findByText('No linked accounts yet')).toBeVisible()
  })

  it('and refuses with a reason, which is read at the button; the button can be reached and does nothing', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const canUnlink: CanUnlink = ({ provider }) =>
      provider !== 'github' || 'Your team signs in with GitHub. Ask its owner first.'
    render(<Settings client={client} canUnlink={canUnlink} />)
    const unlink = await screen.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' })
    expect(unlink).toHaveAccessibleDescription('Your team signs in with GitHub. Ask its owner first.')
    expect(screen.getByText('Your team signs in with GitHub. Ask its owner first.')).toBeVisible()
    unlink.focus()
    expect(unlink).toHaveFocus()
    await user.keyboard('{Enter}')
    await user.click(unlink)
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(client.backend.requests.unlink).toEqual([])
  })

  it('and refuses without one: the kit’s own reason is read', async () => {
    render(<Settings client={onlyOne()} canUnlink={() => false} />)
    const unlink = await screen.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' })
    expect(unlink).toHaveAccessibleDescription(/your only way to sign in/)
  })

  it('and counts without the removals under way', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    client.backend.hold('unlink')
    const canUnlink: CanUnlink = ({ primary }, identities) =>
      !primary && (identities.length > 2 || 'Two must stay.')
    render(<Settings client={client} confirm="none" canUnlink={canUnlink} />)
    await user.click(
      await screen.findByRole('button', { name: 'Unlink Google account ada.lovelace@gmail.example' }),
    )
    const unlink = screen.getByRole('button', { name: 'Unlink GitHub account @ada-lovelace' })
    await waitFor(() => expect(unlink).toHaveAccessibleDescription('Two must stay.'))
  })

  it('and lets the primary go, which the server refuses: the row is back, with the reason', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    render(<Settings client={client} confirm="none" canUnlink={() => true} />)
    await user.click(await screen.findByRole('button', { name: 'Unlink Password account ada@example.com' }))
    const words = await screen.findByText(/This account has to stay: your sign-in is built on it/)
    expect(words.closest('li')).toHaveTextContent('Password, ada@example.com could not be unlinked')
  })

  it('and breaks: nothing can be unlinked, the page stands, and it learns of the error', async () => {
    window.addEventListener('error', monitor)
    const canUnlink: CanUnlink = () => {
      throw new Error('canUnlink is broken')
    }
    render(<Settings client={createFakeClient()} canUnlink={canUnlink} />)
    const unlink = await screen.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' })
    expect(unlink).toHaveAttribute('aria-disabled', 'true')
    await waitFor(() => expect(seen).toContain('Uncaught Error: canUnlink is broken'))
  })
})
