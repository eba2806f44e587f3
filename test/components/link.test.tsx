import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { StrictMode } from 'react'
import { LinkAccountButton, type LinkResult } from 'react-linked-accounts'
import { createFakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { describe, expect, it, vi } from 'vitest'
import { Settings } from './settings'

describe('a link', () => {
  it('leaves the page for the provider once, even on a double click', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    render(<Settings client={client} />)
    await user.dblClick(await screen.findByRole('button', { name: 'Link another GitHub account' }))
    const address = new URL(await client.browser.departure())
    expect(address.searchParams.get('connection')).toBe('github')
    expect(client.backend.requests.link).toEqual(['github'])
    expect(client.browser.departures).toHaveLength(1)
  })

  it('says where the user is redirected to, and no other link can start in the meantime', async () => {
    const client = createFakeClient('empty')
    const user = userEvent.setup()
    render(<Settings client={client} />)
    await user.click(await screen.findByRole('button', { name: 'Link GitHub' }))
    expect(await screen.findByRole('button', { name: 'Redirecting to GitHub…' })).toHaveFocus()
    const other = screen.getByRole('button', { name: 'Link Google' })
    expect(other).toHaveAttribute('aria-disabled', 'true')
    await user.click(other)
    expect(client.backend.requests.link).toEqual(['github'])
  })

  it('T9: that returns, or never left the page, leaves the buttons usable and refreshes the list', async () => {
    const client = createFakeClient('empty')
    let stay = () => {}
    const redirect = vi.fn(() => new Promise<void>((resolve) => (stay = resolve)))
    const user = userEvent.setup()
    render(<Settings client={client} browser={{ ...client.browser, redirect }} />)
    const button = await screen.findByRole('button', { name: 'Link GitHub' })
    await user.click(button)
    await waitFor(() => expect(redirect).toHaveBeenCalledOnce())
    expect(button).toHaveAttribute('aria-disabled', 'true')
    stay()
    await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'))
    expect(button).toHaveTextContent('Link GitHub')
    await waitFor(() => expect(client.backend.requests.list).toHaveLength(2))
    await user.click(button)
    await waitFor(() => expect(redirect).toHaveBeenCalledTimes(2))
  })

  it('that could not start says why, and can be started again', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const onError = vi.fn()
    client.backend.failNext('link', 'network')
    render(<Settings client={client} onError={onError} />)
    const button = await screen.findByRole('button', { name: 'Link another GitHub account' })
    await user.click(button)
    const words = await screen.findByText(/^Couldn't start linking your account\./)
    expect(words.closest('[role="status"]')).toHaveTextContent('Check your internet connection')
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'network' }))
    await user.click(button)
    await client.browser.departure()
    expect(words).not.toBeInTheDocument()
  })

  it('is sent with all the options of the host’s button', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const startLink = vi.fn(client.startLink)
    const reconnect = fakeIdentity({ accountId: '1815', profile: { username: 'ada-lovelace' } })
    const request = {
      connection: 'github',
      reconnect,
      scopes: ['repo', 'read:org'],
      prompt: 'consent',
      loginHint: 'ada-lovelace',
      returnTo: '/account/github',
    }
    render(
      <Settings client={{ ...client, startLink }}>
        <LinkAccountButton {...request}>Show your repositories</LinkAccountButton>
      </Settings>,
    )
    const button = screen.getByRole('button', { name: 'Show your repositories' })
    for (const name of ['scopes', 'prompt', 'reconnect']) expect(button).not.toHaveAttribute(name)
    await user.click(button)
    await client.browser.departure()
    expect(startLink.mock.calls[0]?.[0]).toMatchObject(request)
  })
})

describe('a page that comes back from a link', () => {
  it.each([
    ['linked', /You can now sign in with @octocat\./],
    ['unchanged', /might already be linked, or you might have been signed in as someone else/],
    ['cancelled', /Sign-in was canceled\./],
    ['denied', /You don't have permission to link this account\./],
    ['already_linked', /That account is linked to another user\./],
    ['wrong_user', /You're now signed in as someone else\./],
    ['missing_transaction', /Check the list, then try again\./],
    ['expired', /It took too long\./],
    ['failed', /The provider returned an error\./],
  ] as const)('says how it ended (%s), next to the list', async (returned, words) => {
    render(<Settings client={createFakeClient({ returned })} />)
    expect(await screen.findByText(words)).toBeVisible()
    expect(await screen.findByText('@ada-lovelace')).toBeVisible()
  })

  it('says that it could not be confirmed, and why, if the list cannot be loaded', async () => {
    render(<Settings client={createFakeClient({ returned: 'unverified' })} />)
    const words = await screen.findByText("We couldn't confirm that your account was linked")
    expect(words.parentElement).toHaveTextContent('Too many attempts. Wait a moment and try again.')
    expect(await screen.findByRole('alert')).toHaveTextContent("Couldn't load your linked accounts.")
  })

  it('keeps the focus in place when the user dismisses the result', async () => {
    const user = userEvent.setup()
    render(<Settings client={createFakeClient({ returned: 'linked' })} />)
    await user.click(await screen.findByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByText('GitHub linked')).toBeNull()
    expect(screen.getByRole('heading', { name: 'Linked accounts' })).toHaveFocus()
  })

  it('reports the result to the host once, in StrictMode and after a remount', async () => {
    const client = createFakeClient({ returned: 'linked' })
    const events = { onLinked: vi.fn(), onLinkResult: vi.fn<(result: LinkResult) => void>() }
    const page = (key: string) => (
      <StrictMode>
        <Settings key={key} client={client} {...events} />
      </StrictMode>
    )
    const { rerender } = render(page('first'))
    await screen.findByText('GitHub linked')
    rerender(page('second'))
    await screen.findByText('GitHub linked')
    expect(events.onLinkResult).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ status: 'linked' }))
    expect(events.onLinked).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ profile: { name: 'The Octocat', username: 'octocat' } }),
    )
  })

  it('reports a failed link to the host as a result, not as a linked account', async () => {
    const events = { onLinked: vi.fn(), onLinkResult: vi.fn() }
    render(<Settings client={createFakeClient({ returned: 'already_linked' })} {...events} />)
    await screen.findByText(/That account is linked to another user\./)
    expect(events.onLinkResult).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ status: 'already_linked' }),
    )
    expect(events.onLinked).not.toHaveBeenCalled()
  })
})
