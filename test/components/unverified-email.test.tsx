import { render, screen, within } from '@testing-library/react'
import { createFakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { describe, expect, it } from 'vitest'
import { Settings } from './settings'

const BADGE = 'Email not verified'
const unverified = fakeIdentity({
  accountId: '1852',
  profile: { username: 'countess', email: 'countess@example.com', emailVerified: false },
})

describe('an e-mail address that its provider has not verified', () => {
  it('is pointed out in the row of its account, and in no other', async () => {
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

  it('is told with the account that was just linked, and read out with it', async () => {
    const client = createFakeClient({ returned: 'linked' })
    const [linked] = client.backend.identities().slice(-1)
    client.backend.remove(linked?.id ?? '')
    client.backend.add(unverified)
    render(<Settings client={client} />)
    const told = await screen.findByRole('region', { name: 'GitHub was linked as @countess.' })
    expect(told).toHaveFocus()
    expect(told).toHaveAccessibleDescription('Its e-mail address countess@example.com has not been verified.')
    expect(within(told).getByText(/countess@example\.com has not been verified/)).toBeVisible()
  })

  it('is not told of an account whose address nobody has called unverified', async () => {
    render(<Settings client={createFakeClient({ returned: 'linked' })} />)
    const told = await screen.findByRole('region', { name: 'GitHub linked' })
    expect(told).not.toHaveTextContent(/verified/)
    expect(told).not.toHaveAttribute('aria-describedby')
  })
})
