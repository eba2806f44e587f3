import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { StrictMode } from 'react'
import { type AccountLinkingEvent, LinkAccountButton, LinkedAccounts } from 'react-linked-accounts'
import { AccountLinkingError } from 'react-linked-accounts/core'
import { createFakeClient, type FakeClient } from 'react-linked-accounts/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { hostsQueryClient, Settings } from './settings'

const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }
const github = expect.objectContaining({ id: 'github|1815' })
const octocat = expect.objectContaining({ id: 'github|583231' })

/** Every secret of a link of the fake client. */
const SECRETS = /fake-code|rla_/

function listen() {
  const events: AccountLinkingEvent[] = []
  return { events, onEvent: (event: AccountLinkingEvent) => void events.push(event) }
}

/** A page load: everything is new, except the tab's storage. */
const load = (
  client: FakeClient,
  onEvent: (event: AccountLinkingEvent) => void,
  browser: FakeClient['browser'] = client.browser,
) =>
  render(
    <StrictMode>
      <Settings client={client} browser={browser} queryClient={hostsQueryClient()} onEvent={onEvent} />
    </StrictMode>,
  )

describe('the host gets, in order and once, the events', () => {
  it('of a link', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const { events, onEvent } = listen()
    const before = load(client, onEvent)
    await user.click(await screen.findByRole('button', { name: 'Link another GitHub account' }))
    const address = await client.backend.visit({ account: 'new' })
    expect(events).toEqual([{ type: 'link_started', connection: 'github' }])
    before.unmount()

    load(client, onEvent, client.browser.reload(address))
    await screen.findByText('GitHub linked')
    const request = expect.objectContaining({ connection: 'github' })
    const result = { status: 'linked', request, identity: octocat }
    expect(events).toEqual([
      { type: 'link_started', connection: 'github' },
      { type: 'link_returned', result },
      { type: 'linked', identity: octocat },
    ])
    expect(JSON.stringify(events)).not.toMatch(SECRETS)
  })

  it('of a link that the user canceled', async () => {
    const client = createFakeClient({ returned: 'cancelled' })
    const { events, onEvent } = listen()
    load(client, onEvent)
    await screen.findByText(/Sign-in was canceled\./)
    const request = { connection: 'github' }
    const result = expect.objectContaining({ status: 'cancelled', request })
    expect(events).toEqual([
      { type: 'link_returned', result },
      { type: 'link_failed', result },
    ])
    expect(JSON.stringify(events)).not.toMatch(SECRETS)
  })

  it('of an account that was reconnected, which is neither new nor a failure', async () => {
    const client = createFakeClient({ returned: 'reconnected' })
    const { events, onEvent } = listen()
    load(client, onEvent)
    await screen.findByText('GitHub account @ada-lovelace is linked')
    const request = { connection: 'github', reconnect: github }
    expect(events).toEqual([
      { type: 'link_returned', result: { status: 'reconnected', request, identity: github } },
    ])
  })

  it('of a link that could not start', async () => {
    const client = createFakeClient({ link: 'network' })
    const user = userEvent.setup()
    const { events, onEvent } = listen()
    render(<Settings client={client} onEvent={onEvent} />)
    await user.click(await screen.findByRole('button', { name: 'Link another GitHub account' }))
    await screen.findByText(/^Couldn't start linking your account\./)
    expect(events).toEqual([
      { type: 'link_started', connection: 'github' },
      {
        type: 'link_not_started',
        connection: 'github',
        error: expect.objectContaining({ code: 'network' }),
      },
    ])
  })

  it('of an unlink', async () => {
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

  it('of an unlink that failed', async () => {
    const user = userEvent.setup()
    const { events, onEvent } = listen()
    render(<Settings client={createFakeClient('unlinkFails')} confirm="none" onEvent={onEvent} />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await screen.findByText(/^Couldn't unlink/, { selector: '[data-slot="failure"] *' })
    expect(events).toEqual([
      { type: 'unlink_requested', identity: github },
      { type: 'unlink_failed', identity: github, error: expect.objectContaining({ code: 'forbidden' }) },
    ])
  })

  it('of an unlink that was undone', async () => {
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
})

describe('a list that fails', () => {
  const missing = expect.objectContaining({ code: 'missing_token' })

  it('is reported once per request, with two cards and several renders', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const { events, onEvent } = listen()
    const onError = vi.fn()
    client.backend.fail('list', 'missing_token')
    const page = () => (
      <StrictMode>
        <Settings client={client} onEvent={onEvent} onError={onError}>
          <LinkedAccounts />
          <LinkedAccounts />
        </Settings>
      </StrictMode>
    )
    const { rerender } = render(page())
    await screen.findAllByRole('alert')
    rerender(page())
    expect(events).toEqual([{ type: 'list_failed', error: missing }])
    const [retry] = screen.getAllByRole('button', { name: 'Try again' })
    await user.click(retry as HTMLElement)
    await waitFor(() => expect(events).toHaveLength(2))
    await screen.findAllByRole('alert')
    expect(onError.mock.calls).toEqual([[missing], [missing]])
  })

  it('is reported once by two cards with separate pages', async () => {
    const client = createFakeClient({ list: 'forbidden' })
    const onError = vi.fn()
    const card = <LinkedAccounts client={client} browser={client.browser} onError={onError} />
    render([card, card].map((one, index) => <div key={String(index)}>{one}</div>))
    await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(2))
    expect(onError).toHaveBeenCalledOnce()
  })

  it('is reported even if the previous list stays', async () => {
    const client = createFakeClient()
    const queryClient = hostsQueryClient()
    const { events, onEvent } = listen()
    render(<Settings client={client} queryClient={queryClient} onEvent={onEvent} />)
    await screen.findByText('@ada-lovelace')
    client.backend.fail('list', 'forbidden')
    await act(() => queryClient.invalidateQueries())
    await screen.findByText(/This list might be out of date/)
    const error = expect.objectContaining({ code: 'forbidden' })
    expect(events).toEqual([{ type: 'list_failed', error }])
  })

  it('is not reported if no list is shown', async () => {
    const client = createFakeClient({ returned: 'unverified' })
    const { events, onEvent } = listen()
    render(
      <Settings client={client} onEvent={onEvent}>
        <LinkAccountButton connection="github" />
      </Settings>,
    )
    await waitFor(() => expect(events.map(({ type }) => type)).toEqual(['link_returned', 'link_failed']))
  })

  it.each([
    ['configuration', 1],
    ['invalid_response', 1],
    ['unauthorized', 1],
    ['wrong_user', 1],
    ['forbidden', 0],
  ] as const)(
    'writes to the console what can be wrong with the setup, and nothing else: %s',
    async (code, times) => {
      const log = vi.spyOn(console, 'error').mockImplementation(() => {})
      const error = new AccountLinkingError(code, '`domain` is not a host name.')
      render(<Settings client={createFakeClient({ list: error })} />)
      await screen.findByRole('alert')
      const told = log.mock.calls.filter(([text]) => String(text).includes('`domain` is not a host name.'))
      expect(told).toHaveLength(times)
      log.mockRestore()
    },
  )
})

it('the host gets no event if the user cancels in the dialog', async () => {
  const user = userEvent.setup()
  const { events, onEvent } = listen()
  render(<Settings client={createFakeClient()} onEvent={onEvent} />)
  await user.click(await screen.findByRole('button', unlinkGitHub))
  await user.click(screen.getByRole('button', { name: 'Cancel' }))
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
  expect(events).toEqual([])
})

describe('an onEvent that throws', () => {
  const seen: string[] = []
  const monitor = (event: ErrorEvent) => {
    seen.push(event.message)
    event.preventDefault()
  }
  afterEach(() => {
    seen.length = 0
    window.removeEventListener('error', monitor)
  })

  it('changes nothing for the user, and the host’s other handlers are still called', async () => {
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
