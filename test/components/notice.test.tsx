import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { LinkAccountButton, LinkedAccounts } from 'react-linked-accounts'
import { captureLinkReturn } from 'react-linked-accounts/core'
import { createFakeClient, type FakeClient, type MemoryBrowser } from 'react-linked-accounts/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { hostsQueryClient, Settings } from './settings'

const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }
const announced = () => [...screen.getByRole('log').children].map((line) => line.textContent)

/** A page that has returned from a link, which the test completes later. */
function cameBack(): { client: FakeClient; complete: () => void } {
  const client = createFakeClient({ returned: 'linked' })
  let complete = () => {}
  const completed = new Promise<void>((resolve) => (complete = resolve))
  return { client: { ...client, finishLink: () => completed }, complete: () => complete() }
}

describe('a result that arrives while the user', () => {
  it('H13: types: leaves the focus in the field, and is announced', async () => {
    const { client, complete } = cameBack()
    const user = userEvent.setup()
    render(
      <Settings client={client}>
        <label>
          Name <input />
        </label>
        <LinkedAccounts />
      </Settings>,
    )
    const field = screen.getByRole('textbox', { name: 'Name' })
    await user.type(field, 'Ada')
    act(() => complete())
    expect(await screen.findByRole('group', { name: 'GitHub linked' })).toBeVisible()
    expect(field).toHaveFocus()
    await waitFor(() => expect(announced()).toEqual(['GitHub linked', 'You can now sign in with @octocat.']))
  })

  it('does something else: takes the focus, and is not announced as well', async () => {
    const { client, complete } = cameBack()
    render(<Settings client={client} />)
    act(() => complete())
    expect(await screen.findByRole('group', { name: 'GitHub linked' })).toHaveFocus()
    expect(announced()).toEqual([])
  })

  it('has the unlink dialog open: stays behind it, and is announced when it closes', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    client.browser.allowPopups()
    render(<Settings client={client} link={{ display: 'popup' }} connections={[{ name: 'windowslive' }]} />)
    await user.click(await screen.findByRole('button', { name: 'Link Microsoft' }))
    const url = await client.browser.departure()
    await user.click(screen.getByRole('button', unlinkGitHub))
    const cancel = within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Cancel' })
    expect(cancel).toHaveFocus()

    const popup = client.browser.popup?.page as MemoryBrowser
    popup.arrive(await client.backend.visit({ account: 'new', url }))
    act(() => void captureLinkReturn(popup))
    expect(await screen.findByText('Microsoft linked')).toBeVisible()
    expect(cancel).toHaveFocus()
    expect(announced()).toEqual([])
    await user.click(cancel)
    await waitFor(() => expect(announced()[0]).toBe('Microsoft linked'))
    expect(screen.getByRole('button', unlinkGitHub)).toHaveFocus()
  })
})

describe('H13: a host’s data-slot', () => {
  it('on card and button changes nothing about the focus', async () => {
    const user = userEvent.setup()
    render(
      <Settings client={createFakeClient()} components={{ Button: (props) => <HostButton {...props} /> }}>
        <LinkedAccounts data-slot="card" confirm="none" />
        <LinkAccountButton connection="github" data-slot="button" />
      </Settings>,
    )
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(screen.getByText('ada.lovelace@gmail.example').closest('li')).toHaveFocus()
    await user.click(screen.getByRole('button', { name: 'Unlink Google account ada.lovelace@gmail.example' }))
    await waitFor(() => expect(screen.getByText('ada@example.com').closest('li')).toHaveFocus())
  })

  it('on a standalone button: its notice gives the focus back to it', async () => {
    const user = userEvent.setup()
    render(
      <Settings client={createFakeClient({ returned: 'cancelled' })}>
        <LinkAccountButton connection="github" data-slot="button" />
      </Settings>,
    )
    const told = await screen.findByRole('group', { name: "GitHub wasn't linked" })
    await user.click(within(told).getByRole('button', { name: 'Dismiss' }))
    expect(screen.getByRole('button', { name: 'Link GitHub' })).toHaveFocus()
  })
})

/** A button like that of a component library, with its own slot, whatever it is passed. */
function HostButton({ variant, ...props }: React.ComponentProps<'button'> & { variant: string }) {
  return <button {...props} data-slot="button" data-variant={variant} />
}

describe('H20: without showModal, as in jsdom', () => {
  const { showModal, close } = HTMLDialogElement.prototype
  afterEach(() => Object.assign(HTMLDialogElement.prototype, { showModal, close }))

  it('asks, cancels and unlinks all the same', async () => {
    Object.assign(HTMLDialogElement.prototype, { showModal: undefined, close: undefined })
    const client = createFakeClient()
    const user = userEvent.setup()
    render(<Settings client={client} queryClient={hostsQueryClient()} />)
    const unlink = await screen.findByRole('button', unlinkGitHub)
    await user.click(unlink)
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Cancel' }))
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(unlink).toHaveFocus()
    await user.click(unlink)
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Unlink' }))
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(client.backend.requests.unlink).toEqual(['github|1815'])
  })
})
