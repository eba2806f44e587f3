import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { StrictMode } from 'react'
import {
  LinkAccountButton,
  LinkedAccounts,
  LinkedAccountsConnections,
  LinkedAccountsHeader,
  LinkedAccountsList,
  LinkedAccountsNotice,
} from 'react-linked-accounts'
import { identitiesOptions } from 'react-linked-accounts/query'
import { createFakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { describe, expect, it, vi } from 'vitest'
import { Settings } from './settings'

const connections = [{ name: 'google-oauth2' }, { name: 'github' }, { name: 'windowslive' }]
const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }

describe('a card without a provider', () => {
  it('lists, unlinks and links, with its own query cache', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const onUnlinked = vi.fn()
    render(
      <StrictMode>
        <LinkedAccounts
          client={client}
          connections={connections}
          browser={client.browser}
          confirm="none"
          onUnlinked={onUnlinked}
        />
      </StrictMode>,
    )
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(onUnlinked).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: 'github|1815' }))
    await user.click(screen.getByRole('button', { name: 'Link Microsoft' }))
    await client.browser.departure()
    expect(client.backend.requests.link).toEqual(['windowslive'])
  })

  it('uses the query cache of the page, if there is one', async () => {
    const client = createFakeClient()
    const queryClient = new QueryClient()
    render(
      <QueryClientProvider client={queryClient}>
        <LinkedAccounts client={client} browser={client.browser} />
      </QueryClientProvider>,
    )
    await screen.findByText('@ada-lovelace')
    expect(queryClient.getQueryData(identitiesOptions(client).queryKey)?.identities).toHaveLength(3)
  })

  it('keeps its list when the page around it re-renders', async () => {
    const client = createFakeClient()
    const page = () => <LinkedAccounts client={{ ...client }} browser={client.browser} />
    const { rerender } = render(page())
    const row = (await screen.findByText('@ada-lovelace')).closest('li')
    rerender(page())
    rerender(page())
    expect(screen.getByText('@ada-lovelace').closest('li')).toBe(row)
    expect(client.backend.requests.list).toHaveLength(1)
  })
})

describe('the content of the card', () => {
  it('is composed of its parts, in the order that the page chooses', async () => {
    render(
      <Settings client={createFakeClient({ returned: 'linked' })} connections={connections}>
        <LinkedAccounts>
          <LinkedAccountsConnections />
          <hr />
          <LinkedAccountsList />
          <LinkedAccountsNotice />
          <LinkedAccountsHeader headingLevel={4} />
        </LinkedAccounts>
      </Settings>,
    )
    const inOrder = [
      await screen.findByRole('button', { name: 'Link Microsoft' }),
      screen.getByRole('separator'),
      await screen.findByText('@ada-lovelace'),
      await screen.findByRole('group', { name: 'GitHub linked' }),
      screen.getByRole('heading', { name: 'Linked accounts', level: 4 }),
    ]
    const onPage = [...inOrder].sort((one, other) =>
      one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    )
    expect(onPage).toEqual(inOrder)
    expect(screen.getByRole('region', { name: 'Linked accounts' })).toContainElement(
      inOrder[0] as HTMLElement,
    )
  })

  it('is what a function returns for the current list', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const release = client.backend.hold('list')
    render(
      <Settings client={client}>
        <LinkedAccounts confirm="none">
          {({ identities, isPending }) => (
            <>
              <p>{isPending ? 'One moment' : `${identities?.length} accounts`}</p>
              <LinkedAccountsHeader />
              <LinkedAccountsList />
            </>
          )}
        </LinkedAccounts>
      </Settings>,
    )
    expect(screen.getByText('One moment')).toBeVisible()
    release()
    expect(await screen.findByText('3 accounts')).toBeVisible()
    await user.click(await screen.findByRole('button', unlinkGitHub))
    expect(await screen.findByText('2 accounts')).toBeVisible()
  })

  it('has a header below the description and a footer below the connections', async () => {
    render(
      <Settings client={createFakeClient()} connections={connections}>
        <LinkedAccounts header={<p>Two are enough.</p>} footer={<a href="/help">Help</a>} />
      </Settings>,
    )
    const button = await screen.findByRole('button', { name: 'Link Microsoft' })
    const footer = screen.getByRole('link', { name: 'Help' })
    expect(button.compareDocumentPosition(footer)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
    const description = screen.getByText('You can sign in with any of these accounts.')
    const header = screen.getByText('Two are enough.')
    expect(description.compareDocumentPosition(header)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
    expect(header.compareDocumentPosition(button)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
  })

  it('has headings that fit the outline of the page', async () => {
    render(
      <Settings client={createFakeClient()} connections={connections}>
        <LinkedAccounts headingLevel={3} />
      </Settings>,
    )
    expect(screen.getByRole('heading', { name: 'Linked accounts', level: 3 })).toBeVisible()
    expect(await screen.findByRole('heading', { name: 'Add a sign-in method', level: 4 })).toBeVisible()
  })

  it('has a name without a heading, and keeps the focus in the section', async () => {
    const user = userEvent.setup()
    const identities = [fakeIdentity({ accountId: '1815', profile: { username: 'ada-lovelace' } })]
    const fake = createFakeClient({ identities })
    // A server that leaves a user without a sign-in method.
    const client = { ...fake, unlink: async ({ id }: { id: string }) => fake.backend.remove(id) }
    render(
      <Settings client={client} canUnlink={() => true}>
        <LinkedAccounts headingLevel={false} confirm="none" header={<p>Only this one.</p>} />
      </Settings>,
    )
    const region = screen.getByRole('region', { name: 'Linked accounts' })
    expect(within(region).queryByText('You can sign in with any of these accounts.')).toBeNull()
    expect(within(region).queryByRole('heading', { name: 'Linked accounts' })).toBeNull()
    expect(within(region).getByText('Only this one.')).toBeVisible()
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await screen.findByText('No linked accounts yet')
    await waitFor(() => expect(region).toHaveFocus())
  })
})

describe('notices="none"', () => {
  it('shows no result, and lets the host show it with its own text', async () => {
    const onLinkResult = vi.fn()
    render(
      <Settings client={createFakeClient({ returned: 'linked' })} onLinkResult={onLinkResult}>
        <LinkedAccounts notices="none" />
      </Settings>,
    )
    await screen.findByText('@octocat')
    await waitFor(() =>
      expect(onLinkResult).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ status: 'linked' })),
    )
    expect(screen.queryByText('GitHub linked')).toBeNull()
  })

  it('shows no result at a button either, on the card or outside it', async () => {
    const onLinkResult = vi.fn()
    render(
      <Settings client={createFakeClient({ returned: 'cancelled' })} onLinkResult={onLinkResult}>
        <LinkedAccounts notices="none" />
        <LinkAccountButton connection="github" />
      </Settings>,
    )
    await screen.findByText('@ada-lovelace')
    await waitFor(() => expect(onLinkResult).toHaveBeenCalledOnce())
    await waitFor(() => expect(screen.queryByText("GitHub wasn't linked")).toBeNull())
  })

  it('still says how an unlink ended', async () => {
    const user = userEvent.setup()
    render(
      <Settings client={createFakeClient('unlinkFails')}>
        <LinkedAccounts notices="none" confirm="none" />
      </Settings>,
    )
    await user.click(await screen.findByRole('button', unlinkGitHub))
    const row = screen.getByText('@ada-lovelace').closest('li')
    await waitFor(() => expect(row).toHaveTextContent("Couldn't unlink."))
  })
})
