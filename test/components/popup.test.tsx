import { QueryClient } from '@tanstack/react-query'
import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { LinkAccountButton } from 'react-linked-accounts'
import { captureLinkReturn } from 'react-linked-accounts/core'
import { createFakeClient, type FakeClient, type FakeVisit } from 'react-linked-accounts/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { storeOf } from '../../src/query/store'
import { Settings } from './settings'

const twoButtons = (
  <>
    <LinkAccountButton connection="github" display="popup" />
    <LinkAccountButton connection="google-oauth2" display="popup" />
  </>
)

/** A page on which the user has just pressed a button that links GitHub in a popup. */
async function openPopup(client: FakeClient = createFakeClient()) {
  const user = userEvent.setup()
  client.browser.allowPopups()
  const onEvent = vi.fn()
  const page = render(
    <Settings client={client} onEvent={onEvent}>
      {twoButtons}
    </Settings>,
  )
  const button = screen.getByRole('button', { name: 'Link GitHub' })
  await user.click(button)
  const waiting = await screen.findByText('Waiting for GitHub…')
  const { popup } = client.browser
  if (!popup) throw new Error('No window was opened.')
  const url = await client.browser.departure()
  /** The user signs in in the popup, whose page then reports to this one. */
  const comeBack = async (visit: FakeVisit) => {
    popup.page.arrive(await client.backend.visit({ ...visit, url }))
    act(() => void captureLinkReturn(popup.page))
  }
  const types = () => onEvent.mock.calls.map(([{ type }]) => type)
  return { client, user, page, button, waiting, popup, comeBack, types }
}

afterEach(() => {
  vi.useRealTimers()
})

describe('a link in a popup', () => {
  it('opens an empty window during the click, once, because browsers block any other', async () => {
    const client = createFakeClient()
    client.browser.allowPopups()
    const open = vi.fn(client.browser.openPopup)
    const startLink = vi.fn(() => new Promise<never>(() => {}))
    const browser = { ...client.browser, openPopup: open }
    render(
      <Settings client={{ ...client, startLink }} browser={browser}>
        <LinkAccountButton connection="github" display="popup" />
      </Settings>,
    )
    const button = screen.getByRole('button', { name: 'Link GitHub' })
    await storeOf(new QueryClient(), client, browser).links.preload()
    // A task that was queued before the click runs after the click has been handled.
    const nextTask = new Promise((resolve) => setTimeout(resolve, 0))
    button.click()
    button.click()
    await nextTask
    expect(open).toHaveBeenCalledOnce()
    await waitFor(() => expect(startLink).toHaveBeenCalledOnce())
    expect(client.browser.departures).toEqual([])
    expect(button).toHaveAttribute('aria-disabled', 'true')
  })

  it('that the browser blocks continues in the page', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    render(<Settings client={client}>{twoButtons}</Settings>)
    await user.click(screen.getByRole('button', { name: 'Link GitHub' }))
    expect(new URL(await client.browser.departure()).searchParams.get('connection')).toBe('github')
    expect(client.browser.popup).toBeNull()
    expect(screen.getByRole('button', { name: 'Redirecting to GitHub…' })).toBeVisible()
  })

  it('that cannot start closes the window, and the button says why', async () => {
    const client = createFakeClient({ link: 'network' })
    const user = userEvent.setup()
    client.browser.allowPopups()
    render(<Settings client={client}>{twoButtons}</Settings>)
    await user.click(screen.getByRole('button', { name: 'Link GitHub' }))
    expect(await screen.findByText(/^Couldn't start linking your account\./)).toBeVisible()
    expect(client.browser.popup?.isOpen).toBe(false)
    expect(screen.getByRole('button', { name: 'Link GitHub' })).not.toHaveAttribute('aria-disabled')
  })

  it('is the page by default: no window is opened', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    client.browser.allowPopups()
    render(<Settings client={client} />)
    await user.click(await screen.findByRole('button', { name: 'Link another GitHub account' }))
    await client.browser.departure()
    expect(client.browser.popup).toBeNull()
  })

  it('ends with its result at the button, and the window closes', async () => {
    const { popup, comeBack, types, waiting } = await openPopup()
    await comeBack({ account: 'cancel' })
    const told = await screen.findByRole('group', { name: "GitHub wasn't linked" })
    expect(told).toHaveFocus()
    expect(waiting).not.toBeInTheDocument()
    await waitFor(() => expect(popup.page.isClosed).toBe(true))
    expect(types()).toEqual(['link_started', 'link_returned', 'link_failed'])
  })
})

describe('a page that is waiting for a popup', () => {
  it('H14: says so, can cancel, and brings the window to the front from the same button', async () => {
    const { client, user, button, popup, waiting } = await openPopup()
    const focus = vi.spyOn(popup, 'focus')
    expect(waiting.closest('[role="status"]')).not.toBeNull()
    expect(button).not.toHaveAttribute('aria-disabled')
    expect(button).toHaveAttribute('data-pending', 'true')
    await user.click(button)
    expect(focus).toHaveBeenCalledOnce()
    expect(client.backend.requests.link).toEqual(['github'])
    expect(screen.getByRole('button', { name: 'Cancel linking GitHub' })).toBeVisible()
  })

  it('H14: lets the user link another account in the meantime', async () => {
    const { client, user } = await openPopup()
    await user.click(screen.getByRole('button', { name: 'Link Google' }))
    const url = new URL(await client.browser.departure())
    expect(url.searchParams.get('connection')).toBe('google-oauth2')
    expect(await screen.findByText('Waiting for Google…')).toBeVisible()
  })

  it('T4: is canceled only by its own button: the window closes, and the focus moves to the link button', async () => {
    const { user, button, popup, waiting, types } = await openPopup()
    await user.click(screen.getByRole('button', { name: 'Cancel linking GitHub' }))
    const told = await screen.findByRole('group', { name: "GitHub wasn't linked" })
    expect(within(told).getByText(/Sign-in was canceled\./)).toBeVisible()
    expect(waiting).not.toBeInTheDocument()
    expect(popup.isOpen).toBe(false)
    expect(button).not.toHaveAttribute('data-pending')
    expect(types()).toEqual(['link_started', 'link_returned', 'link_failed'])
  })

  it('T4: does not take a window that looks closed for a result, and accepts its late report', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const { client, popup, comeBack, types, waiting } = await openPopup()
    const lists = client.backend.requests.list.length
    // As with a provider that isolates its page: the window is open, but looks closed to this page.
    popup.isOpen = false
    await act(() => vi.advanceTimersByTimeAsync(60_000))
    expect(waiting).toBeVisible()
    expect(types()).toEqual(['link_started'])
    // The list is requested once, not repeatedly.
    expect(client.backend.requests.list).toHaveLength(lists + 1)

    await comeBack({ account: 'new' })
    await waitFor(() => expect(types()).toEqual(['link_started', 'link_returned', 'linked']))
    expect(waiting).not.toBeInTheDocument()
    expect(client.backend.identities()).toHaveLength(4)
  })

  it('T4: finds in the list, on focus, an account that was linked without a report', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const { client, popup, types, waiting } = await openPopup()
    popup.isOpen = false
    await act(() => vi.advanceTimersByTimeAsync(1_000))
    await client.backend.visit({ account: 'new', url: client.browser.departures[0] })
    expect(waiting).toBeVisible()
    act(() => client.browser.fire('focus'))
    await waitFor(() => expect(types()).toEqual(['link_started', 'link_returned', 'linked']))
    expect(waiting).not.toBeInTheDocument()
  })

  it('T4: says after ten minutes that it took too long', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const { waiting } = await openPopup()
    await act(() => vi.advanceTimersByTimeAsync(10 * 60_000 + 12_000))
    expect(await screen.findByRole('group', { name: "We couldn't tell how linking ended" })).toBeVisible()
    expect(waiting).not.toBeInTheDocument()
  })

  it('T4: keeps waiting when the section remounts', async () => {
    const { client, page, comeBack } = await openPopup()
    page.unmount()
    const onLinked = vi.fn()
    render(
      <Settings client={client} onLinked={onLinked}>
        {twoButtons}
      </Settings>,
    )
    expect(await screen.findByText('Waiting for GitHub…')).toBeVisible()
    await comeBack({ account: 'new' })
    await waitFor(() => expect(onLinked).toHaveBeenCalledOnce())
  })
})

it('T21: the page in the popup neither requests a list nor finishes the link', async () => {
  const client = createFakeClient()
  const user = userEvent.setup()
  client.browser.allowPopups()
  render(<Settings client={client}>{twoButtons}</Settings>)
  await user.click(screen.getByRole('button', { name: 'Link GitHub' }))
  await screen.findByText('Waiting for GitHub…')
  const lists = client.backend.requests.list.length
  const page = client.browser.popup?.page as FakeClient['browser']
  page.arrive(await client.backend.visit({ account: 'new' }))
  const inPopup = render(<Settings client={client} browser={page} />)
  await waitFor(() => expect(page.isClosed).toBe(true))
  inPopup.unmount()
  // The opener's page determined the result with one list; the popup requested none.
  await waitFor(() => expect(client.backend.requests.list).toHaveLength(lists + 1))
})
