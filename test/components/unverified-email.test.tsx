import { render, screen, within } from '@testing-library/react'
import { createFakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { describe, expect, it } from 'vitest'
import { Settings } from './settings'

const BADGE = 'Email not verified'
const unverified = fakeIdentity({
  accountId: '1852',
  profile: { username: 'countess', email: 'countess@example.com', emailVerified: false },
})

describe('an email address that its provider has not verified', () => {
  it('is marked in the row of its account, and in no other', async () => {
    const others = [
      fakeIdentity({ accountId: '1', profile: { email: 'verified@example.com', emailVerified: true } }),
      fakeIdentity({ accountId: '2', profile: { email: 'nobody-says@example.com' } }),
      fakeIdentity({ accountId: '3', profile: { username: 'without', emailVerified: false } }),
    ]
    render(<Settings client={createFakeClient({ identities: [...others, unverified] })} />)
    const row = (await screen.findByText('@countess')).closest('li')
    expect(within(row as HTMLElement).getByText(BADGE)).toBeVisible()
    expect(screen.getAllByText(BADGE)).toHaveLength(1)
  })

  it('is shown with the account that was just linked, and read with it', async () => {
    const client = createFakeClient({ returned: 'linked' })
    const [linked] = client.backend.identities().slice(-1)
    client.backend.remove(linked?.id ?? '')
    client.backend.add(unverified)
    render(<Settings client={client} />)
    const told = await screen.findByRole('group', { name: 'GitHub linked' })
    expect(told).toHaveFocus()
    expect(told).toHaveAccessibleDescription(/Its email address, countess@example\.com, isn't verified\.$/)
    expect(within(told).getByText(/countess@example\.com, isn't verified/)).toBeVisible()
  })

  it('is not shown for an account whose address is not reported as unverified', async () => {
    render(<Settings client={createFakeClient({ returned: 'linked' })} />)
    const told = await screen.findByRole('group', { name: 'GitHub linked' })
    expect(told).not.toHaveTextContent(/verified/)
    expect(told).toHaveAccessibleDescription('You can now sign in with @octocat.')
  })
})
