import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { StrictMode } from 'react'
import type { AccountLinkingClient } from 'react-linked-accounts'
import { createFakeClient, type FakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { describe, expect, it } from 'vitest'
import { Settings } from './settings'

const changed = ({ key, userId }: AccountLinkingClient) => ({
  type: 'changed',
  owner: JSON.stringify([...key, userId]),
})

/** Another tab of the same browser, and the messages that it gets. */
function otherTab({ browser }: FakeClient) {
  const tab = browser.openTab('https://app.example/other')
  const heard: unknown[] = []
  tab.onMessage((message) => heard.push(message))
  return { tell: tab.postMessage, heard }
}

describe('two tabs', () => {
  it('agree: an account that is linked in one shows in the other', async () => {
    const client = createFakeClient()
    const { tell } = otherTab(client)
    render(
      <StrictMode>
        <Settings client={client} />
      </StrictMode>,
    )
    await screen.findByText('@ada-lovelace')
    client.backend.add(fakeIdentity({ accountId: '2', profile: { username: 'countess' } }))
    tell(changed(client))
    expect(await screen.findByText('@countess')).toBeVisible()
    expect(client.backend.requests.list).toHaveLength(2)
  })

  it('ignore messages about other clients and users, and any other message', async () => {
    const client = createFakeClient()
    const { tell } = otherTab(client)
    render(<Settings client={client} />)
    await screen.findByText('@ada-lovelace')
    client.backend.add(fakeIdentity({ accountId: '2', profile: { username: 'countess' } }))
    for (const message of [null, 'changed', 5, { type: 'else' }, { type: 'changed' }]) tell(message)
    tell(changed(createFakeClient()))
    tell(changed({ ...client, userId: 'somebody|else' }))
    tell(changed(client))
    await screen.findByText('@countess')
    expect(client.backend.requests.list).toHaveLength(2)
  })

  it('only report that the list of a client and user has changed', async () => {
    const client = createFakeClient()
    const { heard } = otherTab(client)
    const user = userEvent.setup()
    render(<Settings client={client} confirm="none" />)
    await user.click(await screen.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    await waitFor(() => expect(heard).toEqual([changed(client)]))
  })

  it('report a link too, but nothing that failed', async () => {
    const failed = createFakeClient({ returned: 'already_linked' })
    const quiet = otherTab(failed)
    const { unmount } = render(<Settings client={failed} />)
    await screen.findByText(/That account is linked to another user\./)
    unmount()
    const client = createFakeClient({ returned: 'linked' })
    const { heard } = otherTab(client)
    render(
      <StrictMode>
        <Settings client={client} />
      </StrictMode>,
    )
    await screen.findByText('GitHub linked')
    await waitFor(() => expect(heard).toEqual([changed(client)]))
    expect(quiet.heard).toEqual([])
    // The sending tab does not request the list because of its own message.
    expect(client.backend.requests.list).toHaveLength(1)
  })
})
