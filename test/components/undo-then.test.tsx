import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createFakeClient, type FakeClient } from 'react-linked-accounts/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { userEvent as mouse } from 'vitest/browser'
import { Settings } from './settings'

const unlinkGoogle = { name: 'Unlink Google account ada.lovelace@gmail.example' }
const undoGoogle = { name: 'Undo unlinking Google account ada.lovelace@gmail.example' }
const GOOGLE = 'google-oauth2|108204268033311374519'
const UNLINKED = 'Google account ada.lovelace@gmail.example unlinked.'

/** Fake timers that advance with real time, so that waiting works, and can be moved forward. The mouse is away from the row. */
beforeEach(async () => {
  await mouse.hover(document.documentElement, { position: { x: 0, y: 0 } })
  vi.useFakeTimers({ shouldAdvanceTime: true })
})
afterEach(() => {
  vi.useRealTimers()
})
const later = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1000))

describe('T3: an unlink with a step-up and an undo window', () => {
  const page = (client: FakeClient, reauthenticate: () => Promise<void>) => (
    <Settings client={client} confirm="undo" undoMs={6000} reauthenticate={reauthenticate} />
  )

  it('steps up on the click, then opens the window, then sends without asking again', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    let signIn = () => {}
    const reauthenticate = vi.fn(() => new Promise<void>((resolve) => (signIn = resolve)))
    render(page(client, reauthenticate))
    await user.click(await screen.findByRole('button', unlinkGoogle))
    await waitFor(() => expect(reauthenticate).toHaveBeenCalledOnce())
    expect(screen.queryByRole('button', undoGoogle)).toBeNull()
    await later(60)
    expect(client.backend.requests.unlink).toEqual([])
    signIn()
    const undo = await screen.findByRole('button', undoGoogle)
    act(() => undo.blur())
    await later(6)
    await screen.findByText(UNLINKED)
    expect(reauthenticate).toHaveBeenCalledOnce()
    expect(client.backend.requests.unlink).toEqual([GOOGLE])
  })

  it('opens no window and sends nothing if the step-up fails', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    render(page(client, () => Promise.reject(new Error('no'))))
    await user.click(await screen.findByRole('button', unlinkGoogle))
    await screen.findByText(/^Couldn't unlink/, { selector: '[data-slot="failure"] *' })
    await later(60)
    expect(screen.queryByRole('button', undoGoogle)).toBeNull()
    expect(client.backend.requests.unlink).toEqual([])
  })

  it('sends with keepalive when the page is left during the window, without another step-up, even if the server requires one', async () => {
    const plain = createFakeClient({ unlink: 'step_up_required' })
    const unlink = vi.fn(plain.unlink)
    const user = userEvent.setup()
    const reauthenticate = vi.fn(async () => {})
    render(page({ ...plain, unlink }, reauthenticate))
    await user.click(await screen.findByRole('button', unlinkGoogle))
    await screen.findByRole('button', undoGoogle)
    act(() => plain.browser.fire('pagehide'))
    await screen.findByText(/^Couldn't unlink/, { selector: '[data-slot="failure"] *' })
    expect(unlink).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: GOOGLE }), {
      keepalive: true,
    })
    expect(reauthenticate).toHaveBeenCalledOnce()
  })
})

describe('T13: an account that is linked again while its unlink can be undone', () => {
  it('is unlinked first, and counts as new when it comes back', async () => {
    const plain = createFakeClient()
    const order: string[] = []
    const client = {
      ...plain,
      unlink: (...args: Parameters<typeof plain.unlink>) => {
        order.push('unlink')
        return plain.unlink(...args)
      },
      startLink: (...args: Parameters<typeof plain.startLink>) => {
        order.push('link')
        return plain.startLink(...args)
      },
    }
    const user = userEvent.setup()
    const before = render(<Settings client={client} confirm="undo" undoMs={60_000} />)
    await user.click(await screen.findByRole('button', unlinkGoogle))
    await screen.findByRole('button', undoGoogle)
    const google = plain.backend.identities()[1]
    await user.click(screen.getByRole('button', { name: 'Link another Google account' }))
    await plain.browser.departure()
    expect(order).toEqual(['unlink', 'link'])
    before.unmount()

    // At the provider, the user chooses the same account.
    if (google) plain.backend.add(google)
    const url = await plain.backend.visit({ account: 'linked-already', url: plain.browser.departures[0] })
    const onLinked = vi.fn()
    render(<Settings client={client} browser={plain.browser.reload(url)} onLinked={onLinked} />)
    expect(await screen.findByRole('group', { name: 'Google linked' })).toBeVisible()
    expect(onLinked).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: GOOGLE }))
  })
})
