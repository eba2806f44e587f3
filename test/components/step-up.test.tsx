import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { StrictMode } from 'react'
import {
  LinkAccountButton,
  LinkedAccounts,
  type Reauthenticate,
  type StepUpRequest,
} from 'react-linked-accounts'
import { createFakeClient, type FakeClient } from 'react-linked-accounts/testing'
import { describe, expect, it, vi } from 'vitest'
import { hostsQueryClient, Settings } from './settings'

const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }
const linkGitHub = { name: 'Link another GitHub account' }
const github = expect.objectContaining({ id: 'github|1815' })
const NOT_VERIFIED = /We couldn't verify it's you\. Nothing changed\./

const accepting = () => vi.fn(async (_request: StepUpRequest) => {})
/** A host that leaves the page to let the user sign in again. */
const leaving = () => vi.fn((_request: StepUpRequest) => new Promise<void>(() => {}))

describe('reauthenticate', () => {
  it('runs before an account is unlinked', async () => {
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

  it('runs before an account is linked', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const reauthenticate = accepting()
    render(<Settings client={client} reauthenticate={reauthenticate} />)
    await user.click(await screen.findByRole('button', linkGitHub))
    await client.browser.departure()
    const request = expect.objectContaining({ connection: 'github' })
    expect(reauthenticate.mock.calls).toEqual([[{ action: 'link', request, required: false }]])
    expect(client.browser.departures).toHaveLength(1)
  })

  it('runs again when the server requires it, and the unlink continues, once', async () => {
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

  it('does not run a third time if the server requires it again', async () => {
    const client = createFakeClient({ unlink: 'step_up_required' })
    const user = userEvent.setup()
    const reauthenticate = accepting()
    render(<Settings client={client} confirm="none" reauthenticate={reauthenticate} />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    const words = await screen.findByText(/^Couldn't unlink/, { selector: '[data-slot="failure"] *' })
    expect(words.parentElement).toHaveTextContent('Sign in again to continue.')
    expect(reauthenticate).toHaveBeenCalledTimes(2)
    expect(client.backend.requests.unlink).toHaveLength(2)
  })

  it('that left the page, and was left with the back button: the row is back with a message', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const reauthenticate = leaving()
    render(<Settings client={client} confirm="none" reauthenticate={reauthenticate} />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await waitFor(() => expect(reauthenticate).toHaveBeenCalledOnce())
    expect(screen.queryByRole('button', unlinkGitHub)).toBeNull()
    client.browser.back()
    const row = (await screen.findByRole('button', unlinkGitHub)).closest('li')
    expect(row).toHaveTextContent(NOT_VERIFIED)
    expect(client.backend.requests.unlink).toEqual([])
    expect(client.browser.storage()).toHaveLength(0)
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
    'that %s brings the row back with words; nothing was sent',
    async (_how, reauthenticate) => {
      const client = createFakeClient()
      const user = userEvent.setup()
      render(<Settings client={client} confirm="none" reauthenticate={reauthenticate} />)
      await user.click(await screen.findByRole('button', unlinkGitHub))
      const words = await screen.findByText(/^Couldn't unlink/, { selector: '[data-slot="failure"] *' })
      expect(words.closest('li')).toHaveTextContent(NOT_VERIFIED)
      expect(screen.getByText('@ada-lovelace')).toBeVisible()
      expect(document.body).not.toHaveTextContent('secret-canary')
      expect(client.backend.requests.unlink).toEqual([])
      expect(client.browser.storage()).toHaveLength(0)
    },
  )

  it('that rejects before a link: the button says so, the page stays', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    render(<Settings client={client} reauthenticate={() => Promise.reject(new Error('no'))} />)
    await user.click(await screen.findByRole('button', linkGitHub))
    const words = await screen.findByText(/^Couldn't start linking your account\./)
    expect(words.parentElement).toHaveTextContent(NOT_VERIFIED)
    expect(client.browser.departures).toEqual([])
  })

  it('that takes too long for a popup asks for one more click, and keeps the display', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    client.browser.allowPopups()
    const reauthenticate = vi.fn(async () => {})
    reauthenticate.mockImplementationOnce(async () => client.browser.setActivation(false))
    render(
      <Settings client={client} connections={[]} reauthenticate={reauthenticate}>
        <LinkAccountButton connection="github" display="popup" />
        <LinkedAccounts />
      </Settings>,
    )
    await user.click(screen.getByRole('button', { name: 'Link GitHub' }))
    const offer = await screen.findByRole('button', { name: 'Continue' })
    expect(client.browser.popup).toBeNull()
    client.browser.setActivation(true)
    await user.click(offer)
    await waitFor(() => expect(client.browser.popup?.isOpen).toBe(true))
  })
})

describe('a step-up that has left the page', () => {
  /** The page after the user has signed in: everything is new, except the tab's storage. */
  const comeBack = (client: FakeClient, reauthenticate: Reauthenticate) =>
    render(
      <StrictMode>
        <Settings
          client={client}
          browser={client.browser.reload()}
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
    within((await screen.findByText(/^Continue .*\?$/)).closest('[role="group"]') as HTMLElement)

  it('offers to continue the unlink, which happens only on a click, once', async () => {
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
    expect(screen.queryByText(/^Continue .*\?$/)).toBeNull()
    expect(screen.getByRole('heading', { name: 'Linked accounts' })).toHaveFocus()
    expect(client.backend.requests.unlink).toEqual(['github|1815'])
  })

  it('offers to continue the link, which happens only on a click', async () => {
    const { client, user } = await interrupt(linkGitHub)
    comeBack(client, accepting())
    const offer = await notice()
    expect(offer.getByText('Continue linking GitHub?')).toBeVisible()
    expect(client.browser.departures).toEqual([])
    await user.click(offer.getByRole('button', { name: 'Continue' }))
    await waitFor(() => expect(client.backend.requests.link).toEqual(['github']))
  })

  it('says so if the link that continues cannot start', async () => {
    const { client, user } = await interrupt(linkGitHub)
    client.backend.failNext('link', 'network')
    comeBack(client, accepting())
    await user.click((await notice()).getByRole('button', { name: 'Continue' }))
    const words = await screen.findByText(/^Couldn't start linking your account\./)
    expect(words.closest('[role="group"]')).toHaveTextContent('Check your internet connection')
  })

  it('is not offered again after "Not now", and the focus stays in the section', async () => {
    const { client, user } = await interrupt(unlinkGitHub)
    const page = comeBack(client, accepting())
    await user.click((await notice()).getByRole('button', { name: 'Not now' }))
    expect(screen.queryByText(/^Continue .*\?$/)).toBeNull()
    expect(screen.getByRole('heading', { name: 'Linked accounts' })).toHaveFocus()
    page.unmount()
    comeBack(client, accepting())
    await screen.findByText('@ada-lovelace')
    expect(screen.queryByText(/^Continue .*\?$/)).toBeNull()
    expect(client.backend.requests.unlink).toEqual([])
  })

  it('is not offered to another user, nor if its record is damaged', async () => {
    const { client } = await interrupt(unlinkGitHub)
    const grace = client.backend.switchUser()
    const other = comeBack(grace, accepting())
    await screen.findByText('grace@example.com')
    expect(screen.queryByText(/^Continue .*\?$/)).toBeNull()
    other.unmount()
    client.backend.switchUser()
    const storage = client.browser.storage()
    const key = storage.key(0) ?? ''
    for (const damaged of [5, 'nothing', { startedAt: Date.now() }, { action: 'unlink' }]) {
      storage.setItem(key, JSON.stringify(damaged))
      const page = comeBack(client, accepting())
      await screen.findByText('@ada-lovelace')
      expect(screen.queryByText(/^Continue .*\?$/)).toBeNull()
      page.unmount()
    }
  })
})
