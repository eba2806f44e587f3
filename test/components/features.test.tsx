import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { LinkAccountButton, LinkedAccounts, useFeatures, useLinkAccount } from 'react-linked-accounts'
import { createFakeClient, fakeIdentity, scenarios } from 'react-linked-accounts/testing'
import { describe, expect, it, vi } from 'vitest'
import { Settings } from './settings'

const [, , github] = scenarios.default.identities

describe('a backend without `choice`', () => {
  it('has no button that lets the user choose, but has one for a connection', () => {
    render(
      <Settings client={createFakeClient({ features: { choice: false } })}>
        <LinkAccountButton />
        <LinkAccountButton connection="github" />
      </Settings>,
    )
    const buttons = screen.getAllByRole('button')
    expect(buttons.map(({ textContent }) => textContent)).toEqual(['Link GitHub'])
  })

  it('offers to try again if the connection is known', async () => {
    const client = createFakeClient({ returned: 'cancelled', features: { choice: false } })
    const user = userEvent.setup()
    render(<Settings client={client} connections={[]} />)
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    await client.browser.departure()
    expect(client.backend.requests.link).toEqual(['github'])
  })

  it('says that a link cannot continue after a step-up, and does not offer it', async () => {
    const client = createFakeClient({ features: { choice: false } })
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
      <Settings client={{ ...client, features: { choice: true } }} reauthenticate={leave}>
        <Own />
      </Settings>,
    )
    await user.click(screen.getByRole('button', { name: 'Add any' }))
    await waitFor(() => expect(leave).toHaveBeenCalledOnce())
    before.unmount()
    render(<Settings client={client} browser={client.browser.reload()} />)
    await screen.findByText('Continue linking another account?')
    expect(screen.queryByRole('button', { name: 'Continue' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByText('Continue linking another account?')).toBeNull()
  })
})

describe('a backend without `reconnect`', () => {
  it('has no button that grants more scopes, but has one that links another account', () => {
    render(
      <Settings client={createFakeClient({ features: { reconnect: false } })}>
        <LinkAccountButton connection="github" reconnect={github} scopes={['repo']}>
          Show your repositories
        </LinkAccountButton>
        <LinkAccountButton connection="github" />
      </Settings>,
    )
    const buttons = screen.getAllByRole('button')
    expect(buttons.map(({ textContent }) => textContent)).toEqual(['Link GitHub'])
  })
})

describe('a backend without `deferUnlink`', () => {
  it('asks before an unlink, although the page wants an undo window', async () => {
    const client = createFakeClient({ features: { deferUnlink: false } })
    const user = userEvent.setup()
    render(<Settings client={client} confirm="undo" />)
    await user.click(await screen.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
    const dialog = screen.getByRole('alertdialog', { name: 'Unlink GitHub?' })
    expect(client.backend.requests.unlink).toEqual([])
    await user.click(within(dialog).getByRole('button', { name: 'Unlink' }))
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(client.backend.requests.unlink).toEqual(['github|1815'])
  })
})

describe('a backend without a primary identity', () => {
  it('locks only the last account, and says that it is the last one', async () => {
    const identities = [
      fakeIdentity({ provider: 'credential' }),
      fakeIdentity({ profile: { username: 'ada-lovelace' } }),
    ]
    const client = createFakeClient({ identities })
    const user = userEvent.setup()
    render(<Settings client={client} confirm="none" />)
    const unlink = await screen.findByRole('button', { name: 'Unlink Password account ada@example.com' })
    expect(screen.queryByText('Primary')).toBeNull()
    expect(unlink).not.toHaveAttribute('aria-disabled')
    await user.click(unlink)
    await screen.findByText('Password account ada@example.com unlinked.')
    const last = screen.getByRole('button', { name: 'Unlink GitHub account @ada-lovelace' })
    expect(last).toHaveAttribute('aria-disabled', 'true')
    expect(last).toHaveAccessibleDescription(/^This is your only sign-in method\./)
  })
})

describe('a backend with `onePerConnection`', () => {
  it('does not offer a connection that is already linked', async () => {
    const client = createFakeClient({ features: { onePerConnection: true } })
    render(<Settings client={client} connections={[{ name: 'github' }, { name: 'windowslive' }]} />)
    expect(await screen.findByRole('button', { name: 'Link Microsoft' })).toBeVisible()
    expect(screen.queryByRole('button', { name: /Link .*GitHub/ })).toBeNull()
  })
})

describe('the dialog before a password is unlinked', () => {
  it.each([
    [true, 'says that it can be linked again, on a page of the backend'],
    [false, 'promises no way back, since there is none'],
  ])('(choice: %s) %s', async (choice) => {
    const identities = [
      fakeIdentity({ provider: 'credential' }),
      fakeIdentity({ profile: { username: 'ada-lovelace' } }),
    ]
    const client = createFakeClient({ identities, features: { choice } })
    const user = userEvent.setup()
    render(<Settings client={client} />)
    await user.click(await screen.findByRole('button', { name: 'Unlink Password account ada@example.com' }))
    const dialog = screen.getByRole('alertdialog')
    const promise = /You can link it again later\./
    if (choice) expect(dialog).toHaveAccessibleDescription(promise)
    else expect(dialog).not.toHaveAccessibleDescription(promise)
  })
})

describe('useFeatures', () => {
  it('lets a host show something only if the backend supports it', () => {
    const Advice = () => (useFeatures().deferUnlink ? <p>You can undo it.</p> : <p>It is final.</p>)
    render(
      <Settings client={createFakeClient({ features: { deferUnlink: false } })}>
        <LinkedAccounts />
        <Advice />
      </Settings>,
    )
    expect(screen.getByText('It is final.')).toBeVisible()
  })
})
