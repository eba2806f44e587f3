import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { StrictMode } from 'react'
import { AccountLinkingError } from 'react-linked-accounts/core'
import { createFakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { describe, expect, it } from 'vitest'
import { Settings } from './settings'

describe('the list', () => {
  it('shows every account, with its provider and what identifies it', async () => {
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

  it('says that it is loading, and is neither empty nor failed', () => {
    render(<Settings client={createFakeClient('loading')} />)
    expect(screen.getByText('Loading linked accounts…')).toBeVisible()
    expect(screen.queryByText('No linked accounts yet')).toBeNull()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('says that nothing is linked, and offers the connections', async () => {
    render(<Settings client={createFakeClient('empty')} />)
    expect(await screen.findByText('No linked accounts yet')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Link GitHub' })).toBeVisible()
  })

  it.each([
    ['server_error', 'Something went wrong on our end.'],
    ['network', 'Check your internet connection and try again.'],
    ['unauthorized', 'Your session expired. Sign in again.'],
    ['rate_limited', 'Too many attempts. Wait a moment and try again.'],
  ] as const)('says why it did not load (%s), and is never empty then', async (list, words) => {
    render(<Settings client={createFakeClient({ list })} />)
    expect(await screen.findByRole('alert')).toHaveTextContent(`Couldn't load your linked accounts. ${words}`)
    expect(screen.queryByText('No linked accounts yet')).toBeNull()
    expect(screen.queryByRole('list')).toBeNull()
  })

  it('loads on another attempt, and the focus stays in place', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const restore = client.backend.fail('list', 'forbidden')
    render(<Settings client={client} />)
    const retry = await screen.findByRole('button', { name: 'Try again' })
    restore()
    retry.focus()
    await user.keyboard('{Enter}')
    expect(await screen.findByText('@ada-lovelace')).toBeVisible()
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.getByRole('heading', { name: 'Linked accounts' })).toHaveFocus()
  })

  it('stays if a new list does not load, and says that it might be out of date', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    render(<Settings confirm="none" client={client} />)
    const unlink = await screen.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' })
    const refusal = new AccountLinkingError('rate_limited', 'The server answered 429.')
    const restore = client.backend.fail('list', refusal)
    await user.click(unlink)
    expect(await screen.findByText(/This list might be out of date/)).toBeVisible()
    expect(
      screen.getByText(/Too many attempts. Wait a moment and try again./).closest('[role="status"]'),
    ).not.toBeNull()
    expect(screen.getByText('ada.lovelace@gmail.example')).toBeVisible()
    restore()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(client.backend.requests.list).toHaveLength(3))
    expect(await screen.findByText('ada.lovelace@gmail.example')).toBeVisible()
    expect(screen.queryByText(/This list might be out of date/)).toBeNull()
  })

  it('distinguishes accounts from the same provider, and gives every button its own name', async () => {
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

  it('shows an unknown provider with a readable name, and its initial instead of an icon', async () => {
    const identity = fakeIdentity({ provider: 'my-corp_sso', profile: {}, accountId: 'ada' })
    render(<Settings client={createFakeClient({ identities: [identity] })} />)
    const row = (await screen.findByText('My corp sso')).closest('li') as HTMLElement
    await waitFor(() => expect(row.querySelector('.la-mark')).toHaveTextContent('M'))
    expect(screen.getByRole('button', { name: 'Unlink My corp sso account ada' })).toBeVisible()
  })

  it('shows the icon of the provider that the host sets for a connection, on the row and on the button', async () => {
    const identity = fakeIdentity({ provider: 'acme-sso' })
    const connections = [{ name: 'acme-sso', provider: 'oidc' }]
    render(<Settings client={createFakeClient({ identities: [identity] })} connections={connections} />)
    const unlink = await screen.findByRole('button', {
      name: 'Unlink Acme sso account ada@example.com',
    })
    const button = screen.getByRole('button', { name: 'Link another Acme sso account' })
    const mark = unlink.closest('li')?.querySelector('.la-mark')
    expect(mark?.querySelector('svg')).toBeVisible()
    expect(mark?.innerHTML).toBe(button.querySelector('.la-mark')?.innerHTML)
  })
})

describe('the server is asked for the list once', () => {
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

  it('on a page that returns from a link', async () => {
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
