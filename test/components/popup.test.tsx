import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { LinkAccountButton, type LinkRequest } from 'react-linked-accounts'
import { createFakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Settings } from './settings'

/** A window as `window.open` gives it. */
const openWindow = () => ({ closed: false, close: vi.fn(), location: { replace: vi.fn() } })

afterEach(() => {
  vi.restoreAllMocks()
})

describe('a person links an account in a window beside the page', () => {
  it('which is opened in the click itself, and empty: browsers block any other', async () => {
    const client = createFakeClient()
    const startLink = vi.fn((_request: LinkRequest) => new Promise<void>(() => {}))
    const open = vi.spyOn(window, 'open').mockReturnValue(openWindow() as unknown as Window)
    render(
      <Settings client={{ ...client, startLink }}>
        <LinkAccountButton connection="github" display="popup" />
      </Settings>,
    )
    const button = screen.getByRole('button', { name: 'Link GitHub' })
    button.click()
    expect(open).toHaveBeenCalledExactlyOnceWith('about:blank', expect.any(String), expect.any(String))
    button.click()
    expect(open).toHaveBeenCalledOnce()
    await waitFor(() => expect(startLink).toHaveBeenCalledOnce())
    expect(startLink.mock.calls[0]?.[0].popup).toBeDefined()
    expect(await screen.findByRole('button', { name: 'Redirecting to GitHub…' })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
  })

  it('and the browser blocks it: the page itself leaves', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const open = vi.spyOn(window, 'open').mockReturnValue(null)
    render(
      <Settings client={client}>
        <LinkAccountButton connection="github" display="popup" />
      </Settings>,
    )
    await user.click(screen.getByRole('button', { name: 'Link GitHub' }))
    expect(new URL(await client.browser.departure()).searchParams.get('connection')).toBe('github')
    expect(open).toHaveBeenCalledOnce()
  })

  it('and the link cannot start: the window closes, and the button says why', async () => {
    const client = createFakeClient({ link: 'network' })
    const user = userEvent.setup()
    const popup = openWindow()
    vi.spyOn(window, 'open').mockReturnValue(popup as unknown as Window)
    render(
      <Settings client={client}>
        <LinkAccountButton connection="github" display="popup" />
      </Settings>,
    )
    await user.click(screen.getByRole('button', { name: 'Link GitHub' }))
    expect(await screen.findByText(/Couldn't start linking your account./)).toBeVisible()
    expect(popup.close).toHaveBeenCalledOnce()
    expect(screen.getByRole('button', { name: 'Link GitHub' })).not.toHaveAttribute('aria-disabled')
  })

  it('and by default in the page itself: no window is opened', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const open = vi.spyOn(window, 'open')
    render(<Settings client={client} />)
    await user.click(await screen.findByRole('button', { name: 'Link another GitHub account' }))
    await client.browser.departure()
    expect(open).not.toHaveBeenCalled()
  })
})

describe('a host’s link button', () => {
  it('asks the provider for more, on behalf of an account that is linked already', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const startLink = vi.fn((_request: LinkRequest) => new Promise<void>(() => {}))
    const identity = fakeIdentity({ accountId: '1815', profile: { username: 'ada-lovelace' } })
    const request = {
      connection: 'github',
      identity,
      scope: 'openid',
      connectionScope: 'repo read:org',
      prompt: 'consent',
      loginHint: 'ada-lovelace',
      returnTo: '/account/github',
    }
    render(
      <Settings client={{ ...client, startLink }}>
        <LinkAccountButton {...request}>Let us see your repositories</LinkAccountButton>
      </Settings>,
    )
    const button = screen.getByRole('button', { name: 'Let us see your repositories' })
    expect(button.getAttributeNames()).not.toContain('scope')
    await user.click(button)
    await waitFor(() => expect(startLink).toHaveBeenCalledOnce())
    expect(startLink.mock.calls[0]?.[0]).toMatchObject(request)
  })
})
