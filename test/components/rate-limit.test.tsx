import { QueryClient } from '@tanstack/react-query'
import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createFakeClient } from 'react-linked-accounts/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Settings } from './settings'

const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }
const unlinkGoogle = { name: 'Unlink Google account ada.lovelace@gmail.example' }
const tryAgain = { name: 'Try again to unlink GitHub account @ada-lovelace' }
const linkGitHub = { name: 'Link another GitHub account' }

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
})
afterEach(() => {
  vi.useRealTimers()
})
const later = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1000))
const secondsLeft = () => Number(/Try again in (\d+)s/.exec(document.body.textContent ?? '')?.[1])

describe('a server that asks to wait for half a minute', () => {
  it('T14: after an unlink gets no request: not for the list, not for the row, not for another row', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    client.backend.failNext('unlink', 'rate_limited')
    render(<Settings client={client} confirm="none" />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    const words = await screen.findByText(/^Couldn't unlink\./)
    expect(words.parentElement).toHaveTextContent('Too many attempts. Wait a moment and try again.')
    const retry = screen.getByRole('button', { name: /^Try again in \d+s$/ })
    const before = secondsLeft()
    expect(before).toBeGreaterThan(20)
    expect(retry).toHaveAttribute('aria-disabled', 'true')
    await user.click(retry)
    await user.click(screen.getByRole('button', unlinkGitHub))
    await user.click(screen.getByRole('button', unlinkGoogle))
    await waitFor(() => expect(screen.getAllByText(/^Couldn't unlink\./)).toHaveLength(2))
    await later(10)
    expect(secondsLeft()).toBeLessThanOrEqual(before - 10)
    expect(client.backend.requests.unlink).toHaveLength(1)
    expect(client.backend.requests.list).toHaveLength(1)
  })

  it('T14: after an unlink gets the next request only when the user tries again', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    client.backend.failNext('unlink', 'rate_limited')
    render(<Settings client={client} confirm="none" />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await screen.findByRole('button', { name: /^Try again in/ })
    await later(30)
    const retry = screen.getByRole('button', tryAgain)
    expect(screen.queryByText(/Try again in/)).toBeNull()
    expect(retry).not.toHaveAttribute('aria-disabled')
    await later(60)
    expect(client.backend.requests.unlink).toHaveLength(1)
    await user.click(retry)
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(client.backend.requests.unlink).toHaveLength(2)
  })

  it('T14: after an unlink gets no link; the button says how long to wait, and no window opens', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    client.browser.allowPopups()
    client.backend.failNext('unlink', 'rate_limited')
    render(<Settings client={client} confirm="none" />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await screen.findByRole('button', { name: /^Try again in/ })
    await user.click(screen.getByRole('button', linkGitHub))
    const words = await screen.findByText(/^Couldn't start linking your account\./)
    expect(words.closest('[data-slot="failure"]')).toHaveTextContent(/Try again in \d+s/)
    expect(client.backend.requests).toMatchObject({ link: [] })
    expect(client.backend.requests.list).toHaveLength(1)
    expect(client.browser.popup).toBeNull()
    await later(30)
    await user.click(screen.getByRole('button', linkGitHub))
    await client.browser.departure()
    expect(client.backend.requests.link).toEqual(['github'])
  })

  it('T14: after a list gets no request: not on focus, not on a refetch, not on a remount', async () => {
    const client = createFakeClient()
    const queryClient = new QueryClient()
    const user = userEvent.setup()
    client.backend.failNext('list', 'rate_limited')
    const page = (children?: string) => (
      <Settings client={client} queryClient={queryClient}>
        {children}
      </Settings>
    )
    const { rerender } = render(page())
    const retry = await screen.findByRole('button', { name: /^Try again in/ })
    expect(secondsLeft()).toBeGreaterThan(20)
    await user.click(retry)
    act(() => void window.dispatchEvent(new Event('visibilitychange')))
    await act(() => queryClient.refetchQueries())
    rerender(page('Elsewhere'))
    rerender(page())
    await later(10)
    expect(await screen.findByText("Couldn't load your linked accounts.")).toBeVisible()
    expect(secondsLeft()).toBeLessThanOrEqual(20)
    expect(client.backend.requests.list).toHaveLength(1)
    await later(20)
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('@ada-lovelace')).toBeVisible()
    await waitFor(() => expect(client.backend.requests.list).toHaveLength(2))
  })

  it('counts a long wait in minutes', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    client.backend.failNext('unlink', 'rate_limited', { retryAfter: 70 })
    render(<Settings client={client} confirm="none" />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await screen.findByRole('button', { name: 'Try again in 2 min' })
    await later(20)
    await screen.findByRole('button', { name: /^Try again in \d+s$/ })
  })
})
