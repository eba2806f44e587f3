import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { LinkAccountButton, LinkedAccounts } from 'react-linked-accounts'
import { createFakeClient } from 'react-linked-accounts/testing'
import { describe, expect, it } from 'vitest'
import { hostsQueryClient, Settings } from './settings'

const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }
/** Everything that was announced on the page. */
const announced = () =>
  screen.getAllByRole('log').flatMap((log) => [...log.children].map((line) => line.textContent))

describe('H11: a page with two cards', () => {
  it.each(['cancelled', 'linked'] as const)('tells a result once (%s)', async (returned) => {
    render(
      <Settings client={createFakeClient({ returned })}>
        <LinkedAccounts />
        <LinkedAccounts />
        <LinkAccountButton connection="github" />
        <LinkAccountButton connection="google-oauth2" />
      </Settings>,
    )
    const told = await screen.findByRole('group', { name: /^GitHub / })
    expect(told).toHaveFocus()
    expect(screen.getAllByRole('group', { name: /^GitHub / })).toHaveLength(1)
  })

  it('announces an unlink, its undo window and its end once', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    render(
      <Settings client={client}>
        <LinkedAccounts confirm="undo" undoMs={60_000} />
        <LinkedAccounts confirm="undo" undoMs={60_000} />
      </Settings>,
    )
    const [, second] = await screen.findAllByRole('button', unlinkGitHub)
    await user.click(second as HTMLElement)
    const undos = await screen.findAllByRole('button', {
      name: 'Undo unlinking GitHub account @ada-lovelace',
    })
    expect(undos).toHaveLength(2)
    await waitFor(() => expect(undos[1]).toHaveFocus())
    expect(announced().filter((text) => / in \d+s$/.test(text))).toHaveLength(1)
    act(() => client.browser.fire('pagehide'))
    await waitFor(() => expect(announced()).toContain('GitHub account @ada-lovelace unlinked.'))
    expect(announced().filter((text) => text.endsWith('unlinked.'))).toHaveLength(1)
  })

  it('shows the result on the other card when the first one is removed', async () => {
    const client = createFakeClient({ returned: 'cancelled' })
    const queryClient = hostsQueryClient()
    const page = (hasFirst: boolean) => (
      <Settings client={client} queryClient={queryClient}>
        {hasFirst && <LinkedAccounts key="first" />}
        <LinkedAccounts key="second" id="second" />
      </Settings>
    )
    const { rerender, container } = render(page(true))
    await screen.findByRole('group', { name: "GitHub wasn't linked" })
    rerender(page(false))
    const second = within(container.querySelector('#second') as HTMLElement)
    expect(await second.findByRole('group', { name: "GitHub wasn't linked" })).toBeVisible()
  })

  it('shows results on the other card if one leaves them to the host', async () => {
    render(
      <Settings client={createFakeClient({ returned: 'cancelled' })}>
        <LinkedAccounts notices="none" />
        <LinkedAccounts id="tells" />
      </Settings>,
    )
    const told = await screen.findByRole('group', { name: "GitHub wasn't linked" })
    expect(told.closest('#tells')).not.toBeNull()
    expect(screen.getAllByText("GitHub wasn't linked")).toHaveLength(1)
  })
})
