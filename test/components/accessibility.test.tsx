import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createFakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Settings } from './settings'

/** What a screen reader would have said: each text that came into a live region. */
let announced: string[] = []
const observer = new MutationObserver((changes) => {
  for (const { target, addedNodes } of changes) {
    const element = target instanceof Element ? target : target.parentElement
    if (!element?.closest('[role="status"], [role="alert"], [aria-live]')) continue
    for (const node of addedNodes) if (node.textContent) announced.push(node.textContent)
  }
})

beforeEach(() => {
  announced = []
  observer.observe(document.body, { childList: true, characterData: true, subtree: true })
})
afterEach(() => observer.disconnect())

describe('a person without a mouse unlinks an account', () => {
  it('goes on at the next row', async () => {
    const user = userEvent.setup()
    render(<Settings confirm="none" client={createFakeClient()} />)
    const unlink = await screen.findByRole('button', { name: 'Unlink Google, ada.lovelace@gmail.example' })
    unlink.focus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(unlink).not.toBeInTheDocument())
    expect(screen.getByText('@ada-lovelace').closest('li')).toHaveFocus()
    await user.tab()
    expect(screen.getByRole('button', { name: 'Unlink GitHub, @ada-lovelace' })).toHaveFocus()
  })

  it('goes on at the previous row where there is no next one', async () => {
    const user = userEvent.setup()
    render(<Settings confirm="none" client={createFakeClient()} />)
    const unlink = await screen.findByRole('button', { name: 'Unlink GitHub, @ada-lovelace' })
    unlink.focus()
    await user.keyboard(' ')
    await waitFor(() => expect(unlink).not.toBeInTheDocument())
    expect(screen.getByText('ada.lovelace@gmail.example').closest('li')).toHaveFocus()
  })

  it('keeps their place when the row comes back', async () => {
    const user = userEvent.setup()
    render(<Settings confirm="none" client={createFakeClient('unlinkFails')} />)
    await user.click(await screen.findByRole('button', { name: 'Unlink Google, ada.lovelace@gmail.example' }))
    await screen.findByText(/The server does not allow this/)
    expect(screen.getByText('@ada-lovelace').closest('li')).toHaveFocus()
  })

  it('hears once that it worked', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    render(<Settings confirm="none" client={client} />)
    const unlink = await screen.findByRole('button', { name: 'Unlink GitHub, @ada-lovelace' })
    announced = []
    await user.click(unlink)
    await waitFor(() => expect(client.backend.requests.list).toHaveLength(2))
    await waitFor(() => expect(announced).toEqual(['GitHub, @ada-lovelace was unlinked.']))
  })

  it('hears once that it failed', async () => {
    const client = createFakeClient('unlinkFails')
    const user = userEvent.setup()
    render(<Settings confirm="none" client={client} />)
    const unlink = await screen.findByRole('button', { name: 'Unlink GitHub, @ada-lovelace' })
    announced = []
    await user.click(unlink)
    await waitFor(() => expect(client.backend.requests.list).toHaveLength(2))
    await waitFor(() =>
      expect(announced).toEqual(['GitHub, @ada-lovelace could not be unlinked and is still linked.']),
    )
  })
})

describe('an account that cannot be unlinked', () => {
  it('says why, where the primary is concerned, and a click does nothing', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    render(<Settings confirm="none" client={client} />)
    const unlink = await screen.findByRole('button', { name: 'Unlink Password, ada@example.com' })
    expect(unlink).toHaveAccessibleDescription('Your account is built on this one, so it cannot be unlinked.')
    expect(unlink).toHaveAttribute('aria-disabled', 'true')
    unlink.focus()
    expect(unlink).toHaveFocus()
    await user.click(unlink)
    await user.keyboard('{Enter}')
    expect(unlink).toHaveFocus()
    expect(client.backend.requests.unlink).toEqual([])
  })

  it('says why, where it is the last way to sign in, as soon as it has become so', async () => {
    const client = createFakeClient({
      identities: [
        fakeIdentity({ profile: { username: 'ada-lovelace' } }),
        fakeIdentity({ provider: 'google-oauth2' }),
      ],
    })
    const user = userEvent.setup()
    client.backend.hold('unlink')
    render(<Settings confirm="none" client={client} />)
    await user.click(await screen.findByRole('button', { name: 'Unlink Google, ada@example.com' }))
    const unlink = screen.getByRole('button', { name: 'Unlink GitHub, @ada-lovelace' })
    await waitFor(() =>
      expect(unlink).toHaveAccessibleDescription(
        'This is your only way to sign in. Link another account before you unlink it.',
      ),
    )
    await user.click(unlink)
    expect(client.backend.requests.unlink).toEqual(['google-oauth2|1'])
  })
})

describe('an account’s picture', () => {
  const withPicture = (picture: string) =>
    createFakeClient({
      identities: [fakeIdentity({ profile: { name: 'Ada King Lovelace', username: 'ada', picture } })],
    })
  const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='

  it('is asked for without a referrer, and adds nothing to what is read out', async () => {
    const { container } = render(<Settings client={withPicture(PIXEL)} />)
    await screen.findByText('@ada')
    const image = container.querySelector('img')
    expect(image).toHaveAttribute('referrerpolicy', 'no-referrer')
    expect(image?.closest('[aria-hidden="true"]')).not.toBeNull()
    await waitFor(() => expect(image?.naturalWidth).toBe(1))
  })

  it('gives way to initials where it cannot be loaded', async () => {
    const { container } = render(<Settings client={withPicture('data:image/png,broken')} />)
    expect(await screen.findByText('AK')).toBeVisible()
    expect(container.querySelector('img')).toBeNull()
  })
})
