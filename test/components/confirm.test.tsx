import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Identity } from 'react-linked-accounts'
import { createFakeClient } from 'react-linked-accounts/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { userEvent as keyboard } from 'vitest/browser'
import { Settings } from './settings'

const unlinkGoogle = { name: 'Unlink Google, ada.lovelace@gmail.example' }

/** A settings page on which the person has just pressed "Unlink" at their Google account. */
async function askAboutGoogle() {
  const client = createFakeClient()
  const user = userEvent.setup()
  render(<Settings client={client} />)
  const unlink = await screen.findByRole('button', unlinkGoogle)
  await user.click(unlink)
  return { client, user, unlink, dialog: screen.getByRole('dialog') }
}

describe('a person is asked before an account is unlinked', () => {
  it('reads which account it is about, and what that means; the focus is on keeping it', async () => {
    const { client, dialog } = await askAboutGoogle()
    expect(dialog).toHaveAccessibleName('Unlink Google, ada.lovelace@gmail.example?')
    expect(dialog).toHaveAccessibleDescription(/not be able to sign in with this account any more/)
    expect(within(dialog).getByRole('button', { name: 'Keep it' })).toHaveFocus()
    expect(client.backend.requests.unlink).toEqual([])
  })

  it('cannot reach the page behind', async () => {
    const { dialog, unlink } = await askAboutGoogle()
    expect(dialog).toBeVisible()
    expect(dialog.matches(':modal')).toBe(true)
    screen.getByRole('button', { name: 'Link another GitHub account' }).focus()
    unlink.focus()
    expect(dialog).toContainElement(document.activeElement as HTMLElement)
  })

  it('keeps it: nothing is sent, and the focus is back at the button', async () => {
    const { client, user, unlink, dialog } = await askAboutGoogle()
    await user.click(within(dialog).getByRole('button', { name: 'Keep it' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(unlink).toHaveFocus()
    expect(client.backend.requests).toMatchObject({ unlink: [], list: ['auth0|6615f0c2a1b2c3d4e5f60718'] })
  })

  it('presses Escape: nothing is sent, and the focus is back at the button', async () => {
    const { client, unlink } = await askAboutGoogle()
    await keyboard.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(unlink).toHaveFocus()
    expect(client.backend.requests.unlink).toEqual([])
  })

  it('says yes: it is unlinked, and the focus goes on to the next row', async () => {
    const { client, user, dialog } = await askAboutGoogle()
    await user.click(within(dialog).getByRole('button', { name: 'Unlink' }))
    await screen.findByText('Google, ada.lovelace@gmail.example was unlinked.')
    expect(screen.getByText('@ada-lovelace').closest('li')).toHaveFocus()
    expect(screen.queryByText('ada.lovelace@gmail.example')).toBeNull()
    expect(client.backend.requests.unlink).toEqual(['google-oauth2|108204268033311374519'])
  })

  it('keeps one, and says yes to the next: only that one goes', async () => {
    const { client, user, dialog } = await askAboutGoogle()
    await user.click(within(dialog).getByRole('button', { name: 'Keep it' }))
    await user.click(screen.getByRole('button', { name: 'Unlink GitHub, @ada-lovelace' }))
    expect(dialog).toHaveAccessibleName('Unlink GitHub, @ada-lovelace?')
    await user.click(within(dialog).getByRole('button', { name: 'Unlink' }))
    await screen.findByText('GitHub, @ada-lovelace was unlinked.')
    expect(client.backend.requests.unlink).toEqual(['github|1815'])
  })

  it('says yes, presses Escape at the next question: the answer of before does not count', async () => {
    const { client, user, dialog } = await askAboutGoogle()
    await user.click(within(dialog).getByRole('button', { name: 'Unlink' }))
    await screen.findByText('Google, ada.lovelace@gmail.example was unlinked.')
    await user.click(screen.getByRole('button', { name: 'Unlink GitHub, @ada-lovelace' }))
    await keyboard.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(screen.getByText('@ada-lovelace')).toBeVisible()
    expect(client.backend.requests.unlink).toHaveLength(1)
  })
})

describe('the host asks, in its own way', () => {
  const seen: string[] = []
  const monitor = (event: ErrorEvent) => {
    seen.push(event.message)
    event.preventDefault()
  }
  afterEach(() => {
    seen.length = 0
    window.removeEventListener('error', monitor)
  })

  it('and a yes unlinks', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const confirm = vi.fn(async (_identity: Identity) => true)
    render(<Settings client={client} confirm={confirm} />)
    await user.click(await screen.findByRole('button', unlinkGoogle))
    await screen.findByText('Google, ada.lovelace@gmail.example was unlinked.')
    expect(screen.getByText('@ada-lovelace').closest('li')).toHaveFocus()
    expect(confirm).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ id: 'google-oauth2|108204268033311374519' }),
    )
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('and a no leaves everything as it is', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const confirm = vi.fn(async () => false)
    render(<Settings client={client} confirm={confirm} />)
    const unlink = await screen.findByRole('button', unlinkGoogle)
    await user.click(unlink)
    await expect.poll(() => confirm.mock.settledResults[0]).toEqual({ type: 'fulfilled', value: false })
    expect(unlink).toHaveFocus()
    expect(client.backend.requests.unlink).toEqual([])
  })

  it('and a rejection leaves everything as it is; the page learns of the error', async () => {
    window.addEventListener('error', monitor)
    const client = createFakeClient()
    const user = userEvent.setup()
    render(<Settings client={client} confirm={() => Promise.reject(new Error('No dialog here.'))} />)
    const unlink = await screen.findByRole('button', unlinkGoogle)
    await user.click(unlink)
    await waitFor(() => expect(seen).toEqual(['Uncaught Error: No dialog here.']))
    expect(unlink).toHaveFocus()
    expect(client.backend.requests.unlink).toEqual([])
  })
})
