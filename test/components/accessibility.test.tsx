import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createFakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Settings } from './settings'

const unlinkGoogle = { name: 'Unlink Google account ada.lovelace@gmail.example' }
const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }

/** What a screen reader would have read: each text that was added to a live region. */
let announced: string[] = []
const observer = new MutationObserver((changes) => {
  for (const { target, addedNodes } of changes) {
    const element = target instanceof Element ? target : target.parentElement
    if (!element?.closest('[role="status"], [role="alert"], [role="log"], [aria-live]')) continue
    for (const node of addedNodes) if (node.textContent) announced.push(node.textContent)
  }
})

beforeEach(() => {
  announced = []
  observer.observe(document.body, { childList: true, characterData: true, subtree: true })
})
afterEach(() => observer.disconnect())

describe('focus after an unlink', () => {
  it('moves to the next row', async () => {
    const user = userEvent.setup()
    render(<Settings confirm="none" client={createFakeClient()} />)
    const unlink = await screen.findByRole('button', unlinkGoogle)
    unlink.focus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(unlink).not.toBeInTheDocument())
    expect(screen.getByText('@ada-lovelace').closest('li')).toHaveFocus()
    await user.tab()
    expect(screen.getByRole('button', unlinkGitHub)).toHaveFocus()
  })

  it('moves to the previous row if there is no next one', async () => {
    const user = userEvent.setup()
    render(<Settings confirm="none" client={createFakeClient()} />)
    const unlink = await screen.findByRole('button', unlinkGitHub)
    unlink.focus()
    await user.keyboard(' ')
    await waitFor(() => expect(unlink).not.toBeInTheDocument())
    expect(screen.getByText('ada.lovelace@gmail.example').closest('li')).toHaveFocus()
  })

  it.each(['at once', 'after a while'])(
    'moves to the row that comes back, %s, where the reason is',
    async (when) => {
      const client = createFakeClient({ unlink: 'forbidden' })
      const user = userEvent.setup()
      render(<Settings confirm="none" client={client} />)
      for (const _ of ['once', 'again']) {
        const row = (await screen.findByText('ada.lovelace@gmail.example')).closest('li') as HTMLElement
        const release = when === 'at once' ? () => {} : client.backend.hold('unlink')
        await user.click(within(row).getByRole('button', unlinkGoogle))
        if (when !== 'at once') await waitFor(() => expect(row).not.toBeInTheDocument())
        release()
        await screen.findByText(/^Couldn't unlink/, { selector: '[data-slot="failure"] *' })
        await waitFor(() =>
          expect(screen.getByText('ada.lovelace@gmail.example').closest('li')).toHaveFocus(),
        )
      }
    },
  )

  it('stays where the user has moved it in the meantime, if the row comes back', async () => {
    const client = createFakeClient('unlinkFails')
    const user = userEvent.setup()
    const release = client.backend.hold('unlink')
    render(<Settings confirm="none" client={client} />)
    await user.click(await screen.findByRole('button', unlinkGoogle))
    await user.tab()
    expect(screen.getByRole('button', unlinkGitHub)).toHaveFocus()
    release()
    await screen.findByText(/^Couldn't unlink/, { selector: '[data-slot="failure"] *' })
    expect(screen.getByRole('button', unlinkGitHub)).toHaveFocus()
  })
})

describe('announcements of an unlink', () => {
  it('say once that it succeeded', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    render(<Settings confirm="none" client={client} />)
    const unlink = await screen.findByRole('button', unlinkGitHub)
    announced = []
    await user.click(unlink)
    await waitFor(() => expect(client.backend.requests.list).toHaveLength(2))
    await waitFor(() => expect(announced).toEqual(['GitHub account @ada-lovelace unlinked.']))
  })

  it('say once that it failed, and why', async () => {
    const user = userEvent.setup()
    render(<Settings confirm="none" client={createFakeClient('unlinkFails')} />)
    const unlink = await screen.findByRole('button', unlinkGitHub)
    announced = []
    await user.click(unlink)
    await waitFor(() =>
      expect(announced).toEqual([
        "Couldn't unlink GitHub account @ada-lovelace. It's still linked. You don't have permission to do this. Details: Your organization keeps this account linked.",
      ]),
    )
  })

  it('say the same failure again if it happens again', async () => {
    const user = userEvent.setup()
    render(<Settings confirm="none" client={createFakeClient('unlinkFails')} />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    await screen.findByText(/^Couldn't unlink/, { selector: '[data-slot="failure"] *' })
    await user.click(screen.getByRole('button', unlinkGitHub))
    await waitFor(() =>
      expect(announced.filter((text) => text.startsWith("Couldn't unlink"))).toHaveLength(2),
    )
  })

  it('include both of two results that arrive at the same time', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const release = client.backend.hold('unlink')
    client.backend.failNext('unlink', 'conflict')
    render(<Settings confirm="none" client={client} />)
    await user.click(await screen.findByRole('button', unlinkGoogle))
    await user.click(screen.getByRole('button', unlinkGitHub))
    await waitFor(() => expect(client.backend.requests.unlink).toHaveLength(2))
    release()
    const log = screen.getByRole('log')
    await within(log).findByText('GitHub account @ada-lovelace unlinked.')
    expect(
      within(log).getByText(/^Couldn't unlink Google account ada\.lovelace@gmail\.example\./),
    ).toBeVisible()
  })
})

describe('an account that cannot be unlinked', () => {
  it('says so if it is the primary, and explains why on a click', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    render(<Settings confirm="none" client={client} />)
    const why = await screen.findByRole('button', {
      name: "Why Password account ada@example.com can't be unlinked",
    })
    const row = why.closest('li') as HTMLElement
    expect(within(row).getByText("Can't be unlinked")).toBeVisible()
    expect(within(row).queryByRole('button', { name: /^Unlink/ })).toBeNull()
    expect(why).toHaveAttribute('aria-expanded', 'false')
    announced = []
    why.focus()
    await user.keyboard('{Enter}')
    const reason = "This is your primary sign-in method, so it can't be unlinked."
    expect(within(row).getByText(reason)).toBeVisible()
    expect(why).toHaveAttribute('aria-expanded', 'true')
    expect(announced).toEqual([reason])
    await user.keyboard('{Enter}')
    expect(within(row).queryByText(reason)).toBeNull()
    expect(client.backend.requests.unlink).toEqual([])
  })

  it('says why if it is the last one, as soon as it becomes the last', async () => {
    const client = createFakeClient({
      identities: [
        fakeIdentity({ profile: { username: 'ada-lovelace' } }),
        fakeIdentity({ provider: 'google-oauth2' }),
      ],
    })
    const user = userEvent.setup()
    client.backend.hold('unlink')
    render(<Settings confirm="none" client={client} />)
    await user.click(await screen.findByRole('button', { name: 'Unlink Google account ada@example.com' }))
    const unlink = screen.getByRole('button', unlinkGitHub)
    await waitFor(() =>
      expect(unlink).toHaveAccessibleDescription(
        'This is your only sign-in method. Link another account before you unlink it.',
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

  it('is requested without a referrer, and adds nothing for screen readers', async () => {
    const { container } = render(<Settings client={withPicture(PIXEL)} />)
    await screen.findByText('@ada')
    const image = container.querySelector('img')
    expect(image).toHaveAttribute('referrerpolicy', 'no-referrer')
    expect(image).toHaveAttribute('alt', '')
    await waitFor(() => expect(image?.naturalWidth).toBe(1))
  })

  it('is left out if it cannot be loaded', async () => {
    const { container } = render(<Settings client={withPicture('data:image/png,broken')} />)
    await screen.findByText('@ada')
    await waitFor(() => expect(container.querySelector('img')).toBeNull())
  })
})
