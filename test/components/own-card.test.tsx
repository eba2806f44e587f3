import { render, screen } from '@testing-library/react'
import { Identity, Root, useIdentityRows } from 'react-linked-accounts/parts'
import { createFakeClient } from 'react-linked-accounts/testing'
import { expect, it } from 'vitest'
import { hostsQueryClient, Settings } from './settings'

/** The host's own card, made of parts. */
function OwnCard() {
  const rows = useIdentityRows() ?? []
  return (
    <Root aria-label="Accounts">
      <ul>
        {rows.map(({ identity }) => (
          <Identity key={identity.id} identity={identity}>
            {identity.provider}
          </Identity>
        ))}
      </ul>
    </Root>
  )
}

it('a card made of parts requests the list again when it is shown again after a failure', async () => {
  const client = createFakeClient()
  const queryClient = hostsQueryClient()
  client.backend.failNext('list', 'forbidden')
  const page = () => (
    <Settings client={client} queryClient={queryClient}>
      <OwnCard />
    </Settings>
  )
  const { unmount } = render(page())
  await expect.poll(() => client.backend.requests.list).toHaveLength(1)
  await expect.poll(() => queryClient.isFetching()).toBe(0)
  unmount()

  render(page())
  expect(await screen.findByText('github')).toBeVisible()
  expect(client.backend.requests.list).toHaveLength(2)
})
