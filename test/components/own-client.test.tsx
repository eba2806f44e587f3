import { render, screen } from '@testing-library/react'
import type { AccountLinkingClient, IdentityList } from 'react-linked-accounts'
import { createFakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { describe, expect, it } from 'vitest'
import { Settings } from './settings'

describe('a page with its own client', () => {
  it.each<[what: string, client: unknown, missing: string]>([
    ['an empty object', {}, '`key`'],
    ['a client without a user', { ...createFakeClient(), userId: undefined }, '`userId`'],
    ['a client that cannot unlink', { ...createFakeClient(), unlink: undefined }, '`unlink`'],
  ])('is told that %s is no client', (_what, client, missing) => {
    expect(() => render(<Settings client={client as AccountLinkingClient} />)).toThrow(
      `The client has no ${missing}. The kit links and unlinks through it. ` +
        'Pass what useClassicClient() or another client hook returns.',
    )
  })

  it.each([
    ['without identities', {}],
    ['with an item that is null', { identities: [null] }],
    ['with an item without profile', { identities: [{ ...fakeIdentity(), profile: undefined }] }],
    ['with an email that is an object', { identities: [fakeIdentity({ profile: { email: {} as string } })] }],
  ])('stays, and says that a list %s did not load', async (_what, fields) => {
    const fake = createFakeClient()
    const list = { userId: fake.userId, ...fields } as IdentityList
    render(<Settings client={{ ...fake, listIdentities: async () => list }} />)
    expect(await screen.findByRole('alert')).toHaveTextContent("Couldn't load your linked accounts.")
    expect(screen.getByRole('heading', { name: 'Linked accounts' })).toBeVisible()
  })
})
