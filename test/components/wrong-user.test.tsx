import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createFakeClient } from 'react-linked-accounts/testing'
import { describe, expect, it, vi } from 'vitest'
import { hostsQueryClient, Settings } from './settings'

const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }
const WRONG_USER = "You're now signed in as someone else. Reload the page to continue."

describe('another user has signed in in another tab', () => {
  it('T1: and the list is about them: it is an error with its own message, and never shown', async () => {
    const client = createFakeClient()
    client.backend.switchUser()
    render(<Settings client={client} />)
    expect(await screen.findByRole('alert')).toHaveTextContent(WRONG_USER)
    expect(screen.queryByText('grace@example.com')).toBeNull()
    expect(screen.queryByRole('list')).toBeNull()
  })

  it('T1: and a later list is about them: the user’s own list stays, and says why it was not refreshed', async () => {
    const client = createFakeClient()
    const queryClient = hostsQueryClient()
    render(<Settings client={client} queryClient={queryClient} />)
    await screen.findByText('@ada-lovelace')
    client.backend.switchUser()
    await act(() => queryClient.refetchQueries())
    const words = await screen.findByText(/This list might be out of date/)
    expect(words.parentElement).toHaveTextContent(WRONG_USER)
    expect(screen.getByText('@ada-lovelace')).toBeVisible()
    expect(screen.queryByText('grace@example.com')).toBeNull()
  })

  it('V2: before an unlink: its result is unknown, and nothing is reported as unlinked', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const onEvent = vi.fn()
    render(<Settings client={client} confirm="none" onEvent={onEvent} />)
    const unlink = await screen.findByRole('button', unlinkGitHub)
    client.backend.switchUser()
    await user.click(unlink)
    const words = await screen.findByText(/^We couldn't confirm whether this account was unlinked\./)
    expect(words.closest('[data-slot="failure"]')).toHaveAttribute('data-code', 'outcome_unknown')
    expect(screen.queryByText('GitHub account @ada-lovelace unlinked.')).toBeNull()
    expect(onEvent.mock.calls.map(([{ type }]) => type)).toEqual([
      'unlink_requested',
      'list_failed',
      'unlink_failed',
    ])
    expect(client.backend.identities(client.userId)).toHaveLength(3)
  })

  it('V1: before a link: the page is not left, and says why', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const onEvent = vi.fn()
    render(<Settings client={client} onEvent={onEvent} />)
    const button = await screen.findByRole('button', { name: 'Link another GitHub account' })
    client.backend.switchUser()
    await user.click(button)
    expect(await screen.findByRole('group', { name: 'No account was linked' })).toHaveTextContent(
      "You're now signed in as someone else.",
    )
    expect(client.browser.departures).toEqual([])
    expect(onEvent.mock.calls.map(([{ type }]) => type)).toEqual([
      'link_started',
      'link_returned',
      'link_failed',
    ])
  })

  it('V1: before a link whose start does not notice: the list does, so the page is not left', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const queryClient = hostsQueryClient()
    const startLink = async () => ({ url: 'https://fake.example/authorize' })
    render(<Settings client={{ ...client, startLink }} queryClient={queryClient} />)
    const button = await screen.findByRole('button', { name: 'Link another GitHub account' })
    client.backend.switchUser()
    // A list that is more than a minute old no longer proves anything.
    await act(() => queryClient.invalidateQueries({ refetchType: 'none' }))
    await user.click(button)
    await screen.findByRole('group', { name: 'No account was linked' })
    expect(client.browser.departures).toEqual([])
  })

  it('T1: and the host changes the client during an undo window: nothing is unlinked for anyone', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const queryClient = hostsQueryClient()
    const page = (current: typeof client) => (
      <Settings client={current} queryClient={queryClient} confirm="undo" undoMs={60_000} />
    )
    const { rerender } = render(page(client))
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await screen.findByRole('button', { name: /^Undo unlinking/ })
    const grace = client.backend.switchUser()
    rerender(page(grace))
    await screen.findByText('grace@example.com')
    act(() => client.browser.fire('pagehide'))
    client.backend.switchUser()
    rerender(page(client))
    expect(await screen.findByText('@ada-lovelace')).toBeVisible()
    act(() => client.browser.fire('pagehide'))
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Undo unlinking/ })).toBeNull())
    expect(client.backend.requests.unlink).toEqual([])
  })
})
