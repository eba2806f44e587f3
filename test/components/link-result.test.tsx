import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { StrictMode } from 'react'
import { LinkAccountButton, LinkedAccounts, type LinkStatus } from 'react-linked-accounts'
import { AccountLinkingError } from 'react-linked-accounts/core'
import { createFakeClient } from 'react-linked-accounts/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { hostsQueryClient, Settings } from './settings'

/** What tells how the link ended, once it is there. */
const notice = (words: RegExp) => screen.findByRole('region', { name: words })

describe('a person comes back from a link and is told how it ended where they are to go on', () => {
  it.each([
    ['linked', /^GitHub linked/, '@octocat'],
    ['reconnected', /^GitHub, @ada-lovelace was linked again\.$/, '@ada-lovelace'],
  ] as const)('%s: in the row of the account', async (returned, words, account) => {
    const user = userEvent.setup()
    render(<Settings client={createFakeClient({ returned })} />)
    const told = await notice(words)
    const row = screen.getByText(account).closest('li') as HTMLElement
    expect(row).toContainElement(told)
    expect(told).toHaveFocus()
    await user.click(within(told).getByRole('button', { name: 'Dismiss' }))
    await waitFor(() => expect(told).not.toBeInTheDocument())
    expect(row).toHaveFocus()
  })

  it.each([
    ['unchanged', /^Nothing new was linked, because that account is linked to you already\.$/],
    ['cancelled', /sign-in was cancelled/],
    ['denied', /server does not allow it/],
    ['already_linked', /already belongs to another user/],
    ['wrong_user', /signed in as someone else/],
    ['expired', /took too long/],
    ['failed', /ended with an error/],
  ] as const)('%s: at the button that it came from', async (returned, words) => {
    const user = userEvent.setup()
    render(<Settings client={createFakeClient({ returned })} />)
    const told = await notice(words)
    const button = screen.getByRole('button', { name: 'Link another GitHub account' })
    expect(button.closest('li')).toContainElement(told)
    expect(told).toHaveFocus()
    await user.click(within(told).getByRole('button', { name: 'Dismiss' }))
    await waitFor(() => expect(told).not.toBeInTheDocument())
    expect(button).toHaveFocus()
    expect(button).not.toHaveAttribute('aria-disabled')
  })

  it('missing_transaction, of which no button is known: on top of the list', async () => {
    const user = userEvent.setup()
    render(<Settings client={createFakeClient({ returned: 'missing_transaction' })} />)
    const told = await notice(/started in another tab/)
    const list = screen.getByText('@ada-lovelace').closest('ul') as HTMLElement
    expect(told.compareDocumentPosition(list)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
    expect(told).toHaveFocus()
    await user.click(within(told).getByRole('button', { name: 'Dismiss' }))
    expect(screen.getByRole('heading', { name: 'Linked accounts' })).toHaveFocus()
  })

  it('of a connection that is not offered: on top of the list', async () => {
    const connections = [{ name: 'github', single: true }, { name: 'windowslive' }]
    render(<Settings client={createFakeClient({ returned: 'cancelled' })} connections={connections} />)
    const told = await notice(/sign-in was cancelled/)
    expect(told.closest('li')).toBeNull()
    expect(screen.getByRole('region', { name: 'Linked accounts' })).toContainElement(told)
    expect(told).toHaveFocus()
  })

  it('at a button of the host’s own, where there is no list', async () => {
    const user = userEvent.setup()
    render(
      <Settings client={createFakeClient({ returned: 'cancelled' })}>
        <LinkAccountButton connection="google-oauth2" />
        <LinkAccountButton connection="github" />
      </Settings>,
    )
    const told = await notice(/sign-in was cancelled/)
    await user.click(within(told).getByRole('button', { name: 'Dismiss' }))
    expect(screen.getByRole('button', { name: 'Link GitHub' })).toHaveFocus()
    expect(screen.queryByText(/sign-in was cancelled/)).toBeNull()
  })

  it('until something else is unlinked: it may not be true anymore', async () => {
    const client = createFakeClient({ returned: 'unchanged' })
    const user = userEvent.setup()
    render(<Settings client={client} confirm="none" />)
    await notice(/linked to you already/)
    await user.click(screen.getByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(screen.queryByText(/linked to you already/)).toBeNull()
  })

  it('takes the focus once: not again in StrictMode, nor when the section is shown another time', async () => {
    const client = createFakeClient({ returned: 'linked' })
    const queryClient = hostsQueryClient()
    const user = userEvent.setup()
    const page = (hasSection: boolean) => (
      <StrictMode>
        <Settings client={client} queryClient={queryClient}>
          <button type="button">Elsewhere</button>
          {hasSection && <LinkedAccounts />}
        </Settings>
      </StrictMode>
    )
    const { rerender } = render(page(true))
    expect(await notice(/was linked as @octocat/)).toHaveFocus()
    const elsewhere = screen.getByRole('button', { name: 'Elsewhere' })
    await user.click(elsewhere)
    rerender(page(false))
    rerender(page(true))
    expect(await notice(/was linked as @octocat/)).toBeVisible()
    expect(elsewhere).toHaveFocus()
    expect(client.backend.requests.list).toHaveLength(1)
  })
})

describe('a person comes back, and nothing was linked', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  /** A page that has come back from a link of GitHub which ended so. */
  function cameBackWith(status: LinkStatus, error: AccountLinkingError) {
    const result = { status, connection: 'github', error }
    return { ...createFakeClient(), finishLink: async () => result }
  }

  it('which the server would not have told, had the account been another user’s: nothing is claimed', async () => {
    const features = { refusals: ['identity_required'] } as const
    render(<Settings client={createFakeClient({ returned: 'unchanged', features })} />)
    const words = /^Nothing was linked\. Perhaps that account was linked already, or somebody else’s session/
    expect(await notice(words)).toBeVisible()
  })

  it.each([
    ['network', 'Check your internet connection and try again.'],
    ['invalid_response', 'The server’s answer could not be understood.'],
    ['not_found', 'The server does not know this account.'],
  ] as const)('because the way back failed (%s): that is said, with the reason', async (code, reason) => {
    const error = new AccountLinkingError(code, 'The answer could not be exchanged.')
    render(<Settings client={cameBackWith('failed', error)} />)
    const told = await notice(/^Nothing was linked, because the link could not be completed\.$/)
    expect(told).toHaveTextContent(`because the link could not be completed. ${reason}`)
  })

  it.each([
    ['denied', 'forbidden', /the server does not allow it/],
    ['already_linked', 'conflict', /already belongs to another user/],
  ] as const)(
    'because it was refused on the way back (%s): its own words say all',
    async (status, code, words) => {
      const error = new AccountLinkingError(code, 'The server answered no.')
      render(<Settings client={cameBackWith(status, error)} />)
      const told = await notice(words)
      expect(told).not.toHaveTextContent(/could not be completed|does not allow this|Something has changed/)
    },
  )

  it('because the server wants peace: the seconds are counted, and another attempt waits for them', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const error = new AccountLinkingError('rate_limited', 'The server answered 429.', { retryAfter: 30 })
    const client = cameBackWith('failed', error)
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime })
    render(<Settings client={client} connections={[]} />)
    const told = await notice(/the link could not be completed/)
    const retry = within(told).getByRole('button', { name: 'Try again' })
    expect(told).toHaveTextContent(/Try again in \d+s/)
    expect(retry).toHaveAttribute('aria-disabled', 'true')
    await user.click(retry)
    expect(client.backend.requests.link).toEqual([])

    await act(() => vi.advanceTimersByTimeAsync(30_000))
    expect(told).not.toHaveTextContent(/You can try again in/)
    expect(retry).not.toHaveAttribute('aria-disabled')
    await user.click(retry)
    await client.browser.departure()
    expect(client.backend.requests.link).toEqual(['github'])
  })
})
