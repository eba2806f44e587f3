import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { StrictMode } from 'react'
import type { Reauthenticate, StepUpRequest } from 'react-linked-accounts'
import { createFakeClient, type FakeClient } from 'react-linked-accounts/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { hostsQueryClient, Settings } from './settings'

const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }
const linkGitHub = { name: 'Link another GitHub account' }
const github = expect.objectContaining({ id: 'github|1815' })

const accepting = () => vi.fn(async (_request: StepUpRequest) => {})
/** A host that leaves the page to let the person sign in again. */
const leaving = () => vi.fn((_request: StepUpRequest) => new Promise<void>(() => {}))

afterEach(() => sessionStorage.clear())

describe('the host makes sure of the person', () => {
  it('before an account is unlinked', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    let signIn = () => {}
    const reauthenticate = vi.fn((_request: StepUpRequest) => new Promise<void>((done) => (signIn = done)))
    render(<Settings client={client} confirm="none" reauthenticate={reauthenticate} />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await waitFor(() => expect(reauthenticate).toHaveBeenCalledOnce())
    expect(reauthenticate).toHaveBeenCalledWith({ action: 'unlink', identity: github, required: false })
    expect(client.backend.requests.unlink).toEqual([])
    signIn()
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(client.backend.requests.unlink).toEqual(['github|1815'])
  })

  it('before an account is linked', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const reauthenticate = accepting()
    render(<Settings client={client} reauthenticate={reauthenticate} />)
    await user.click(await screen.findByRole('button', linkGitHub))
    await client.browser.departure()
    expect(reauthenticate.mock.calls).toEqual([[{ action: 'link', connection: 'github', required: false }]])
    expect(client.browser.departures).toHaveLength(1)
  })

  it('again when the server asks for it, and the removal goes on, once', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const reauthenticate = accepting()
    client.backend.failNext('unlink', 'step_up_required')
    render(<Settings client={client} confirm="none" reauthenticate={reauthenticate} />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(reauthenticate.mock.calls.map(([{ required }]) => required)).toEqual([false, true])
    expect(client.backend.requests.unlink).toEqual(['github|1815', 'github|1815'])
  })

  it('and the server asks once more: it is told, and not asked for ever', async () => {
    const client = createFakeClient({ unlink: 'step_up_required' })
    const user = userEvent.setup()
    const reauthenticate = accepting()
    render(<Settings client={client} confirm="none" reauthenticate={reauthenticate} />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    expect(await screen.findByText(/Sign in again to continue./)).toBeVisible()
    expect(reauthenticate).toHaveBeenCalledTimes(2)
    expect(client.backend.requests.unlink).toHaveLength(2)
  })

  it('by leaving, and the person comes back by the back button: the row is back with words', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const reauthenticate = leaving()
    render(<Settings client={client} confirm="none" reauthenticate={reauthenticate} />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await waitFor(() => expect(reauthenticate).toHaveBeenCalledOnce())
    expect(screen.queryByRole('button', unlinkGitHub)).toBeNull()
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    expect(await screen.findByRole('button', unlinkGitHub)).toBeVisible()
    expect(screen.getByText(/We couldn't verify it's you. Nothing changed./)).toBeVisible()
    expect(client.backend.requests.unlink).toEqual([])
    expect(sessionStorage.length).toBe(0)
  })

  it.each([
    ['rejects', () => Promise.reject(new Error('secret-canary'))],
    [
      'throws',
      () => {
        throw new Error('secret-canary')
      },
    ],
  ] satisfies [string, Reauthenticate][])(
    'and %s: the row is back with words, nothing was sent',
    async (_how, reauthenticate) => {
      const client = createFakeClient()
      const user = userEvent.setup()
      render(<Settings client={client} confirm="none" reauthenticate={reauthenticate} />)
      await user.click(await screen.findByRole('button', unlinkGitHub))
      expect(await screen.findByText(/We couldn't verify it's you. Nothing changed./)).toBeVisible()
      expect(screen.getByText('@ada-lovelace')).toBeVisible()
      expect(document.body).not.toHaveTextContent('secret-canary')
      expect(client.backend.requests.unlink).toEqual([])
      expect(sessionStorage).toHaveLength(0)
    },
  )

  it('and rejects before a link: the button says so, the page stays', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    render(<Settings client={client} reauthenticate={() => Promise.reject(new Error('no'))} />)
    await user.click(await screen.findByRole('button', linkGitHub))
    const words = await screen.findByText(/Couldn't start linking your account./)
    expect(words.parentElement).toHaveTextContent("We couldn't verify it's you. Nothing changed.")
    expect(client.browser.departures).toEqual([])
  })
})

describe('signing in again has left the page', () => {
  /** The page as it is after the person has signed in: everything anew, but for the tab’s storage. */
  const comeBack = (client: FakeClient, reauthenticate: Reauthenticate) =>
    render(
      <StrictMode>
        <Settings
          client={client}
          queryClient={hostsQueryClient()}
          confirm="none"
          reauthenticate={reauthenticate}
        />
      </StrictMode>,
    )

  async function interrupt(button: { name: string }) {
    const client = createFakeClient()
    const user = userEvent.setup()
    const leave = leaving()
    const before = render(<Settings client={client} confirm="none" reauthenticate={leave} />)
    await user.click(await screen.findByRole('button', button))
    await waitFor(() => expect(leave).toHaveBeenCalledOnce())
    before.unmount()
    return { client, user }
  }
  const notice = async () =>
    within((await screen.findByText(/^Continue /)).closest('[role="status"]') as HTMLElement)

  it('the removal is offered again, and goes on at a click only, once', async () => {
    const { client, user } = await interrupt(unlinkGitHub)
    const reauthenticate = accepting()
    comeBack(client, reauthenticate)
    const offer = await notice()
    expect(offer.getByText('Continue unlinking GitHub account @ada-lovelace?')).toBeVisible()
    expect(await screen.findByRole('button', unlinkGitHub)).toBeVisible()
    expect(reauthenticate).not.toHaveBeenCalled()
    expect(client.backend.requests.unlink).toEqual([])

    await user.click(offer.getByRole('button', { name: 'Continue' }))
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(screen.queryByText(/^Continue /)).toBeNull()
    expect(screen.getByRole('heading', { name: 'Linked accounts' })).toHaveFocus()
    expect(client.backend.requests.unlink).toEqual(['github|1815'])
  })

  it('the link is offered again, and leaves at a click only', async () => {
    const { client, user } = await interrupt(linkGitHub)
    comeBack(client, accepting())
    const offer = await notice()
    expect(offer.getByText('Continue linking GitHub?')).toBeVisible()
    expect(client.browser.departures).toEqual([])
    await user.click(offer.getByRole('button', { name: 'Continue' }))
    await client.browser.departure()
    expect(client.backend.requests.link).toEqual(['github'])
  })

  it('a link that goes on and cannot start says so', async () => {
    const { client, user } = await interrupt(linkGitHub)
    client.backend.failNext('link', 'network')
    comeBack(client, accepting())
    await user.click((await notice()).getByRole('button', { name: 'Continue' }))
    const words = await screen.findByText("Couldn't start linking your account.")
    expect(words.closest('[role="status"]')).toHaveTextContent(
      'Check your internet connection and try again.',
    )
  })

  it('a no is a no: it is not offered another time, and the focus stays in the section', async () => {
    const { client, user } = await interrupt(unlinkGitHub)
    const page = comeBack(client, accepting())
    await user.click((await notice()).getByRole('button', { name: 'Not now' }))
    expect(screen.queryByText(/^Continue /)).toBeNull()
    expect(screen.getByRole('heading', { name: 'Linked accounts' })).toHaveFocus()
    page.unmount()
    comeBack(client, accepting())
    await screen.findByText('@ada-lovelace')
    expect(screen.queryByText(/^Continue /)).toBeNull()
    expect(client.backend.requests.unlink).toEqual([])
  })

  it('is not offered to somebody else, nor if what was stored is damaged', async () => {
    const { client } = await interrupt(unlinkGitHub)
    const other = comeBack(createFakeClient(), accepting())
    await screen.findByText('@ada-lovelace')
    expect(screen.queryByText(/^Continue /)).toBeNull()
    other.unmount()
    const [key] = Object.keys(sessionStorage)
    for (const intent of [5, { action: 'unlink' }, { action: 'link' }, { action: 'unlink', identity: {} }]) {
      sessionStorage.setItem(key ?? '', JSON.stringify({ intent, at: Date.now() }))
      const page = comeBack(client, accepting())
      await screen.findByText('@ada-lovelace')
      expect(screen.queryByText(/^Continue /)).toBeNull()
      page.unmount()
    }
  })
})
