import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { StrictMode } from 'react'
import { AccountLinkingError } from 'react-linked-accounts/core'
import { createFakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { describe, expect, it } from 'vitest'
import { Settings } from './settings'

describe('a person looks at their linked accounts', () => {
  it('sees every account, with its provider and what tells it apart', async () => {
    render(<Settings client={createFakeClient()} />)
    const region = screen.getByRole('region', { name: 'Linked accounts' })
    const list = (await within(region).findAllByRole('list'))[0] as HTMLElement
    expect(
      within(list)
        .getAllByRole('listitem')
        .map((row) => row.textContent),
    ).toEqual([
      expect.stringMatching(/Password Primary.*ada@example\.com/),
      expect.stringMatching(/Google.*ada\.lovelace@gmail\.example/),
      expect.stringMatching(/GitHub.*@ada-lovelace/),
    ])
  })

  it('sees that the list is on its way, and neither an empty nor a failed one', () => {
    render(<Settings client={createFakeClient('loading')} />)
    expect(screen.getByText('Loading linked accounts…')).toBeVisible()
    expect(screen.queryByText('No linked accounts yet')).toBeNull()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('sees that nothing is linked, and what can be', async () => {
    render(<Settings client={createFakeClient('empty')} />)
    expect(await screen.findByText('No linked accounts yet')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Link GitHub' })).toBeVisible()
  })

  it.each([
    ['server_error', 'Something went wrong on our end.'],
    ['network', 'Check your internet connection and try again.'],
    ['unauthorized', 'Your session has expired. Please sign in again.'],
    ['rate_limited', 'Too many attempts. Wait a moment and try again.'],
  ] as const)('sees why the list did not come (%s), and never an empty list', async (list, words) => {
    render(<Settings client={createFakeClient({ list })} />)
    expect(await screen.findByRole('alert')).toHaveTextContent(`Couldn't load your linked accounts. ${words}`)
    expect(screen.queryByText('No linked accounts yet')).toBeNull()
    expect(screen.queryByRole('list')).toBeNull()
  })

  it('gets the list by trying again, and keeps their place', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const mend = client.backend.fail('list', 'forbidden')
    render(<Settings client={client} />)
    const retry = await screen.findByRole('button', { name: 'Try again' })
    mend()
    retry.focus()
    await user.keyboard('{Enter}')
    expect(await screen.findByText('@ada-lovelace')).toBeVisible()
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.getByRole('heading', { name: 'Linked accounts' })).toHaveFocus()
  })

  it('keeps seeing the old list when a new one does not come, and is told that it may be out of date', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    render(<Settings confirm="none" client={client} />)
    const unlink = await screen.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' })
    const refusal = new AccountLinkingError('rate_limited', 'The server answered 429.')
    const mend = client.backend.fail('list', refusal)
    await user.click(unlink)
    expect(await screen.findByText(/This list might be out of date/)).toBeVisible()
    expect(
      screen.getByText(/Too many attempts. Wait a moment and try again./).closest('[role="status"]'),
    ).not.toBeNull()
    expect(screen.getByText('ada.lovelace@gmail.example')).toBeVisible()
    mend()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(client.backend.requests.list).toHaveLength(3))
    expect(await screen.findByText('ada.lovelace@gmail.example')).toBeVisible()
    expect(screen.queryByText(/This list might be out of date/)).toBeNull()
  })

  it('tells two accounts of one provider apart, and finds every button by a name of its own', async () => {
    render(<Settings client={createFakeClient('sameProvider')} />)
    await screen.findByText('countess@gmail.example')
    const names = screen
      .getAllByRole('button')
      .map((button) => button.getAttribute('aria-label') ?? button.textContent)
    expect(names).toContain('Unlink Google account ada.lovelace@gmail.example')
    expect(names).toContain('Unlink Google account countess@gmail.example')
    expect(names).toContain('Unlink Google account 117702468033311374520')
    expect(new Set(names).size).toBe(names.length)
  })

  it('can read a provider that nobody has heard of, and its initial in place of a mark', async () => {
    const identity = fakeIdentity({ provider: 'my-corp_sso', profile: {}, accountId: 'ada' })
    render(<Settings client={createFakeClient({ identities: [identity] })} />)
    const row = (await screen.findByText('My corp sso')).closest('li') as HTMLElement
    expect(row.querySelector('.la-mark')).toHaveTextContent('M')
    expect(screen.getByRole('button', { name: 'Unlink My corp sso account ada' })).toBeVisible()
  })

  it('sees the mark of what stands behind a connection, where the host says it, on the row as on the button', async () => {
    const identity = fakeIdentity({ provider: 'acme-sso' })
    const connections = [{ name: 'acme-sso', provider: 'oidc' }]
    render(<Settings client={createFakeClient({ identities: [identity] })} connections={connections} />)
    const unlink = await screen.findByRole('button', {
      name: 'Unlink OpenID Connect account ada@example.com',
    })
    const button = screen.getByRole('button', { name: 'Link another OpenID Connect account' })
    const mark = unlink.closest('li')?.querySelector('.la-mark')
    expect(mark?.querySelector('svg')).toBeVisible()
    expect(mark?.innerHTML).toBe(button.querySelector('.la-mark')?.innerHTML)
  })
})

describe('the page asks the server for the list once', () => {
  it('in StrictMode', async () => {
    const client = createFakeClient()
    render(
      <StrictMode>
        <Settings client={client} />
      </StrictMode>,
    )
    await screen.findByText('@ada-lovelace')
    expect(client.backend.requests.list).toHaveLength(1)
  })

  it('when it has come back from a link, too', async () => {
    const client = createFakeClient({ returned: 'linked' })
    render(
      <StrictMode>
        <Settings client={client} />
      </StrictMode>,
    )
    await screen.findByText('GitHub linked')
    expect(screen.getByText('@octocat')).toBeVisible()
    expect(client.backend.requests.list).toHaveLength(1)
  })
})
