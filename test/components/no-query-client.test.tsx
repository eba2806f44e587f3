import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { LinkedAccounts } from 'react-linked-accounts'
import { createFakeClient, type FakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { describe, expect, it, vi } from 'vitest'

const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }
const undoGitHub = { name: 'Undo unlinking GitHub account @ada-lovelace' }

const card = (client: FakeClient, onUnlinked = () => {}) => (
  <LinkedAccounts
    client={client}
    browser={client.browser}
    confirm="undo"
    undoMs={60_000}
    onUnlinked={onUnlinked}
  />
)

describe('on a page without a QueryClientProvider', () => {
  it('a card that is closed and reopened during the undo window still offers Undo', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const { unmount } = render(card(client))
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await screen.findByRole('button', undoGitHub)
    unmount()

    render(card(client))
    const undo = await screen.findByRole('button', undoGitHub)
    expect(screen.queryByRole('button', unlinkGitHub)).toBeNull()
    await user.click(undo)
    expect(await screen.findByRole('button', unlinkGitHub)).toBeVisible()
    act(() => client.browser.fire('pagehide'))
    expect(client.backend.requests.unlink).toEqual([])
  })

  it('a card that is reopened after the unlink does not show the account', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const onUnlinked = vi.fn()
    const { unmount } = render(card(client, onUnlinked))
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await screen.findByRole('button', undoGitHub)
    unmount()

    render(card(client, onUnlinked))
    await screen.findByRole('button', undoGitHub)
    act(() => client.browser.fire('pagehide'))
    await waitFor(() => expect(onUnlinked).toHaveBeenCalledOnce())
    expect(screen.queryByText('@ada-lovelace')).toBeNull()
    expect(screen.getByText('ada.lovelace@gmail.example')).toBeVisible()
  })

  it('two cards show the same, with one request for the list', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    render(
      <>
        <div data-testid="one">{card(client)}</div>
        <div data-testid="other">{card(client)}</div>
      </>,
    )
    const one = within(screen.getByTestId('one'))
    const other = within(screen.getByTestId('other'))
    await user.click(await one.findByRole('button', unlinkGitHub))
    await user.click(await other.findByRole('button', undoGitHub))
    expect(await one.findByRole('button', unlinkGitHub)).toBeVisible()
    expect(client.backend.requests.list).toHaveLength(1)
  })

  it('two pages share nothing, even with the same client', async () => {
    const client = createFakeClient()
    const { unmount } = render(card(client))
    await screen.findByText('@ada-lovelace')
    unmount()
    client.backend.add(fakeIdentity({ accountId: '2', profile: { username: 'countess' } }))
    render(<LinkedAccounts client={client} browser={client.browser.reload()} />)
    expect(await screen.findByText('@countess')).toBeVisible()
  })
})
