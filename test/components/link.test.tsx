import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { StrictMode } from 'react'
import type { LinkResult } from 'react-linked-accounts'
import { createFakeClient } from 'react-linked-accounts/testing'
import { describe, expect, it, vi } from 'vitest'
import { Settings } from './settings'

describe('a person links an account', () => {
  it('leaves the page for its provider, once, even with a double click', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    render(<Settings client={client} />)
    await user.dblClick(await screen.findByRole('button', { name: 'Link another GitHub account' }))
    const address = new URL(await client.browser.departure())
    expect(address.searchParams.get('connection')).toBe('github')
    expect(client.backend.requests.link).toEqual(['github'])
    expect(client.browser.departures).toHaveLength(1)
  })

  it('sees where they are being taken; meanwhile no other link can start', async () => {
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

  it('comes back with the back button: everything can be pressed again, and the list is new', async () => {
    const client = createFakeClient('empty')
    const user = userEvent.setup()
    render(<Settings client={client} />)
    await user.click(await screen.findByRole('button', { name: 'Link GitHub' }))
    await client.browser.departure()
    client.browser.back()
    const button = await screen.findByRole('button', { name: 'Link GitHub' })
    await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'))
    await waitFor(() => expect(client.backend.requests.list).toHaveLength(2))
  })

  it('is told why where the page could not leave, and can press again', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const onError = vi.fn()
    client.backend.failNext('link', 'network')
    render(<Settings client={client} onError={onError} />)
    const button = await screen.findByRole('button', { name: 'Link another GitHub account' })
    await user.click(button)
    const words = await screen.findByText(/Couldn't start linking your account./)
    expect(words.closest('[role="status"]')).toHaveTextContent('Check your internet connection')
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'network' }))
    await user.click(button)
    await client.browser.departure()
    expect(words).not.toBeInTheDocument()
  })
})

describe('a person comes back from linking an account', () => {
  it.each([
    ['linked', /^GitHub linked/],
    ['unchanged', /because that account is linked to you already/],
    ['cancelled', /because the sign-in was cancelled/],
    ['denied', /because the server does not allow it/],
    ['already_linked', /because that account already belongs to another user/],
    ['wrong_user', /because you came back signed in as someone else/],
    ['missing_transaction', /started in another tab or has been used before/],
    ['expired', /because it took too long/],
    ['failed', /ended with an error/],
  ] as const)('and reads how it ended (%s), next to the list', async (returned, words) => {
    render(<Settings client={createFakeClient({ returned })} />)
    expect(await screen.findByText(words)).toBeVisible()
    expect(await screen.findByText('@ada-lovelace')).toBeVisible()
  })

  it('and reads that it could not be checked, and why, where the list cannot be loaded', async () => {
    render(<Settings client={createFakeClient({ returned: 'unverified' })} />)
    const words = await screen.findByText(/could not check whether it worked/)
    expect(words.parentElement).toHaveTextContent('Too many attempts. Wait a moment and try again.')
    expect(await screen.findByRole('alert')).toHaveTextContent('Couldn't load your linked accounts.')
  })

  it('and dismisses the words, without losing their place', async () => {
    const user = userEvent.setup()
    render(<Settings client={createFakeClient({ returned: 'linked' })} />)
    await user.click(await screen.findByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByText('GitHub linked')).toBeNull()
    expect(screen.getByText('@octocat').closest('li')).toHaveFocus()
  })

  it('and the host is told once, in StrictMode and through a remount', async () => {
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

  it('and the host is told of a link that failed, as a result and not as a linked account', async () => {
    const events = { onLinked: vi.fn(), onLinkResult: vi.fn() }
    render(<Settings client={createFakeClient({ returned: 'already_linked' })} {...events} />)
    await screen.findByText(/already belongs to another user/)
    expect(events.onLinkResult).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ status: 'already_linked' }),
    )
    expect(events.onLinked).not.toHaveBeenCalled()
  })
})
