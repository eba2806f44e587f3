import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createFakeClient } from 'react-linked-accounts/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Settings } from './settings'

const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }
const tryAgain = { name: 'Try again to unlink GitHub account @ada-lovelace' }
const announcer = () => document.querySelector('[data-slot="announcer"]')

describe('the answer to an unlink is lost, and the list does not come either', () => {
  it('says that it is not known, claims nothing, and sends nothing by itself', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const onUnlinked = vi.fn()
    render(<Settings client={client} confirm="none" onUnlinked={onUnlinked} />)
    const unlink = await screen.findByRole('button', unlinkGitHub)
    client.backend.failNext('unlink', 'network')
    const mend = client.backend.fail('list', 'network')
    await user.click(unlink)
    const words = await screen.findByText('We do not know whether GitHub account @ada-lovelace unlinked.', {
      selector: 'strong',
    })
    expect(words.parentElement).toHaveTextContent('The answer was lost, and the list could not be loaded')
    expect(announcer()).toHaveTextContent('We do not know whether GitHub account @ada-lovelace unlinked.')
    expect(await screen.findByText(/This list might be out of date/)).toBeVisible()
    expect(screen.queryByText(/^Couldn't unlink/)).toBeNull()
    expect(onUnlinked).not.toHaveBeenCalled()
    expect(client.backend.requests.unlink).toEqual(['github|1815'])
    mend()
  })

  it('lets the person load the list: it shows what has happened', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    render(<Settings client={client} confirm="none" />)
    const unlink = await screen.findByRole('button', unlinkGitHub)
    client.backend.failNext('unlink', 'timeout')
    const mend = client.backend.fail('list', 'network')
    await user.click(unlink)
    const stale = (await screen.findByText(/This list might be out of date/)).closest('[role="status"]')
    client.backend.remove('github|1815')
    mend()
    await user.click(within(stale as HTMLElement).getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(screen.queryByText('@ada-lovelace')).toBeNull())
    expect(screen.queryByText(/We do not know/, { selector: 'strong' })).toBeNull()
    expect(client.backend.requests.unlink).toHaveLength(1)
  })
})

describe('the server fails', () => {
  it('brings the row back with words, and the person can try again from there', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    client.backend.failNext('unlink', 'server_error')
    render(<Settings client={client} confirm="dialog" />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Unlink' }))
    await screen.findByText(/Something went wrong on our end./)
    await user.click(screen.getByRole('button', tryAgain))
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(screen.getByText('ada.lovelace@gmail.example').closest('li')).toHaveFocus()
    expect(client.backend.requests.unlink).toEqual(['github|1815', 'github|1815'])
  })
})

describe('the server wants to be left in peace for half a minute', () => {
  beforeEach(() => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  const later = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1000))
  const secondsLeft = () =>
    Number(/You can try again in (\d+) s\./.exec(document.body.textContent ?? '')?.[1])

  it('counts down, holds the button back, and sends again only when the person asks', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    client.backend.failNext('unlink', 'rate_limited')
    render(<Settings client={client} confirm="none" />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await screen.findByText(/Too many attempts. Wait a moment and try again./)
    const retry = screen.getByRole('button', tryAgain)
    const before = secondsLeft()
    expect(before).toBeGreaterThan(20)
    expect(retry).toHaveAttribute('aria-disabled', 'true')
    await user.click(retry)
    await later(10)
    expect(secondsLeft()).toBeLessThanOrEqual(before - 10)
    expect(client.backend.requests.unlink).toHaveLength(1)

    await later(20)
    expect(screen.queryByText(/You can try again in/)).toBeNull()
    expect(retry).not.toHaveAttribute('aria-disabled')
    await later(60)
    expect(client.backend.requests.unlink).toHaveLength(1)
    await user.click(retry)
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(client.backend.requests.unlink).toHaveLength(2)
  })

  it('counts down for the list, too', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    client.backend.failNext('list', 'rate_limited')
    render(<Settings client={client} />)
    const retry = await screen.findByRole('button', { name: 'Try again' })
    await user.click(retry)
    expect(secondsLeft()).toBeGreaterThan(20)
    await later(30)
    expect(client.backend.requests.list).toHaveLength(1)
    await user.click(retry)
    expect(await screen.findByText('@ada-lovelace')).toBeVisible()
    expect(client.backend.requests.list).toHaveLength(2)
  })
})
