import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createFakeClient, type FakeClient } from 'react-linked-accounts/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { userEvent as mouse } from 'vitest/browser'
import { hostsQueryClient, Settings } from './settings'

const unlinkGoogle = { name: 'Unlink Google account ada.lovelace@gmail.example' }
const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }
const keepGoogle = { name: 'Undo unlinking Google account ada.lovelace@gmail.example' }
const keepGitHub = { name: 'Undo unlinking GitHub account @ada-lovelace' }

/** The rows from top to bottom, by the names of their buttons. */
const rows = () =>
  screen.getAllByRole('button', { name: /^Unlink / }).map((button) => button.getAttribute('aria-label'))

/** The clock goes on by itself, so that waiting works, and can be put forward. The mouse is out of the way. */
beforeEach(async () => {
  await mouse.hover(document.documentElement, { position: { x: 0, y: 0 } })
  vi.useFakeTimers({ shouldAdvanceTime: true })
})
afterEach(() => {
  vi.useRealTimers()
})

/** How long there is, as the words have it. */
const secondsLeft = (note: HTMLElement) => Number(/will be unlinked in (\d+) s\./.exec(note.textContent)?.[1])
const later = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1000))

/** A settings page where a removal can be taken back for six seconds, and the person has just removed Google. */
async function removeGoogle(client: FakeClient = createFakeClient()) {
  const user = userEvent.setup()
  const page = render(<Settings client={client} confirm="undo" queryClient={hostsQueryClient()} />)
  const unlink = await screen.findByRole('button', unlinkGoogle)
  const order = rows()
  await user.click(unlink)
  const undo = await screen.findByRole('button', keepGoogle)
  return { client, user, page, order, undo, note: undo.closest('li') as HTMLElement }
}

describe('a person removes an account and can take it back', () => {
  it('sees it go at once, and how long there is; nothing is sent until then', async () => {
    const { client, note } = await removeGoogle()
    expect(rows()).toEqual(['Unlink Password account ada@example.com', unlinkGitHub.name])
    expect(screen.getByText('@ada-lovelace').closest('li')).toHaveFocus()
    expect(note).toHaveTextContent(/^Google, ada\.lovelace@gmail\.example will be unlinked in [456] s\./)
    const before = secondsLeft(note)
    await later(2)
    expect(secondsLeft(note)).toBeLessThanOrEqual(before - 2)
    expect(client.backend.requests.unlink).toEqual([])
  })

  it('lets the time go by: one request is sent, and they hear of it', async () => {
    const { client, note } = await removeGoogle()
    await later(6)
    await screen.findByText('Google, ada.lovelace@gmail.example was unlinked.')
    expect(note).not.toBeInTheDocument()
    expect(rows()).toEqual(['Unlink Password account ada@example.com', unlinkGitHub.name])
    await later(60)
    expect(client.backend.requests.unlink).toEqual(['google-oauth2|108204268033311374519'])
  })

  it('takes it back: the row is back at its place with the focus on it, and nothing was ever sent', async () => {
    const { client, user, order, undo } = await removeGoogle()
    await user.click(undo)
    await screen.findByText('Google account ada.lovelace@gmail.example is still linked.')
    expect(rows()).toEqual(order)
    expect(screen.getByText('ada.lovelace@gmail.example').closest('li')).toHaveFocus()
    expect(undo).not.toBeInTheDocument()
    await later(60)
    expect(client.backend.requests.unlink).toEqual([])
    expect(client.backend.requests.list).toHaveLength(1)
  })

  it('points at the words: the clock stands still, and goes on where it stood', async () => {
    const { client, note } = await removeGoogle()
    await later(2)
    await mouse.hover(note)
    await waitFor(() => expect(note).toHaveTextContent(/will be unlinked when you move on\./))
    await later(60)
    expect(client.backend.requests.unlink).toEqual([])
    await mouse.hover(screen.getByRole('heading', { name: 'Linked accounts' }))
    await waitFor(() => expect(secondsLeft(note)).toBeLessThanOrEqual(4))
    expect(secondsLeft(note)).toBeGreaterThan(0)
    await later(4)
    await screen.findByText('Google, ada.lovelace@gmail.example was unlinked.')
  })

  it('comes to the button by keyboard: the clock stands still until they go on', async () => {
    const { client, user, note, undo } = await removeGoogle()
    act(() => undo.focus())
    await waitFor(() => expect(note).toHaveTextContent(/will be unlinked when you move on\./))
    await later(60)
    expect(client.backend.requests.unlink).toEqual([])
    await user.tab()
    expect(undo).not.toHaveFocus()
    await waitFor(() => expect(secondsLeft(note)).toBeGreaterThan(0))
    await later(6)
    await screen.findByText('Google, ada.lovelace@gmail.example was unlinked.')
  })

  it('points at it and has the focus on it: the clock stands still until both are gone', async () => {
    const { note, undo } = await removeGoogle()
    act(() => undo.focus())
    await mouse.hover(note)
    await mouse.hover(screen.getByRole('heading', { name: 'Linked accounts' }))
    expect(note).toHaveTextContent(/when you move on/)
    await mouse.hover(note)
    act(() => undo.blur())
    expect(note).toHaveTextContent(/when you move on/)
    await mouse.hover(screen.getByRole('heading', { name: 'Linked accounts' }))
    await waitFor(() => expect(note).toHaveTextContent(/will be unlinked in \d s\./))
  })

  it('removes two, takes one back: the other one goes', async () => {
    const { client, user, undo } = await removeGoogle()
    await user.click(screen.getByRole('button', unlinkGitHub))
    await screen.findByRole('button', keepGitHub)
    expect(rows()).toEqual(['Unlink Password account ada@example.com'])
    await user.click(undo)
    await screen.findByText('Google account ada.lovelace@gmail.example is still linked.')
    expect(rows()).toEqual(['Unlink Password account ada@example.com', unlinkGoogle.name])
    await later(6)
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(client.backend.requests.unlink).toEqual(['github|1815'])
  })

  it('goes away from the page: what was removed is sent at once, by a request that outlives the page', async () => {
    const plain = createFakeClient()
    const unlink = vi.fn(plain.unlink)
    await removeGoogle({ ...plain, unlink })
    act(() => void window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: false })))
    await waitFor(() => expect(unlink).toHaveBeenCalledOnce())
    expect(unlink).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'google-oauth2|108204268033311374519' }),
      { keepalive: true },
    )
    await later(60)
    expect(unlink).toHaveBeenCalledOnce()
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  })

  it('goes away from a page that has dropped the whole section meanwhile: what was removed is sent all the same', async () => {
    const { client, page } = await removeGoogle()
    page.unmount()
    act(() => void window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: false })))
    await waitFor(() =>
      expect(client.backend.requests.unlink).toEqual(['google-oauth2|108204268033311374519']),
    )
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  })

  it('leaves the section while they point at it: the clock goes on, and the removal is not forgotten', async () => {
    const { client, page, note } = await removeGoogle()
    await mouse.hover(note)
    await waitFor(() => expect(note).toHaveTextContent(/when you move on/))
    page.rerender(
      <Settings client={client} queryClient={hostsQueryClient()}>
        Elsewhere
      </Settings>,
    )
    await later(6)
    expect(client.backend.requests.unlink).toEqual(['google-oauth2|108204268033311374519'])
  })

  it('hears that it is going to go, and that it has gone', async () => {
    await removeGoogle()
    const announcer = document.querySelector('[data-slot="announcer"]')
    const announced = announcer?.textContent
    expect(announced).toMatch(/^Google, ada\.lovelace@gmail\.example will be unlinked in \d s\.$/)
    await later(2)
    expect(announcer).toHaveTextContent(announced ?? '')
    await later(4)
    await screen.findByText('Google, ada.lovelace@gmail.example was unlinked.')
    expect(announcer).toHaveTextContent('Google, ada.lovelace@gmail.example was unlinked.')
  })

  it('finds it refused when the time is up: the row is back, with the reason', async () => {
    const { order } = await removeGoogle(createFakeClient('unlinkFails'))
    await later(6)
    const words = await screen.findByText(/^Couldn't unlink/, { selector: 'strong' })
    expect(within(words.closest('li') as HTMLElement).getByText('ada.lovelace@gmail.example')).toBeVisible()
    expect(rows()).toEqual(order)
  })
})
