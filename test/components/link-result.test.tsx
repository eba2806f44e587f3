import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { StrictMode } from 'react'
import { LinkAccountButton, LinkedAccounts } from 'react-linked-accounts'
import { AccountLinkingError } from 'react-linked-accounts/core'
import { identitiesOptions } from 'react-linked-accounts/query'
import { createFakeClient } from 'react-linked-accounts/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { hostsQueryClient, Settings } from './settings'

/** The notice with the result of the link, once it is shown. */
const notice = (title: string | RegExp) => screen.findByRole('group', { name: title })

describe('the result of a link is shown below the heading', () => {
  it.each([
    ['linked', 'GitHub linked', 'You can now sign in with @octocat.'],
    ['reconnected', 'GitHub account @ada-lovelace is linked', 'Sign-in at GitHub finished without an error.'],
    ['unchanged', 'No account was linked', /might already be linked, or you might have been signed in as/],
    ['cancelled', "GitHub wasn't linked", 'Sign-in was canceled.'],
    ['denied', "GitHub wasn't linked", /You don't have permission to link this account\./],
    [
      'already_linked',
      "GitHub wasn't linked",
      'That account is linked to another user. Try a different one.',
    ],
    ['wrong_user', 'No account was linked', /You're now signed in as someone else\./],
    ['expired', "We couldn't tell how linking ended", /It took too long\./],
    ['failed', "Couldn't link GitHub", /The provider returned an error\./],
    ['missing_transaction', "We couldn't tell how linking ended", /Check the list/],
  ] as const)('%s: with the focus, until it is dismissed', async (returned, title, words) => {
    const user = userEvent.setup()
    render(<Settings client={createFakeClient({ returned })} />)
    const told = await notice(title)
    expect(within(told).getByText(words)).toBeVisible()
    expect(told).toHaveFocus()
    const list = (await screen.findByText('ada@example.com')).closest('ul') as HTMLElement
    expect(told.compareDocumentPosition(list)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
    await user.click(within(told).getByRole('button', { name: 'Dismiss' }))
    await waitFor(() => expect(told).not.toBeInTheDocument())
    expect(screen.getByRole('heading', { name: 'Linked accounts' })).toHaveFocus()
  })

  it('with a badge on the account that was linked', async () => {
    render(<Settings client={createFakeClient({ returned: 'linked' })} />)
    await notice('GitHub linked')
    const row = screen.getByText('@octocat').closest('li') as HTMLElement
    expect(within(row).getByText('New')).toBeVisible()
    expect(screen.getAllByText('New')).toHaveLength(1)
  })

  it('and offers another attempt, unless the request is not known', async () => {
    const client = createFakeClient({ returned: 'cancelled' })
    const user = userEvent.setup()
    const { unmount } = render(<Settings client={client} connections={[{ name: 'windowslive' }]} />)
    await user.click(within(await notice("GitHub wasn't linked")).getByRole('button', { name: 'Try again' }))
    await client.browser.departure()
    expect(client.backend.requests.link).toEqual(['github'])
    unmount()

    render(<Settings client={createFakeClient({ returned: 'missing_transaction' })} />)
    const told = await notice("We couldn't tell how linking ended")
    expect(within(told).getAllByRole('button')).toHaveLength(1)
  })

  it('at the host’s own button if there is no list', async () => {
    const user = userEvent.setup()
    render(
      <Settings client={createFakeClient({ returned: 'cancelled' })}>
        <LinkAccountButton connection="google-oauth2" />
        <LinkAccountButton connection="github" />
      </Settings>,
    )
    const told = await notice("GitHub wasn't linked")
    await user.click(within(told).getByRole('button', { name: 'Dismiss' }))
    expect(screen.getByRole('button', { name: 'Link GitHub' })).toHaveFocus()
    expect(screen.queryByText("GitHub wasn't linked")).toBeNull()
  })

  it('until an account is unlinked, because it may no longer be true', async () => {
    const client = createFakeClient({ returned: 'unchanged' })
    const user = userEvent.setup()
    render(<Settings client={client} confirm="none" />)
    await notice('No account was linked')
    await user.click(screen.getByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(screen.queryByText('No account was linked')).toBeNull()
  })

  it('takes the focus once: not again in StrictMode, nor when the section is shown again', async () => {
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
    expect(await notice('GitHub linked')).toHaveFocus()
    const elsewhere = screen.getByRole('button', { name: 'Elsewhere' })
    await user.click(elsewhere)
    rerender(page(false))
    rerender(page(true))
    expect(await notice('GitHub linked')).toBeVisible()
    expect(elsewhere).toHaveFocus()
    expect(client.backend.requests.list).toHaveLength(1)
  })
})

describe('a link that could not be completed', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  /** A page that has returned from a GitHub link whose completion fails. */
  const cameBackTo = (error: AccountLinkingError) => ({
    ...createFakeClient({ returned: 'unchanged' }),
    finishLink: () => Promise.reject(error),
  })

  it.each([
    ['network', 'Check your internet connection and try again.'],
    ['invalid_response', 'We got an unexpected response.'],
    ['not_found', "This account wasn't found."],
  ] as const)('says so, with the reason (%s)', async (code, reason) => {
    const error = new AccountLinkingError(code, 'The answer could not be exchanged.')
    render(<Settings client={cameBackTo(error)} />)
    const told = await notice("Couldn't finish linking. No account was linked.")
    expect(told).toHaveTextContent(`No account was linked. ${reason}`)
  })

  it.each([
    ['forbidden', /You don't have permission to link this account\./],
    ['denied', /You don't have permission to link this account\./],
    ['already_linked', /That account is linked to another user\./],
  ] as const)('because it was refused (%s) says only that', async (code, words) => {
    render(<Settings client={cameBackTo(new AccountLinkingError(code, 'The server answered no.'))} />)
    const told = await notice("GitHub wasn't linked")
    expect(within(told).getByText(words)).toBeVisible()
    expect(told).not.toHaveTextContent(/Couldn't finish|Something changed|do this/)
  })

  it('because of too many requests counts down the seconds until another attempt', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const error = new AccountLinkingError('rate_limited', 'The server answered 429.', { retryAfter: 30 })
    const client = cameBackTo(error)
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime })
    const queryClient = hostsQueryClient()
    await queryClient.prefetchQuery(identitiesOptions(client, client))
    render(<Settings client={client} queryClient={queryClient} connections={[]} />)
    const told = await notice("Couldn't finish linking. No account was linked.")
    const retry = within(told).getByRole('button', { name: /^Try again in \d+s$/ })
    expect(retry).toHaveAttribute('aria-disabled', 'true')
    await user.click(retry)
    expect(client.backend.requests.link).toEqual([])

    await act(() => vi.advanceTimersByTimeAsync(30_000))
    expect(told).not.toHaveTextContent(/Try again in/)
    expect(retry).not.toHaveAttribute('aria-disabled')
    await user.click(retry)
    await client.browser.departure()
    expect(client.backend.requests.link).toEqual(['github'])
  })
})
