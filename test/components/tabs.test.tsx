import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { StrictMode } from 'react'
import { createFakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Settings } from './settings'

/** Another tab of the same browser, as far as this page can tell. */
let otherTab: BroadcastChannel
let heard: unknown[]
beforeEach(() => {
  heard = []
  otherTab = new BroadcastChannel('react-linked-accounts')
  otherTab.onmessage = ({ data }) => void heard.push(data)
})
afterEach(() => otherTab.close())

const changed = (client: { key: readonly string[] }) => ({
  from: 2,
  message: { type: 'changed', client: JSON.stringify(client.key) },
})

describe('two tabs', () => {
  it('agree: what was linked in the other one is seen here', async () => {
    const client = createFakeClient()
    render(
      <StrictMode>
        <Settings client={client} />
      </StrictMode>,
    )
    await screen.findByText('@ada-lovelace')
    client.backend.add(fakeIdentity({ accountId: '2', profile: { username: 'countess' } }))
    otherTab.postMessage(changed(client))
    expect(await screen.findByText('@countess')).toBeVisible()
    expect(client.backend.requests.list).toHaveLength(2)
  })

  it('do not mind each other’s people, nor what else is said there', async () => {
    const client = createFakeClient()
    render(<Settings client={client} />)
    await screen.findByText('@ada-lovelace')
    client.backend.add(fakeIdentity({ accountId: '2', profile: { username: 'countess' } }))
    for (const message of [null, 'changed', 5, { message: null }, { from: 2, message: { type: 'else' } }]) {
      otherTab.postMessage(message)
    }
    otherTab.postMessage(changed(createFakeClient()))
    otherTab.postMessage(changed(client))
    await screen.findByText('@countess')
    expect(client.backend.requests.list).toHaveLength(2)
  })

  it('say that the list of a client has changed, and nothing else', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    render(<Settings client={client} confirm="none" />)
    await user.click(await screen.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    await waitFor(() => expect(heard).toHaveLength(1))
    expect(heard).toEqual([
      { from: expect.any(Number), message: { type: 'changed', client: JSON.stringify(client.key) } },
    ])
  })

  it('say so of a link, too, and of nothing that has failed', async () => {
    const failed = createFakeClient({ returned: 'already_linked' })
    const { unmount } = render(<Settings client={failed} />)
    await screen.findByText(/already belongs to another user/)
    unmount()
    const client = createFakeClient({ returned: 'linked' })
    render(
      <StrictMode>
        <Settings client={client} />
      </StrictMode>,
    )
    await screen.findByText('GitHub linked')
    await waitFor(() => expect(heard).toHaveLength(1))
    expect(heard).toEqual([{ from: expect.any(Number), message: changed(client).message }])
    // The tab that has said it does not fetch again because of it.
    expect(client.backend.requests.list).toHaveLength(1)
  })
})
