import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import {
  AccountLinkingProvider,
  type AccountLinkingProviderProps,
  LinkAccountButton,
  LinkedAccounts,
  type LinkedAccountsProps,
} from 'react-linked-accounts'
import { captureLinkReturn } from 'react-linked-accounts/core'
import { createFakeClient, type FakeClient } from 'react-linked-accounts/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { hosts } from './host-query-clients'

const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }
const linkGitHub = { name: 'Link another GitHub account' }
const UNLINKED = 'GitHub account @ada-lovelace unlinked.'

let test = new AbortController()
beforeEach(() => {
  test = new AbortController()
})
afterEach(() => test.abort())

interface PageProps extends Partial<AccountLinkingProviderProps> {
  client: FakeClient
  section?: LinkedAccountsProps
}

describe.each(Object.entries(hosts))('with %s', (_name, create) => {
  /** A tab of the host: each call of `load` is a page load. */
  function openTab() {
    const host = create(test.signal)
    const user = userEvent.setup()
    const load = ({ client, section, children, ...linking }: PageProps) => {
      const { queryClient, Provider } = host()
      const page = (isShown: boolean) => (
        <Provider>
          <AccountLinkingProvider
            client={client}
            browser={client.browser}
            connections={[{ name: 'google-oauth2' }, { name: 'github' }]}
            {...linking}
          >
            {children}
            {isShown && <LinkedAccounts confirm="none" {...section} />}
          </AccountLinkingProvider>
        </Provider>
      )
      const { rerender, unmount } = render(page(true))
      const hideAndShow = () => {
        rerender(page(false))
        rerender(page(true))
      }
      return { queryClient, unmount, hideAndShow }
    }
    return { user, load }
  }

  it('the result of a link is shown once after the return, and stays dismissed', async () => {
    const { user, load } = openTab()
    const client = createFakeClient()
    const onEvent = vi.fn()
    const before = load({ client, onEvent })
    await user.click(await screen.findByRole('button', linkGitHub))
    const url = await client.backend.visit({ account: 'new' })
    before.unmount()

    const { queryClient, hideAndShow } = load({ client, onEvent, browser: client.browser.reload(url) })
    const told = await screen.findByRole('group', { name: 'GitHub linked' })
    expect(screen.getByRole('region', { name: 'Linked accounts' })).toContainElement(told)
    await user.click(within(told).getByRole('button', { name: 'Dismiss' }))
    await act(() => queryClient.invalidateQueries())
    hideAndShow()
    await screen.findByText('@octocat')
    expect(screen.queryByText('GitHub linked')).toBeNull()
    expect(onEvent.mock.calls.map(([{ type }]) => type)).toEqual(['link_started', 'link_returned', 'linked'])
    expect(client.backend.requests.link).toEqual(['github'])
  })

  it('a link is completed once by a client with finishLink', async () => {
    const { load } = openTab()
    const client = createFakeClient({ returned: 'linked' })
    const finishLink = vi.fn(async () => {})
    load({ client: { ...client, finishLink } })
    expect(await screen.findByRole('group', { name: 'GitHub linked' })).toBeVisible()
    expect(finishLink).toHaveBeenCalledOnce()
  })

  it('a link in a popup ends with its result', async () => {
    const { user, load } = openTab()
    const client = createFakeClient()
    client.browser.allowPopups()
    load({ client, connections: [], children: <LinkAccountButton connection="github" display="popup" /> })
    await screen.findByText('@ada-lovelace')
    await user.click(screen.getByRole('button', { name: 'Link GitHub' }))
    await screen.findAllByText('Waiting for GitHub…')
    const { popup } = client.browser
    popup?.page.arrive(await client.backend.visit({ account: 'new' }))
    act(() => void captureLinkReturn(popup?.page))
    expect(await screen.findByRole('group', { name: 'GitHub linked' })).toBeVisible()
    expect(screen.queryByText('Waiting for GitHub…')).toBeNull()
  })

  it('a link that cannot start is attempted once, and says why', async () => {
    const { user, load } = openTab()
    const client = createFakeClient({ link: 'server_error' })
    load({ client })
    await user.click(await screen.findByRole('button', linkGitHub))
    const words = await screen.findByText(/^Couldn't start linking your account\./)
    expect(words.parentElement).toHaveTextContent('Something went wrong on our end.')
    expect(client.backend.requests.link).toEqual(['github'])
  })

  it('an unlink is sent once, and its account never comes back', async () => {
    const { user, load } = openTab()
    const client = createFakeClient()
    const { queryClient } = load({ client })
    const release = client.backend.hold('unlink')
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await act(() => queryClient.invalidateQueries())
    expect(screen.queryByText('@ada-lovelace')).toBeNull()
    release()
    await screen.findByText(UNLINKED)
    expect(screen.queryByText('@ada-lovelace')).toBeNull()
    expect(client.backend.requests.unlink).toEqual(['github|1815'])
  })

  it('an unlink that is undone is never sent', async () => {
    const { user, load } = openTab()
    const client = createFakeClient()
    const { queryClient } = load({ client, section: { confirm: 'undo', undoMs: 60_000 } })
    await user.click(await screen.findByRole('button', unlinkGitHub))
    const undo = await screen.findByRole('button', { name: /^Undo unlinking GitHub/ })
    await act(() => queryClient.invalidateQueries())
    await user.click(undo)
    expect(await screen.findByRole('button', unlinkGitHub)).toBeVisible()
    expect(client.backend.requests.unlink).toEqual([])
  })

  it.each(['forbidden', 'network'] as const)(
    'an unlink that fails (%s) is sent once, and its reason stays',
    async (unlink) => {
      const { user, load } = openTab()
      const client = createFakeClient({ unlink })
      const { queryClient, hideAndShow } = load({ client })
      await user.click(await screen.findByRole('button', unlinkGitHub))
      await screen.findByText(/^Couldn't unlink/, { selector: '[data-slot="failure"] *' })
      await act(() => queryClient.invalidateQueries())
      hideAndShow()
      const words = await screen.findByText(/^Couldn't unlink/, { selector: '[data-slot="failure"] *' })
      expect(words.closest('li')).toContainElement(screen.getByText('@ada-lovelace'))
      expect(client.backend.requests.unlink).toEqual(['github|1815'])
    },
  )

  it('a list that fails says why, and loads on another attempt', async () => {
    const { user, load } = openTab()
    const client = createFakeClient()
    const restore = client.backend.fail('list', 'forbidden')
    load({ client })
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent("You don't have permission to do this.")
    restore()
    // A host that invalidates may already have loaded it.
    const retry = screen.queryByRole('button', { name: 'Try again' })
    if (retry) await user.click(retry)
    expect(await screen.findByText('@ada-lovelace')).toBeVisible()
    expect(alert).not.toBeInTheDocument()
  })

  it('a step-up that leaves the page offers to continue the unlink on the next load, once', async () => {
    const { user, load } = openTab()
    const client = createFakeClient()
    const leave = vi.fn(() => new Promise<void>(() => {}))
    const before = load({ client, reauthenticate: leave })
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await waitFor(() => expect(leave).toHaveBeenCalledOnce())
    before.unmount()

    const reauthenticate = vi.fn(async () => {})
    load({ client, browser: client.browser.reload(), reauthenticate })
    expect(await screen.findByRole('button', unlinkGitHub)).toBeVisible()
    await user.click(await screen.findByRole('button', { name: 'Continue' }))
    await screen.findByText(UNLINKED)
    expect(screen.queryByText(/^Continue unlinking/)).toBeNull()
    expect(reauthenticate).toHaveBeenCalledOnce()
    expect(client.backend.requests.unlink).toEqual(['github|1815'])
  })
})
