import { fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Identity } from 'react-linked-accounts'
import { identitiesOptions } from 'react-linked-accounts/query'
import { createFakeClient } from 'react-linked-accounts/testing'
import { describe, expect, it } from 'vitest'
import { userEvent as mouse } from 'vitest/browser'
import { hostsQueryClient, Settings } from './settings'

const unlinkGoogle = { name: 'Unlink Google account ada.lovelace@gmail.example' }
const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }

/** The rows from top to bottom, by the names of their buttons. */
const rows = () =>
  screen.queryAllByRole('button', { name: /^Unlink / }).map((button) => button.getAttribute('aria-label'))

describe('an unlink', () => {
  it('removes the account immediately, even if a list is fetched in between', async () => {
    const client = createFakeClient()
    const queryClient = hostsQueryClient()
    const user = userEvent.setup()
    const release = client.backend.hold('unlink')
    render(<Settings confirm="none" client={client} queryClient={queryClient} />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await waitFor(() => expect(screen.queryByText('@ada-lovelace')).toBeNull())

    const before = await queryClient.fetchQuery({ ...identitiesOptions(client), staleTime: 0 })
    expect(before.identities.map(({ id }) => id)).toContain('github|1815')
    expect(screen.queryByText('@ada-lovelace')).toBeNull()

    release()
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    await waitFor(() => expect(client.backend.requests.list).toHaveLength(3))
    expect(screen.queryByText('@ada-lovelace')).toBeNull()
    expect(client.backend.requests.unlink).toEqual(['github|1815'])
  })

  it('is not reverted by an earlier list that arrives later, while another unlink is pending', async () => {
    const client = createFakeClient()
    const withGoogleStuck = {
      ...client,
      unlink: (identity: Identity) =>
        identity.provider === 'google-oauth2'
          ? new Promise<void>(() => {})
          : client.unlink(identity, { keepalive: false }),
    }
    const queryClient = hostsQueryClient()
    const user = userEvent.setup()
    render(<Settings confirm="none" client={withGoogleStuck} queryClient={queryClient} />)
    await user.click(await screen.findByRole('button', unlinkGoogle))
    const release = client.backend.hold('list')
    const late = queryClient.refetchQueries({ queryKey: identitiesOptions(client).queryKey })
    await user.click(screen.getByRole('button', unlinkGitHub))
    await waitFor(() => expect(client.backend.identities()).toHaveLength(2))
    release()
    await late
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    await waitFor(() => expect(queryClient.isFetching()).toBe(0))
    expect(rows()).toEqual([])
  })

  it('that the server refuses brings the row back in its place, with the reason', async () => {
    const user = userEvent.setup()
    render(<Settings confirm="none" client={createFakeClient('unlinkFails')} />)
    const google = await screen.findByRole('button', unlinkGoogle)
    const order = rows()
    await user.click(google)
    const row = within(
      (await screen.findByText(/^Couldn't unlink/, { selector: '[data-slot="failure"] *' })).closest(
        'li',
      ) as HTMLElement,
    )
    expect(row.getByText('ada.lovelace@gmail.example')).toBeVisible()
    expect(row.getByText(/You don't have permission to do this/)).toBeVisible()
    expect(row.getByText(/Details: Your organization keeps this account linked\./)).toBeVisible()
    expect(rows()).toEqual(order)
  })

  it('can be tried again, and the old reason disappears', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    client.backend.failNext('unlink', 'conflict')
    render(<Settings confirm="none" client={client} />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await screen.findByText(/^Couldn't unlink/, { selector: '[data-slot="failure"] *' })
    await user.click(screen.getByRole('button', unlinkGitHub))
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(screen.queryByText(/^Couldn't unlink/, { selector: '[data-slot="failure"] *' })).toBeNull()
    expect(client.backend.identities()).toHaveLength(2)
  })

  it('is independent of others: of several, the one that fails comes back alone', async () => {
    const client = createFakeClient('sameProvider')
    const user = userEvent.setup()
    const release = client.backend.hold('unlink')
    client.backend.failNext('unlink', 'forbidden')
    render(<Settings confirm="none" client={client} />)
    await user.click(await screen.findByRole('button', unlinkGoogle))
    await user.click(
      await screen.findByRole('button', { name: 'Unlink Google account countess@gmail.example' }),
    )
    await user.click(
      await screen.findByRole('button', { name: 'Unlink Google account 117702468033311374520' }),
    )
    await waitFor(() => expect(rows()).toEqual([]))
    release()
    await screen.findByText(/^Couldn't unlink/, { selector: '[data-slot="failure"] *' })
    // One list after each confirmed unlink, and none after the refused one.
    await waitFor(() => expect(client.backend.requests.list).toHaveLength(3))
    expect(rows()).toEqual([unlinkGoogle.name])
  })

  it('continues while the section is not shown, and the account stays away when it is shown again', async () => {
    const client = createFakeClient()
    const queryClient = hostsQueryClient()
    const user = userEvent.setup()
    const release = client.backend.hold('unlink')
    const page = (section?: null) => (
      <Settings
        confirm="none"
        client={client}
        queryClient={queryClient}
        {...(section === null && { children: <p>Elsewhere</p> })}
      />
    )
    const { rerender } = render(page())
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await waitFor(() => expect(client.backend.requests.unlink).toHaveLength(1))
    rerender(page(null))
    expect(screen.getByText('Elsewhere')).toBeVisible()
    rerender(page())
    expect(screen.getByText('ada.lovelace@gmail.example')).toBeVisible()
    expect(screen.queryByText('@ada-lovelace')).toBeNull()
    release()
    await waitFor(() => expect(client.backend.requests.list).toHaveLength(2))
    expect(screen.queryByText('@ada-lovelace')).toBeNull()
    expect(client.backend.requests.unlink).toHaveLength(1)
  })

  it('by a double click unlinks only that account, not the one that moves up under the pointer', async () => {
    const client = createFakeClient('sameProvider')
    render(<Settings confirm="none" client={client} />)
    const first = await screen.findByRole('button', unlinkGoogle)
    await mouse.dblClick(first)
    await screen.findByText('Google account ada.lovelace@gmail.example unlinked.')
    const second = screen.getByRole('button', { name: 'Unlink Google account countess@gmail.example' })
    fireEvent.click(second, { detail: 2 })
    await mouse.click(screen.getByRole('button', { name: 'Unlink Google account 117702468033311374520' }))
    await screen.findByText('Google account 117702468033311374520 unlinked.')
    expect(second).toBeVisible()
    expect(client.backend.requests.unlink).toEqual([
      'google-oauth2|108204268033311374519',
      'google-oauth2|117702468033311374520',
    ])
  })

  it('is sent once, even if it is clicked faster than the page can render', async () => {
    const client = createFakeClient()
    render(<Settings confirm="none" client={client} />)
    const unlink = await screen.findByRole('button', unlinkGitHub)
    unlink.click()
    unlink.click()
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(client.backend.requests.unlink).toEqual(['github|1815'])
  })
})
