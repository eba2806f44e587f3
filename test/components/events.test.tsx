import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { StrictMode } from 'react'
import type { AccountLinkingEvent } from 'react-linked-accounts'
import { createFakeClient, type FakeClient } from 'react-linked-accounts/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { hostsQueryClient, Settings } from './settings'

const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }
const github = expect.objectContaining({ id: 'github|1815' })
const octocat = expect.objectContaining({ id: 'github|583231' })

/** Every secret that a link of the fake client has to do with. */
const SECRETS = /fake-code|rlap?_/

function listen() {
  const events: AccountLinkingEvent[] = []
  return { events, onEvent: (event: AccountLinkingEvent) => void events.push(event) }
}

/** The page as it is after the person was away: everything anew. */
const comeBack = (client: FakeClient, onEvent: (event: AccountLinkingEvent) => void) =>
  render(
    <StrictMode>
      <Settings client={client} queryClient={hostsQueryClient()} onEvent={onEvent} />
    </StrictMode>,
  )

describe('a host that listens hears, in order and once', () => {
  it('of a link', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const { events, onEvent } = listen()
    const before = comeBack(client, onEvent)
    await user.click(await screen.findByRole('button', { name: 'Link another GitHub account' }))
    const address = await client.backend.visit({ account: 'new' })
    expect(events).toEqual([{ type: 'link_started', connection: 'github' }])
    before.unmount()

    client.browser.arrive(address)
    comeBack(client, onEvent)
    await screen.findByText('GitHub linked')
    const result = { status: 'linked', connection: 'github', identity: octocat }
    expect(events).toEqual([
      { type: 'link_started', connection: 'github' },
      { type: 'link_returned', result },
      { type: 'linked', identity: octocat },
    ])
    expect(JSON.stringify(events)).not.toMatch(SECRETS)
  })

  it('of a link that the person cancelled', async () => {
    const client = createFakeClient({ returned: 'cancelled' })
    const { events, onEvent } = listen()
    comeBack(client, onEvent)
    await screen.findByText(/because the sign-in was cancelled/)
    const result = expect.objectContaining({ status: 'cancelled', connection: 'github' })
    expect(events).toEqual([
      { type: 'link_returned', result },
      { type: 'link_failed', result },
    ])
    expect(JSON.stringify(events)).not.toMatch(SECRETS)
  })

  it('of an account that was linked again, which is neither new nor a failure', async () => {
    const client = createFakeClient({ returned: 'reconnected' })
    const { events, onEvent } = listen()
    comeBack(client, onEvent)
    await screen.findByText('GitHub, @ada-lovelace was linked again.')
    expect(events).toEqual([
      { type: 'link_returned', result: { status: 'reconnected', connection: 'github', identity: github } },
    ])
  })

  it('of a link that could not start', async () => {
    const client = createFakeClient({ link: 'network' })
    const user = userEvent.setup()
    const { events, onEvent } = listen()
    render(<Settings client={client} onEvent={onEvent} />)
    await user.click(await screen.findByRole('button', { name: 'Link another GitHub account' }))
    await screen.findByText(/Couldn't start linking your account./)
    expect(events).toEqual([
      { type: 'link_started', connection: 'github' },
      {
        type: 'link_not_started',
        connection: 'github',
        error: expect.objectContaining({ code: 'network' }),
      },
    ])
  })

  it('of a removal', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const { events, onEvent } = listen()
    const release = client.backend.hold('unlink')
    render(<Settings client={client} confirm="none" onEvent={onEvent} />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await waitFor(() => expect(client.backend.requests.unlink).toHaveLength(1))
    expect(events).toEqual([{ type: 'unlink_requested', identity: github }])
    release()
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(events).toEqual([
      { type: 'unlink_requested', identity: github },
      { type: 'unlinked', identity: github },
    ])
  })

  it('of a removal that failed', async () => {
    const user = userEvent.setup()
    const { events, onEvent } = listen()
    render(<Settings client={createFakeClient('unlinkFails')} confirm="none" onEvent={onEvent} />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await screen.findByText(/^Couldn't unlink/, { selector: 'strong' })
    expect(events).toEqual([
      { type: 'unlink_requested', identity: github },
      { type: 'unlink_failed', identity: github, error: expect.objectContaining({ code: 'forbidden' }) },
    ])
  })

  it('of a removal that was taken back', async () => {
    const user = userEvent.setup()
    const { events, onEvent } = listen()
    render(<Settings client={createFakeClient()} confirm="undo" undoMs={60_000} onEvent={onEvent} />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await user.click(
      await screen.findByRole('button', { name: 'Undo unlinking GitHub account @ada-lovelace' }),
    )
    await screen.findByText('GitHub account @ada-lovelace is still linked.')
    expect(events).toEqual([
      { type: 'unlink_requested', identity: github },
      { type: 'unlink_undone', identity: github },
    ])
  })

  it('of nothing, where the person says no to the question', async () => {
    const user = userEvent.setup()
    const { events, onEvent } = listen()
    render(<Settings client={createFakeClient()} onEvent={onEvent} />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(events).toEqual([])
  })
})

describe('a host that listens and throws', () => {
  const seen: string[] = []
  const monitor = (event: ErrorEvent) => {
    seen.push(event.message)
    event.preventDefault()
  }
  afterEach(() => {
    seen.length = 0
    window.removeEventListener('error', monitor)
  })

  it('changes nothing for the person; its own handlers after that are called all the same', async () => {
    window.addEventListener('error', monitor)
    const user = userEvent.setup()
    const onUnlinked = vi.fn()
    const onEvent = ({ type }: AccountLinkingEvent) => {
      throw new Error(`${type} is broken`)
    }
    render(<Settings client={createFakeClient()} confirm="none" onEvent={onEvent} onUnlinked={onUnlinked} />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(screen.queryByText(/^Couldn't unlink/)).toBeNull()
    expect(onUnlinked).toHaveBeenCalledOnce()
    await waitFor(() =>
      expect(seen).toEqual([
        'Uncaught Error: unlink_requested is broken',
        'Uncaught Error: unlinked is broken',
      ]),
    )
  })
})
