import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { connect, type Identity, LinkedAccounts } from 'react-linked-accounts'
import { createFakeClient, fakeIdentity, scenarios } from 'react-linked-accounts/testing'
import { describe, expect, it } from 'vitest'
import { Settings } from './settings'

const [password, google] = scenarios.default.identities as [Identity, Identity, Identity]

describe('messages', () => {
  it('replace single texts at any depth, and nothing else', async () => {
    const client = createFakeClient({ returned: 'cancelled' })
    const messages = { linkResult: { cancelled: { body: 'You went back.' } } }
    render(<Settings client={client} messages={messages} />)
    const told = await screen.findByRole('group', { name: "GitHub wasn't linked" })
    expect(within(told).getByText(/^You went back\./)).toBeVisible()
    expect(screen.getByRole('heading', { name: 'Linked accounts' })).toBeVisible()
  })

  it('may be functions of their values', async () => {
    const user = userEvent.setup()
    const messages = {
      unlinked: ({ provider, account }: { provider: string; account: string }) =>
        `${account.toUpperCase()} left ${provider}`,
      empty: () => 'Nothing here',
    }
    render(<Settings client={createFakeClient()} messages={messages} confirm="none" />)
    await user.click(await screen.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
    expect(await screen.findByText('@ADA-LOVELACE left GitHub')).toBeInTheDocument()
  })

  it('change when the language of the page changes, without another request for the list', async () => {
    const client = createFakeClient()
    const page = (unlink: string) => (
      <Settings client={client} messages={{ unlink, heading: () => `${unlink}…` }} />
    )
    const { rerender } = render(page('Trennen'))
    expect(await screen.findAllByText('Trennen')).not.toHaveLength(0)
    rerender(page('Dissocier'))
    expect(await screen.findAllByText('Dissocier')).not.toHaveLength(0)
    expect(screen.queryByText('Trennen')).toBeNull()
    expect(screen.getByRole('region', { name: 'Dissocier…' })).toBeVisible()
    expect(client.backend.requests.list).toHaveLength(1)
  })

  it('format dates and lists in their own language, whatever the language of the browser', async () => {
    const identities = [password, google, fakeIdentity({ linkedAt: '2026-11-03T12:00:00Z' })]
    const client = createFakeClient({ identities })
    const connections = ['github', 'google-oauth2', 'windowslive'].map((name) => ({ name }))
    const messages = {
      locale: 'de',
      linkedOn: 'Verknüpft am {date}',
      linkMore: '{providers} erneut verknüpfen',
    }
    render(
      <Settings client={client} messages={messages} connections={connections}>
        <LinkedAccounts showLinkedAt />
      </Settings>,
    )
    expect(await screen.findByText('Verknüpft am 03.11.2026')).toBeVisible()
    expect(await screen.findByRole('button', { name: 'GitHub oder Google erneut verknüpfen' })).toBeVisible()
  })

  it('of "connect" say connect and disconnect everywhere', async () => {
    const user = userEvent.setup()
    const connections = [{ name: 'github' }, { name: 'windowslive' }]
    const { container } = render(
      <Settings
        client={createFakeClient({ returned: 'linked' })}
        messages={connect}
        connections={connections}
      >
        <LinkedAccounts confirm="dialog" />
      </Settings>,
    )
    await screen.findByRole('group', { name: 'GitHub connected' })
    expect(screen.getByRole('button', { name: 'Connect Microsoft' })).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Disconnect GitHub account @octocat' }))
    const dialog = await screen.findByRole('alertdialog', { name: 'Disconnect GitHub?' })
    expect(container).not.toHaveTextContent(/link/i)
    await user.click(within(dialog).getByRole('button', { name: 'Disconnect' }))
    await screen.findByText('GitHub account @octocat disconnected.')
    expect(container).not.toHaveTextContent(/link/i)
  })
})

describe('a value with a different direction than the surrounding text', () => {
  const NAME = 'עדה לאבלייס'
  const client = () => createFakeClient({ identities: [password, fakeIdentity({ profile: { name: NAME } })] })

  it('is isolated within a sentence, and unchanged on its own', async () => {
    const user = userEvent.setup()
    render(<Settings client={client()} confirm="none" />)
    await user.click(await screen.findByRole('button', { name: `Unlink GitHub account \u2068${NAME}\u2069` }))
    await waitFor(() =>
      expect(screen.getByRole('log')).toHaveTextContent(`account \u2068${NAME}\u2069 unlinked.`),
    )
  })

  it('is isolated in a right-to-left catalog, if it is Latin', async () => {
    const messages = { unlinkNamed: 'הסר את {account} מ-{provider}' }
    render(<Settings client={createFakeClient()} messages={messages} />)
    const name = 'הסר את \u2068@ada-lovelace\u2069 מ-\u2068GitHub\u2069'
    expect(await screen.findByRole('button', { name })).toBeVisible()
  })

  it('is not changed if both have the same direction', async () => {
    render(<Settings client={createFakeClient()} />)
    const unlink = await screen.findByRole('button', { name: /^Unlink GitHub/ })
    expect(unlink.getAttribute('aria-label')).toBe('Unlink GitHub account @ada-lovelace')
  })
})
