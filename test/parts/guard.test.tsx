import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type ButtonSlotProps, useLinkedAccounts, useUnlinkGuard } from 'react-linked-accounts'
import * as Linked from 'react-linked-accounts/parts'
import { createFakeClient, fakeIdentity, scenarios } from 'react-linked-accounts/testing'
import { describe, expect, it } from 'vitest'
import { Settings } from '../components/settings'

const [password, google, github] = scenarios.default.identities
const PRIMARY = "This is your primary sign-in method, so it can't be unlinked."

/** A card of the host's own, which says nothing about what may be unlinked. */
function OwnCard({ render: element }: Pick<Linked.UnlinkButtonProps, 'render'>) {
  const rows = Linked.useIdentityRows() ?? []
  return (
    <Linked.Root aria-label="Accounts" confirm="none">
      <ul>
        {rows.map(({ identity, pending, locked }) => (
          <Linked.Identity key={identity.id} identity={identity} pending={pending}>
            {locked && <p>{locked}</p>}
            <Linked.UnlinkButton render={element}>{`Unlink ${identity.provider}`}</Linked.UnlinkButton>
          </Linked.Identity>
        ))}
      </ul>
    </Linked.Root>
  )
}

const find = (name: string) => screen.findByRole('button', { name })

describe('an UnlinkButton of the host’s own card', () => {
  it('of the primary is focusable, does nothing, and says why', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    render(
      <Settings client={client}>
        <OwnCard />
      </Settings>,
    )
    const unlink = await find('Unlink auth0')
    expect(unlink).toHaveAttribute('aria-disabled', 'true')
    expect(unlink).toHaveAttribute('data-locked')
    expect(unlink).toHaveAccessibleDescription(PRIMARY)
    expect(screen.getByText(PRIMARY)).toBeVisible()
    unlink.focus()
    await user.keyboard('{Enter}')
    expect(unlink).toHaveFocus()
    expect(screen.getByRole('log')).toHaveTextContent(PRIMARY)
    expect(await find('Unlink github')).not.toHaveAttribute('aria-disabled')
    expect(client.backend.requests.unlink).toEqual([])
  })

  it('of the last account does nothing, as soon as it becomes the last', async () => {
    const client = createFakeClient({ identities: [google, github].flatMap((one) => one ?? []) })
    const user = userEvent.setup()
    client.backend.hold('unlink')
    render(
      <Settings client={client}>
        <OwnCard />
      </Settings>,
    )
    await user.click(await find('Unlink google-oauth2'))
    const unlink = await find('Unlink github')
    await waitFor(() => expect(unlink).toHaveAttribute('data-locked'))
    await user.click(unlink)
    expect(unlink).toBeVisible()
    expect(client.backend.requests.unlink).toEqual([google?.id])
  })

  it('uses `canUnlink`, which returns its own reason', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const canUnlink = ({ provider }: { provider: string }) => provider !== 'github' || 'Ask your team first.'
    render(
      <Settings client={client} canUnlink={canUnlink}>
        <OwnCard />
      </Settings>,
    )
    const unlink = await find('Unlink github')
    expect(unlink).toHaveAccessibleDescription('Ask your team first.')
    await user.click(unlink)
    expect(client.backend.requests.unlink).toEqual([])
    expect(await find('Unlink auth0')).not.toHaveAttribute('data-locked')
  })

  it("does nothing even if the host's element drops `aria-disabled`", async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const Bare = ({ children, onClick }: Partial<ButtonSlotProps>) => (
      <button type="button" onClick={onClick}>
        {children}
      </button>
    )
    render(
      <Settings client={client} canUnlink={() => false}>
        <OwnCard render={<Bare />} />
      </Settings>,
    )
    await user.click(await find('Unlink github'))
    expect(screen.getByRole('log')).not.toBeEmptyDOMElement()
    expect(client.backend.requests.unlink).toEqual([])
  })
})

it('useUnlinkGuard returns the same for a page with hooks, and counts other sign-in methods', async () => {
  const last = fakeIdentity({ profile: { username: 'ada' } })
  function Page() {
    const whyLocked = useUnlinkGuard()
    const { identities } = useLinkedAccounts()
    return identities?.map((one) => <p key={one.id}>{whyLocked(one) ?? `${one.provider} can go`}</p>)
  }
  const only = createFakeClient({ identities: [last] })
  const { rerender } = render(
    <Settings client={only}>
      <Page />
    </Settings>,
  )
  expect(await screen.findByText(/^This is your only sign-in method\./)).toBeVisible()
  rerender(
    <Settings client={only} otherSignInMethods={{ passkeys: 1 }}>
      <Page />
    </Settings>,
  )
  expect(await screen.findByText('github can go')).toBeVisible()
  rerender(
    <Settings client={createFakeClient({ identities: [password ?? last, last] })}>
      <Page />
    </Settings>,
  )
  expect(await screen.findByText(PRIMARY)).toBeVisible()
})
