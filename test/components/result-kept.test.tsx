import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { StrictMode } from 'react'
import { LinkAccountButton, LinkedAccounts } from 'react-linked-accounts'
import { createFakeClient, scenarios } from 'react-linked-accounts/testing'
import { describe, expect, it, vi } from 'vitest'
import { hostsQueryClient, Settings } from './settings'

const [, , github] = scenarios.default.identities

describe('V4: a host that remounts its app after the return', () => {
  it('keeps the result, requests the list once, reports once, and dismisses for good', async () => {
    const client = createFakeClient({ returned: 'linked' })
    const user = userEvent.setup()
    const onLinkResult = vi.fn()
    const app = (key: string) => (
      <StrictMode>
        <Settings key={key} client={client} onLinkResult={onLinkResult} />
      </StrictMode>
    )
    const { rerender } = render(app('signing in'))
    // Signed out and in again, before the list has come.
    rerender(app('signed in'))
    await screen.findByRole('group', { name: 'GitHub linked' })
    rerender(app('signed in again'))
    const told = await screen.findByRole('group', { name: 'GitHub linked' })
    expect(onLinkResult).toHaveBeenCalledOnce()
    await user.click(within(told).getByRole('button', { name: 'Dismiss' }))
    rerender(app('once more'))
    await screen.findByText('@octocat')
    expect(screen.queryByText('GitHub linked')).toBeNull()
    expect(onLinkResult).toHaveBeenCalledOnce()
  })

  it('completes the link once, even if the first app is removed before it is completed', async () => {
    const client = createFakeClient({ returned: 'linked' })
    let complete = () => {}
    const finishLink = vi.fn(() => new Promise<void>((resolve) => (complete = resolve)))
    const app = (key: string) => <Settings key={key} client={{ ...client, finishLink }} />
    const { rerender } = render(app('first'))
    await waitFor(() => expect(finishLink).toHaveBeenCalledOnce())
    rerender(app('second'))
    complete()
    expect(await screen.findByRole('group', { name: 'GitHub linked' })).toBeVisible()
    expect(finishLink).toHaveBeenCalledOnce()
  })

  it('T12: completes nothing twice after a reload in between: the list determines the result', async () => {
    const client = createFakeClient({ returned: 'linked' })
    const finishLink = vi.fn(() => new Promise<void>(() => {}))
    const onLinked = vi.fn()
    const before = render(<Settings client={{ ...client, finishLink }} />)
    await waitFor(() => expect(finishLink).toHaveBeenCalledOnce())
    before.unmount()
    render(
      <Settings client={{ ...client, finishLink }} browser={client.browser.reload()} onLinked={onLinked} />,
    )
    expect(await screen.findByRole('group', { name: 'GitHub linked' })).toBeVisible()
    expect(finishLink).toHaveBeenCalledOnce()
    expect(onLinked).toHaveBeenCalledOnce()
  })
})

describe('a result that a later list changes', () => {
  it('T5: unverified becomes linked, and is reported to the host', async () => {
    const client = createFakeClient({ returned: 'linked' })
    const queryClient = hostsQueryClient()
    const onEvent = vi.fn()
    const restore = client.backend.fail('list', 'forbidden')
    render(<Settings client={client} queryClient={queryClient} onEvent={onEvent} />)
    await screen.findByText("We couldn't confirm that your account was linked")
    restore()
    await act(() => queryClient.refetchQueries())
    expect(await screen.findByRole('group', { name: 'GitHub linked' })).toBeVisible()
    expect(screen.queryByText("We couldn't confirm that your account was linked")).toBeNull()
    expect(onEvent.mock.calls.map(([{ type }]) => type)).toEqual([
      'link_returned',
      'link_failed',
      'list_failed',
      'link_returned',
      'linked',
    ])
  })

  it('T5: unchanged becomes linked, if the list has lagged for more than a second', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const queryClient = hostsQueryClient()
    const onLinked = vi.fn()
    const before = render(<Settings client={client} />)
    await user.click(await screen.findByRole('button', { name: 'Link another GitHub account' }))
    await client.browser.departure()
    before.unmount()
    client.backend.lag(2)
    const url = await client.backend.visit({ account: 'new', url: client.browser.departures[0] })
    render(
      <Settings
        client={client}
        browser={client.browser.reload(url)}
        queryClient={queryClient}
        onLinked={onLinked}
      />,
    )
    await screen.findByRole('group', { name: 'No account was linked' })
    expect(onLinked).not.toHaveBeenCalled()
    await act(() => queryClient.refetchQueries())
    expect(await screen.findByRole('group', { name: 'GitHub linked' })).toBeVisible()
    expect(onLinked).toHaveBeenCalledOnce()
  })
})

describe('T15: another attempt at a link', () => {
  const request = {
    connection: 'github',
    reconnect: github,
    scopes: ['repo'],
    prompt: 'consent',
    loginHint: 'ada',
    returnTo: '/account/github',
    display: 'popup',
  } as const

  it('by "Try again" keeps the request', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const startLink = vi.fn(client.startLink)
    const page = (children: React.ReactNode) => (
      <Settings client={{ ...client, startLink }} connections={[]}>
        {children}
      </Settings>
    )
    client.browser.allowPopups()
    const { rerender } = render(page(<LinkAccountButton {...request}>More</LinkAccountButton>))
    await user.click(screen.getByRole('button', { name: 'More' }))
    await user.click(await screen.findByRole('button', { name: 'Cancel linking GitHub' }))
    rerender(page(<LinkedAccounts />))
    const first = client.browser.popup
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(startLink).toHaveBeenCalledTimes(2))
    expect(startLink.mock.calls[1]?.[0]).toMatchObject(request)
    expect(client.browser.popup).not.toBe(first)
  })

  it('by "Continue" after a step-up keeps the request', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const startLink = vi.fn(client.startLink)
    const leave = vi.fn(() => new Promise<void>(() => {}))
    const before = render(
      <Settings client={client} reauthenticate={leave}>
        <LinkAccountButton {...request}>More</LinkAccountButton>
      </Settings>,
    )
    await user.click(screen.getByRole('button', { name: 'More' }))
    await waitFor(() => expect(leave).toHaveBeenCalledOnce())
    before.unmount()
    const browser = client.browser.reload()
    browser.allowPopups()
    render(<Settings client={{ ...client, startLink }} browser={browser} />)
    await user.click(await screen.findByRole('button', { name: 'Continue' }))
    await waitFor(() => expect(startLink).toHaveBeenCalledOnce())
    expect(startLink.mock.calls[0]?.[0]).toMatchObject(request)
    expect(browser.popup).not.toBeNull()
  })
})

it('T22: an account that was linked before is not called "linked again", only "is linked"', async () => {
  render(<Settings client={createFakeClient({ returned: 'reconnected' })} />)
  const told = await screen.findByRole('group', { name: 'GitHub account @ada-lovelace is linked' })
  expect(told).toHaveTextContent('Sign-in at GitHub finished without an error.')
  expect(told).not.toHaveTextContent(/again|reconnected/)
})
