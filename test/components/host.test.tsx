import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Component, createRef, type ReactNode } from 'react'
import { LinkAccountButton, LinkedAccounts } from 'react-linked-accounts'
import { identitiesOptions } from 'react-linked-accounts/query'
import { createFakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { hostsQueryClient, Settings } from './settings'

/** Errors that reached the page, as a host's error monitoring would see them. */
const seen: string[] = []
const monitor = (event: ErrorEvent) => {
  seen.push(event.message)
  event.preventDefault()
}
afterEach(() => {
  seen.length = 0
  window.removeEventListener('error', monitor)
})

class Boundary extends Component<{ children: ReactNode }> {
  override state = { message: '' }
  static getDerivedStateFromError = (error: Error) => ({ message: error.message })
  override render = () =>
    this.state.message ? <p role="alert">{this.state.message}</p> : this.props.children
}

describe('the host’s event handlers', () => {
  it('are called for an unlink once the server has confirmed it', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const onUnlinked = vi.fn()
    const release = client.backend.hold('unlink')
    render(<Settings confirm="none" client={client} onUnlinked={onUnlinked} />)
    await user.click(await screen.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
    await waitFor(() => expect(client.backend.requests.unlink).toHaveLength(1))
    expect(onUnlinked).not.toHaveBeenCalled()
    release()
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(onUnlinked).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: 'github|1815' }))
  })

  it('may throw: the action is not affected, and the page gets the error', async () => {
    window.addEventListener('error', monitor)
    const client = createFakeClient({ returned: 'linked' })
    const user = userEvent.setup()
    const broken = (name: string) => () => {
      throw new Error(`${name} is broken`)
    }
    client.backend.failNext('unlink', 'conflict')
    render(
      <Settings
        confirm="none"
        client={client}
        onLinkResult={broken('onLinkResult')}
        onLinked={broken('onLinked')}
        onUnlinked={broken('onUnlinked')}
        onError={broken('onError')}
      />,
    )
    expect(await screen.findByText('GitHub linked')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Unlink GitHub account @octocat' }))
    const row = screen.getByText('@octocat').closest('li')
    await waitFor(() => expect(row).toHaveTextContent('Something changed in the meantime'))
    await user.click(screen.getByRole('button', { name: 'Unlink GitHub account @octocat' }))
    await screen.findByText('GitHub account @octocat unlinked.')
    expect(screen.queryByText(/^Couldn't unlink/, { selector: '[data-slot="failure"] *' })).toBeNull()
    await waitFor(() =>
      expect(seen).toEqual([
        'Uncaught Error: onLinkResult is broken',
        'Uncaught Error: onLinked is broken',
        'Uncaught Error: onError is broken',
        'Uncaught Error: onUnlinked is broken',
      ]),
    )
  })
})

describe('the host’s markup', () => {
  it('reaches the section: class, ref and any attribute', async () => {
    const ref = createRef<HTMLElement>()
    render(
      <Settings client={createFakeClient()}>
        <LinkedAccounts className="card" id="sign-in" ref={ref} />
      </Settings>,
    )
    const region = screen.getByRole('region', { name: 'Linked accounts' })
    expect(region).toHaveClass('la-root', 'card')
    expect(region).toHaveAttribute('id', 'sign-in')
    expect(ref.current).toBe(region)
  })

  it('reaches the link button: class, ref, text, and a click that it can prevent', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const ref = createRef<HTMLButtonElement>()
    const onClick = vi.fn((event: React.MouseEvent) => event.preventDefault())
    render(
      <Settings client={client}>
        <LinkAccountButton connection="github" className="wide" ref={ref} onClick={onClick}>
          Use GitHub, too
        </LinkAccountButton>
        <LinkAccountButton />
      </Settings>,
    )
    const button = screen.getByRole('button', { name: 'Use GitHub, too' })
    expect(button).toHaveClass('la-link-button', 'wide')
    expect(ref.current).toBe(button)
    await user.click(button)
    expect(onClick).toHaveBeenCalledOnce()
    await user.click(screen.getByRole('button', { name: 'Link another account' }))
    await client.browser.departure()
    expect(client.backend.requests.link).toEqual([''])
  })

  it('brings its own messages, and nothing else changes', async () => {
    const messages = { heading: 'Ways to sign in', unlinkNamed: 'Remove {account} ({provider})' }
    render(<Settings client={createFakeClient()} messages={messages} />)
    expect(await screen.findByRole('button', { name: 'Remove @ada-lovelace (GitHub)' })).toBeVisible()
    expect(screen.getByRole('region', { name: 'Ways to sign in' })).toBeVisible()
    expect(screen.getByText('You can sign in with any of these accounts.')).toBeVisible()
  })

  it('names its connections, and one with `single` is not offered again', async () => {
    const identities = [
      fakeIdentity({ primary: true }),
      fakeIdentity({ provider: 'oidc', connection: 'acme' }),
    ]
    const connections = [
      { name: 'acme', provider: 'oidc', label: 'Acme SSO', single: true },
      { name: 'umbrella', provider: 'samlp', label: 'Umbrella' },
    ]
    render(<Settings client={createFakeClient({ identities })} connections={connections} />)
    expect(
      await screen.findByRole('button', { name: 'Unlink Acme SSO account ada@example.com' }),
    ).toBeVisible()
    expect(screen.getByRole('button', { name: 'Link Umbrella' })).toBeVisible()
    expect(screen.queryByRole('button', { name: /Link .*Acme/ })).toBeNull()
  })

  it('without a provider gets the problem, why it matters and how to fix it', () => {
    window.addEventListener('error', monitor)
    vi.spyOn(console, 'error').mockImplementation(() => {})
    render(
      <QueryClientProvider client={new QueryClient()}>
        <Boundary>
          <LinkedAccounts />
        </Boundary>
      </QueryClientProvider>,
    )
    expect(screen.getByRole('alert')).toHaveTextContent(
      'There is no <AccountLinkingProvider> above this component. It holds the client. ' +
        'Wrap your page in it, or pass `client` to <LinkedAccounts>.',
    )
    vi.restoreAllMocks()
  })

  it('gets an error for a prop that would be ignored because of the provider around it', () => {
    window.addEventListener('error', monitor)
    vi.spyOn(console, 'error').mockImplementation(() => {})
    render(
      <Boundary>
        <Settings client={createFakeClient()}>
          <LinkedAccounts connections={[{ name: 'github' }]} />
        </Settings>
      </Boundary>,
    )
    expect(screen.getByRole('alert')).toHaveTextContent(
      '<LinkedAccounts> has the prop `connections`, but no `client`. ' +
        'Only <AccountLinkingProvider> reads it. Pass it there, or `client` here.',
    )
    vi.restoreAllMocks()
  })
})

describe('the connections of the host', () => {
  it('have one button each, even if one is listed twice', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const connections = [
      { name: 'apple', label: 'First' },
      { name: 'line' },
      { name: 'apple', label: 'Second' },
    ]
    render(<Settings client={createFakeClient()} connections={connections} />)
    const buttons = await screen.findAllByRole('button', { name: /^Link / })
    expect(buttons.map(({ textContent }) => textContent)).toEqual(['Link First', 'Link LINE'])
    expect(log).not.toHaveBeenCalled()
    log.mockRestore()
  })

  it.each([['github'], [{ label: 'GitHub' }]])('need a name, or the page gets an error: %o', async (slip) => {
    window.addEventListener('error', monitor)
    vi.spyOn(console, 'error').mockImplementation(() => {})
    render(
      <Boundary>
        <Settings client={createFakeClient()} connections={[slip as never]} />
      </Boundary>,
    )
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'An item of `connections` has no `name`. It says what to link. ' +
        "Write `connections={[{ name: 'github' }]}`.",
    )
    vi.restoreAllMocks()
  })
})

describe('the host’s query cache', () => {
  it('holds the list, under the key of its options', async () => {
    const client = createFakeClient()
    const queryClient = hostsQueryClient()
    render(<Settings client={client} queryClient={queryClient} />)
    await screen.findByText('@ada-lovelace')
    const list = queryClient.getQueryData(identitiesOptions(client).queryKey)
    expect(list?.identities.map(({ id }) => id)).toContain('github|1815')
  })

  it('separates two users: neither sees the other’s accounts or unlinks', async () => {
    const ada = createFakeClient()
    const grace = createFakeClient().backend.switchUser()
    grace.backend.add(fakeIdentity({ accountId: '1815', profile: { username: 'ghopper' } }))
    const queryClient = hostsQueryClient()
    const user = userEvent.setup()
    render(
      <>
        <div data-testid="ada">
          <Settings confirm="none" client={ada} queryClient={queryClient} />
        </div>
        <div data-testid="grace">
          <Settings confirm="none" client={grace} queryClient={queryClient} />
        </div>
      </>,
    )
    const adas = within(screen.getByTestId('ada'))
    const graces = within(screen.getByTestId('grace'))
    await user.click(await adas.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
    await adas.findByText('GitHub account @ada-lovelace unlinked.')
    expect(graces.getByText('@ghopper')).toBeVisible()
    expect(graces.getByText('grace@example.com')).toBeVisible()
    expect(adas.queryByText('grace@example.com')).toBeNull()
  })

  it('shows the next user nothing of the previous one, even if the host keeps previous data', async () => {
    const client = createFakeClient()
    const queryClient = new QueryClient({
      defaultOptions: { queries: { placeholderData: (previous: unknown) => previous } },
    })
    const { rerender } = render(<Settings client={client} queryClient={queryClient} />)
    await screen.findByText('@ada-lovelace')
    const grace = client.backend.switchUser()
    const release = client.backend.hold('list')
    rerender(<Settings client={grace} queryClient={queryClient} />)
    expect(screen.getByText('Loading linked accounts…')).toBeVisible()
    expect(screen.queryByText('@ada-lovelace')).toBeNull()
    release()
    expect(await screen.findByText('grace@example.com')).toBeVisible()
  })
})
