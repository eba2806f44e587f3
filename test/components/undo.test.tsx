import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createFakeClient, type FakeClient } from 'react-linked-accounts/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { userEvent as mouse } from 'vitest/browser'
import { hostsQueryClient, Settings } from './settings'

const unlinkGoogle = { name: 'Unlink Google account ada.lovelace@gmail.example' }
const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }
const undoGoogle = { name: 'Undo unlinking Google account ada.lovelace@gmail.example' }
const undoGitHub = { name: 'Undo unlinking GitHub account @ada-lovelace' }
const GOOGLE = 'google-oauth2|108204268033311374519'
const UNLINKED = 'Google account ada.lovelace@gmail.example unlinked.'
const KEPT = 'Google account ada.lovelace@gmail.example is still linked.'

/** The rows from top to bottom, by the names of their buttons. */
const rows = () =>
  screen.queryAllByRole('button', { name: /^Unlink / }).map((button) => button.getAttribute('aria-label'))

/** Fake timers that advance with real time, so that waiting works, and can be moved forward. The mouse is away from the row. */
beforeEach(async () => {
  await mouse.hover(document.documentElement, { position: { x: 0, y: 0 } })
  vi.useFakeTimers({ shouldAdvanceTime: true })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Moves the mouse away from the row and removes the focus, as a click elsewhere does. */
const moveAway = () => mouse.hover(screen.getByRole('heading', { name: 'Linked accounts' }))
const isPaused = (row: HTMLElement) => row.hasAttribute('data-paused')
const later = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1000))

/** A settings page with an undo window of six seconds, on which the user has just unlinked Google with the mouse. */
async function unlinkWithUndo(client: FakeClient = createFakeClient()) {
  const user = userEvent.setup()
  const page = render(
    <Settings client={client} confirm="undo" undoMs={6000} queryClient={hostsQueryClient()} />,
  )
  const unlink = await screen.findByRole('button', unlinkGoogle)
  const order = rows()
  await mouse.click(unlink)
  await moveAway()
  const undo = await screen.findByRole('button', undoGoogle)
  const row = undo.closest('li') as HTMLElement
  await waitFor(() => expect(isPaused(row)).toBe(false))
  return { client, user, page, order, undo, row }
}

describe('an unlink that can be undone', () => {
  it('keeps the row in place, says what happens, moves the focus to Undo, and sends nothing', async () => {
    const { client, row, undo } = await unlinkWithUndo()
    expect(rows()).toEqual([unlinkGitHub.name])
    expect(row).toHaveTextContent('Unlinking ada.lovelace@gmail.example…')
    expect(undo).toHaveFocus()
    expect(row.nextElementSibling).toHaveTextContent('@ada-lovelace')
    await later(5)
    expect(client.backend.requests.unlink).toEqual([])
  })

  it('is sent once when the time is up, and announced', async () => {
    const { client, row } = await unlinkWithUndo()
    await later(6)
    await screen.findByText(UNLINKED)
    expect(row).not.toBeInTheDocument()
    expect(rows()).toEqual([unlinkGitHub.name])
    await later(60)
    expect(client.backend.requests.unlink).toEqual([GOOGLE])
  })

  it('and is undone: the row is back with the focus on it, and nothing was ever sent', async () => {
    const { client, user, order, undo } = await unlinkWithUndo()
    await user.click(undo)
    await screen.findByText(KEPT)
    expect(rows()).toEqual(order)
    expect(screen.getByText('ada.lovelace@gmail.example').closest('li')).toHaveFocus()
    expect(undo).not.toBeInTheDocument()
    await later(60)
    expect(client.backend.requests.unlink).toEqual([])
    expect(client.backend.requests.list).toHaveLength(1)
  })

  it('pauses while it is hovered, and continues where it stopped', async () => {
    const { client, row } = await unlinkWithUndo()
    await later(2)
    await mouse.hover(row)
    await waitFor(() => expect(isPaused(row)).toBe(true))
    await later(60)
    expect(client.backend.requests.unlink).toEqual([])
    await moveAway()
    await waitFor(() => expect(isPaused(row)).toBe(false))
    await later(4)
    await screen.findByText(UNLINKED)
  })

  it('pauses while it has keyboard focus, from the start', async () => {
    const client = createFakeClient()
    render(<Settings client={client} confirm="undo" undoMs={6000} />)
    const unlink = await screen.findByRole('button', unlinkGoogle)
    // A real key press, so that the browser shows the focus.
    await mouse.keyboard('{Tab}')
    act(() => unlink.focus())
    await mouse.keyboard('{Enter}')
    const undo = await screen.findByRole('button', undoGoogle)
    await waitFor(() => expect(undo).toHaveFocus())
    expect(isPaused(undo.closest('li') as HTMLElement)).toBe(true)
    await later(60)
    expect(client.backend.requests.unlink).toEqual([])
    await mouse.keyboard('{Tab}')
    await waitFor(() => expect(undo).not.toHaveFocus())
    await later(6)
    await screen.findByText(UNLINKED)
  })

  it('stays paused until it has neither pointer nor focus', async () => {
    const { row, undo } = await unlinkWithUndo()
    await mouse.keyboard('{Shift}')
    act(() => undo.blur())
    act(() => undo.focus())
    await waitFor(() => expect(isPaused(row)).toBe(true))
    await mouse.hover(row)
    await moveAway()
    expect(isPaused(row)).toBe(true)
    await mouse.hover(row)
    act(() => undo.blur())
    expect(isPaused(row)).toBe(true)
    await moveAway()
    await waitFor(() => expect(isPaused(row)).toBe(false))
  })

  it('does not depend on another unlink: of two, one is undone and one is sent', async () => {
    const { client, user, undo } = await unlinkWithUndo()
    await mouse.click(screen.getByRole('button', unlinkGitHub))
    await moveAway()
    await screen.findByRole('button', undoGitHub)
    expect(rows()).toEqual([])
    await user.click(undo)
    await screen.findByText(KEPT)
    expect(rows()).toEqual([unlinkGoogle.name])
    await later(6)
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(client.backend.requests.unlink).toEqual(['github|1815'])
  })

  it('is sent when the page is left, with a request that outlives the page', async () => {
    const plain = createFakeClient()
    const unlink = vi.fn(plain.unlink)
    await unlinkWithUndo({ ...plain, unlink })
    act(() => plain.browser.fire('pagehide'))
    await waitFor(() => expect(unlink).toHaveBeenCalledOnce())
    expect(unlink).toHaveBeenCalledWith(expect.objectContaining({ id: GOOGLE }), { keepalive: true })
    await later(60)
    expect(unlink).toHaveBeenCalledOnce()
  })

  it('is sent when the page is left, even if the section is no longer shown', async () => {
    const { client, page } = await unlinkWithUndo()
    page.unmount()
    act(() => client.browser.fire('pagehide'))
    await waitFor(() => expect(client.backend.requests.unlink).toEqual([GOOGLE]))
  })

  it('continues if the section is removed while it is hovered', async () => {
    const { client, page, row } = await unlinkWithUndo()
    await mouse.hover(row)
    await waitFor(() => expect(isPaused(row)).toBe(true))
    page.rerender(
      <Settings client={client} queryClient={hostsQueryClient()}>
        Elsewhere
      </Settings>,
    )
    await later(6)
    expect(client.backend.requests.unlink).toEqual([GOOGLE])
  })

  it('is announced when it begins and when it is done, not every second', async () => {
    await unlinkWithUndo()
    const log = screen.getByRole('log')
    expect(log.textContent).toMatch(/^Unlinking Google account ada\.lovelace@gmail\.example in \ds$/)
    await later(2)
    expect(log.textContent).toMatch(/^Unlinking Google account ada\.lovelace@gmail\.example in \ds$/)
    await later(4)
    expect(await within(log).findByText(UNLINKED)).toBeInTheDocument()
  })

  it('comes back with the reason if the server refuses it', async () => {
    const { order } = await unlinkWithUndo(createFakeClient('unlinkFails'))
    await later(6)
    const words = await screen.findByText(/^Couldn't unlink/, { selector: '[data-slot="failure"] *' })
    expect(within(words.closest('li') as HTMLElement).getByText('ada.lovelace@gmail.example')).toBeVisible()
    expect(rows()).toEqual(order)
  })
})
