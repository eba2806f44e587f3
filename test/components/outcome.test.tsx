import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createFakeClient } from 'react-linked-accounts/testing'
import { describe, expect, it, vi } from 'vitest'
import { Settings } from './settings'

const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }
const tryAgain = { name: 'Try again to unlink GitHub account @ada-lovelace' }
const UNKNOWN = "We couldn't confirm whether GitHub account @ada-lovelace was unlinked."
const FAILED = "Couldn't unlink GitHub account @ada-lovelace. It's still linked."
/** The same in the row, which already names the account. */
const UNKNOWN_HERE = /^We couldn't confirm whether this account was unlinked\./
const FAILED_HERE = /^Couldn't unlink\./

describe('an unlink whose response is lost', () => {
  it('is shown as done if the server has unlinked', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    client.backend.failNext('unlink', 'network', { afterEffect: true })
    render(<Settings confirm="none" client={client} />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(screen.queryByText('@ada-lovelace')).toBeNull()
    expect(client.backend.requests.unlink).toHaveLength(1)
  })

  it.each(['network', 'timeout'] as const)(
    'comes back with words if the server has not acted (%s); nothing is sent again',
    async (failure) => {
      const client = createFakeClient({ unlink: failure })
      const user = userEvent.setup()
      render(<Settings confirm="none" client={client} />)
      await user.click(await screen.findByRole('button', unlinkGitHub))
      await screen.findByText(FAILED_HERE)
      expect(screen.getByText('@ada-lovelace')).toBeVisible()
      // A list can lag, so a list that still includes the account is requested once more.
      expect(client.backend.requests.list).toHaveLength(3)
      expect(client.backend.requests.unlink).toHaveLength(1)
    },
  )

  it('claims nothing if the list does not load either, and sends nothing on its own', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const onUnlinked = vi.fn()
    render(<Settings client={client} confirm="none" onUnlinked={onUnlinked} />)
    const unlink = await screen.findByRole('button', unlinkGitHub)
    client.backend.failNext('unlink', 'network')
    client.backend.fail('list', 'forbidden')
    await user.click(unlink)
    const words = await screen.findByText(UNKNOWN_HERE)
    expect(words.parentElement).toHaveTextContent('Reload the page to check.')
    expect(screen.getByRole('log')).toHaveTextContent(UNKNOWN)
    expect(await screen.findByText(/This list might be out of date/)).toBeVisible()
    expect(screen.queryByText(FAILED)).toBeNull()
    expect(onUnlinked).not.toHaveBeenCalled()
    expect(client.backend.requests.unlink).toEqual(['github|1815'])
  })

  it('is settled by a list that the user loads later', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    render(<Settings client={client} confirm="none" />)
    const unlink = await screen.findByRole('button', unlinkGitHub)
    client.backend.failNext('unlink', 'timeout', { afterEffect: true })
    const restore = client.backend.fail('list', 'forbidden')
    await user.click(unlink)
    await screen.findByText(UNKNOWN_HERE)
    const stale = screen.getByText(/This list might be out of date/).closest('[role="status"]')
    restore()
    await user.click(within(stale as HTMLElement).getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(screen.queryByText('@ada-lovelace')).toBeNull())
    expect(screen.queryByText(UNKNOWN_HERE)).toBeNull()
    expect(client.backend.requests.unlink).toHaveLength(1)
  })
})

describe('an unlink that fails on the server', () => {
  it('T7: is done if the list shows so, and nothing is reported as failed', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const onEvent = vi.fn()
    client.backend.failNext('unlink', 'server_error', { afterEffect: true })
    render(<Settings client={client} confirm="none" onEvent={onEvent} />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(onEvent.mock.calls.map(([{ type }]) => type)).toEqual(['unlink_requested', 'unlinked'])
    expect(client.backend.requests.unlink).toHaveLength(1)
  })

  it('brings the row back with the error, and can be tried again there without the dialog', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    client.backend.failNext('unlink', 'server_error')
    render(<Settings client={client} confirm="dialog" />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Unlink' }))
    const words = await screen.findByText(FAILED_HERE)
    expect(words.parentElement).toHaveTextContent('Something went wrong on our end.')
    await user.click(screen.getByRole('button', tryAgain))
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(screen.queryByRole('alertdialog')).toBeNull()
    expect(screen.getByText('ada.lovelace@gmail.example').closest('li')).toHaveFocus()
    expect(client.backend.requests.unlink).toEqual(['github|1815', 'github|1815'])
  })
})

describe('an unlink that the server confirms', () => {
  it('T8: but has not done: the row comes back with a message, and nothing is reported as unlinked', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const onEvent = vi.fn()
    client.backend.ignoreNext('unlink')
    render(<Settings client={client} confirm="none" onEvent={onEvent} />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    const words = await screen.findByText(UNKNOWN_HERE)
    expect(words.closest('li')).toContainElement(screen.getByText('@ada-lovelace'))
    expect(screen.queryByText('GitHub account @ada-lovelace unlinked.')).toBeNull()
    expect(onEvent.mock.calls.map(([{ type }]) => type)).toEqual(['unlink_requested', 'unlink_failed'])
    expect(client.backend.requests.unlink).toHaveLength(1)
  })

  it('T8: and whose list lags by one request: done, and the row never comes back', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    render(<Settings client={client} confirm="none" />)
    const unlink = await screen.findByRole('button', unlinkGitHub)
    client.backend.lag()
    await user.click(unlink)
    const row = vi.fn()
    const watch = new MutationObserver(() => screen.queryByText('@ada-lovelace') && row())
    watch.observe(document.body, { childList: true, subtree: true })
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    watch.disconnect()
    expect(row).not.toHaveBeenCalled()
    expect(client.backend.requests.list).toHaveLength(3)
  })

  it('and whose list does not load: done, and the list says that it might be out of date', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    render(<Settings client={client} confirm="none" />)
    const unlink = await screen.findByRole('button', unlinkGitHub)
    client.backend.fail('list', 'forbidden')
    await user.click(unlink)
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(screen.queryByText('@ada-lovelace')).toBeNull()
    expect(await screen.findByText(/This list might be out of date/)).toBeVisible()
  })
})

it('an unlink of an account that the server no longer has is done', async () => {
  const client = createFakeClient()
  const user = userEvent.setup()
  render(<Settings confirm="none" client={client} />)
  const unlink = await screen.findByRole('button', unlinkGitHub)
  client.backend.remove('github|1815')
  await user.click(unlink)
  await screen.findByText('GitHub account @ada-lovelace unlinked.')
  expect(screen.queryByText('@ada-lovelace')).toBeNull()
})
