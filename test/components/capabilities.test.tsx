import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { LinkAccountButton, LinkedAccounts, useCapabilities, useLinkAccount } from 'react-linked-accounts'
import { createFakeClient, fakeIdentity, scenarios } from 'react-linked-accounts/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Settings } from './settings'

const [, , github] = scenarios.default.identities

afterEach(() => sessionStorage.clear())

describe('a backend without a page where the person could choose what to link', () => {
  it('gets no button that leaves the choice to it; one for a connection is there', () => {
    render(
      <Settings client={createFakeClient({ capabilities: { choice: false } })}>
        <LinkAccountButton />
        <LinkAccountButton connection="github" />
      </Settings>,
    )
    const buttons = screen.getAllByRole('button')
    expect(buttons.map(({ textContent }) => textContent)).toEqual(['Link GitHub'])
  })

  it.each([
    ['is not offered', false, []],
    ['is offered where there is one', true, ['Try again']],
  ])('another attempt at a link of which no connection is known %s', async (_what, choice, names) => {
    const client = createFakeClient({ returned: 'missing_transaction', capabilities: { choice } })
    render(<Settings client={client} />)
    const told = within(await screen.findByRole('region', { name: /started in another tab/ }))
    const buttons = told.getAllByRole('button').map(({ textContent }) => textContent)
    expect(buttons).toEqual([...names, 'Dismiss'])
  })

  it('another attempt at a link whose connection is known is offered, and leaves', async () => {
    const client = createFakeClient({ returned: 'cancelled', capabilities: { choice: false } })
    const user = userEvent.setup()
    render(<Settings client={client} connections={[]} />)
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    await client.browser.departure()
    expect(client.backend.requests.link).toEqual(['github'])
  })

  it('a link that signing in again has interrupted cannot go on: that is told, and not offered', async () => {
    const client = createFakeClient({ capabilities: { choice: false } })
    const user = userEvent.setup()
    const leave = vi.fn(() => new Promise<void>(() => {}))
    const Own = () => {
      const { link } = useLinkAccount()
      return (
        <button type="button" onClick={() => link()}>
          Add any
        </button>
      )
    }
    const before = render(
      <Settings client={client} reauthenticate={leave}>
        <Own />
      </Settings>,
    )
    await user.click(screen.getByRole('button', { name: 'Add any' }))
    await waitFor(() => expect(leave).toHaveBeenCalledOnce())
    before.unmount()
    render(<Settings client={client} />)
    await screen.findByText('You were about to link another account.')
    expect(screen.queryByRole('button', { name: 'Go on' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByText('You were about to link another account.')).toBeNull()
  })
})

describe('a backend where an account cannot be linked again for more', () => {
  it('gets no button for that; one that links another account is there', () => {
    render(
      <Settings client={createFakeClient({ capabilities: { scopes: false } })}>
        <LinkAccountButton connection="github" identity={github} connectionScope="repo">
          Let us see your repositories
        </LinkAccountButton>
        <LinkAccountButton connection="github" />
      </Settings>,
    )
    const buttons = screen.getAllByRole('button')
    expect(buttons.map(({ textContent }) => textContent)).toEqual(['Link GitHub'])
  })
})

describe('a backend where a removal cannot wait', () => {
  it('and a page that wants to let it be taken back: the person is asked before', async () => {
    const client = createFakeClient({ capabilities: { undo: false } })
    const user = userEvent.setup()
    render(<Settings client={client} confirm="undo" />)
    await user.click(await screen.findByRole('button', { name: 'Unlink GitHub, @ada-lovelace' }))
    const dialog = screen.getByRole('dialog', { name: 'Unlink GitHub, @ada-lovelace?' })
    expect(client.backend.requests.unlink).toEqual([])
    await user.click(within(dialog).getByRole('button', { name: 'Unlink' }))
    await screen.findByText('GitHub, @ada-lovelace was unlinked.')
    expect(client.backend.requests.unlink).toEqual(['github|1815'])
  })
})

describe('a backend without a primary', () => {
  it('any account can go but the last, and that one’s reason is that it is the last', async () => {
    const identities = [
      fakeIdentity({ provider: 'credential', isSocial: false }),
      fakeIdentity({ profile: { username: 'ada-lovelace' } }),
    ]
    const client = createFakeClient({ identities, capabilities: { primary: false } })
    const user = userEvent.setup()
    render(<Settings client={client} confirm="none" />)
    const unlink = await screen.findByRole('button', { name: 'Unlink Password, ada@example.com' })
    expect(screen.queryByText('Primary')).toBeNull()
    expect(unlink).not.toHaveAttribute('aria-disabled')
    await user.click(unlink)
    await screen.findByText('Password, ada@example.com was unlinked.')
    const last = screen.getByRole('button', { name: 'Unlink GitHub, @ada-lovelace' })
    expect(last).toHaveAttribute('aria-disabled', 'true')
    expect(last).toHaveAccessibleDescription(/^This is your only way to sign in\./)
  })
})

describe('a person who is about to unlink a password', () => {
  it.each([
    [true, 'reads that it can be linked again, on the page of the backend'],
    [false, 'is promised no way back, as there is none'],
  ])('(choice: %s) %s', async (choice) => {
    const identities = [
      fakeIdentity({ provider: 'credential', isSocial: false }),
      fakeIdentity({ profile: { username: 'ada-lovelace' } }),
    ]
    const client = createFakeClient({ identities, capabilities: { primary: false, choice } })
    const user = userEvent.setup()
    render(<Settings client={client} />)
    await user.click(await screen.findByRole('button', { name: 'Unlink Password, ada@example.com' }))
    const dialog = screen.getByRole('dialog')
    const promise = /You can link it again later\./
    if (choice) expect(dialog).toHaveAccessibleDescription(promise)
    else expect(dialog).not.toHaveAccessibleDescription(promise)
  })
})

describe('a host’s own page', () => {
  it('shows something only where it can work', () => {
    const Advice = () =>
      useCapabilities().undo ? <p>You can take it back for a while.</p> : <p>It is final.</p>
    render(
      <Settings client={createFakeClient({ capabilities: { undo: false } })}>
        <LinkedAccounts />
        <Advice />
      </Settings>,
    )
    expect(screen.getByText('It is final.')).toBeVisible()
  })
})
