import { fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Identity } from 'react-linked-accounts'
import { createFakeClient } from 'react-linked-accounts/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { userEvent as keyboard } from 'vitest/browser'
import { Settings } from './settings'

const unlinkGoogle = { name: 'Unlink Google account ada.lovelace@gmail.example' }
const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }

/** A settings page on which the user has just pressed "Unlink" at their Google account. */
async function askAboutGoogle() {
  const client = createFakeClient()
  const user = userEvent.setup()
  render(<Settings client={client} />)
  const unlink = await screen.findByRole('button', unlinkGoogle)
  await user.click(unlink)
  return { client, user, unlink, dialog: screen.getByRole('alertdialog') }
}

describe('the dialog before an unlink', () => {
  it('names the account and the consequence, with the focus on Cancel', async () => {
    const { client, dialog } = await askAboutGoogle()
    expect(dialog).toHaveAccessibleName('Unlink Google?')
    expect(dialog).toHaveAccessibleDescription(
      /You won't be able to sign in with ada\.lovelace@gmail\.example anymore\./,
    )
    expect(within(dialog).getByRole('button', { name: 'Cancel' })).toHaveFocus()
    expect(client.backend.requests.unlink).toEqual([])
  })

  it.each(['dialogue', null])('is shown even if `confirm` has an invalid value: %s', async (slip) => {
    const client = createFakeClient()
    render(<Settings client={client} confirm={slip as 'dialog'} />)
    await userEvent.setup().click(await screen.findByRole('button', unlinkGoogle))
    expect(await screen.findByRole('alertdialog', { name: 'Unlink Google?' })).toBeVisible()
    expect(client.backend.requests.unlink).toEqual([])
  })

  it.each([Number.NaN, -5, 0, Number.POSITIVE_INFINITY, '10s'])(
    'is shown if there would be no time to undo, because `undoMs` is %s',
    async (undoMs) => {
      const client = createFakeClient()
      render(<Settings client={client} confirm="undo" undoMs={undoMs as number} />)
      await userEvent.setup().click(await screen.findByRole('button', unlinkGoogle))
      expect(await screen.findByRole('alertdialog', { name: 'Unlink Google?' })).toBeVisible()
      expect(client.backend.requests.unlink).toEqual([])
    },
  )

  it('makes the page behind it inert', async () => {
    const { dialog, unlink } = await askAboutGoogle()
    expect(dialog).toBeVisible()
    expect(dialog.matches(':modal')).toBe(true)
    screen.getByRole('button', { name: 'Link another GitHub account' }).focus()
    unlink.focus()
    expect(dialog).toContainElement(document.activeElement as HTMLElement)
  })

  it('sends nothing on Cancel, and returns the focus to the button', async () => {
    const { client, user, unlink, dialog } = await askAboutGoogle()
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }))
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(unlink).toHaveFocus()
    expect(client.backend.requests).toMatchObject({ unlink: [], list: ['auth0|6615f0c2a1b2c3d4e5f60718'] })
  })

  it('sends nothing on Escape, and returns the focus to the button', async () => {
    const { client, unlink } = await askAboutGoogle()
    await keyboard.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(unlink).toHaveFocus()
    expect(client.backend.requests.unlink).toEqual([])
  })

  it('unlinks on Unlink, and moves the focus to the next row', async () => {
    const { client, user, dialog } = await askAboutGoogle()
    await user.click(within(dialog).getByRole('button', { name: 'Unlink' }))
    await screen.findByText('Google account ada.lovelace@gmail.example unlinked.')
    expect(screen.getByText('@ada-lovelace').closest('li')).toHaveFocus()
    expect(screen.queryByText('ada.lovelace@gmail.example')).toBeNull()
    expect(client.backend.requests.unlink).toEqual(['google-oauth2|108204268033311374519'])
  })

  it('unlinks only the second account after Cancel for the first and Unlink for the second', async () => {
    const { client, user, dialog } = await askAboutGoogle()
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }))
    await user.click(screen.getByRole('button', unlinkGitHub))
    expect(dialog).toHaveAccessibleName('Unlink GitHub?')
    await user.click(within(dialog).getByRole('button', { name: 'Unlink' }))
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(client.backend.requests.unlink).toEqual(['github|1815'])
  })

  it('forgets the previous answer when the next dialog is closed with Escape', async () => {
    const { client, user, dialog } = await askAboutGoogle()
    await user.click(within(dialog).getByRole('button', { name: 'Unlink' }))
    await screen.findByText('Google account ada.lovelace@gmail.example unlinked.')
    await user.click(screen.getByRole('button', unlinkGitHub))
    await keyboard.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(screen.getByText('@ada-lovelace')).toBeVisible()
    expect(client.backend.requests.unlink).toHaveLength(1)
  })

  it('H12: unlinks once on a double click, whose second click starts nothing underneath', async () => {
    const { client, user, dialog } = await askAboutGoogle()
    const beneath = [
      screen.getByRole('button', { name: 'Link another GitHub account', hidden: true }),
      screen.getByRole('button', { ...unlinkGitHub, hidden: true }),
    ]
    await user.click(within(dialog).getByRole('button', { name: 'Unlink' }))
    await screen.findByText('Google account ada.lovelace@gmail.example unlinked.')
    for (const button of beneath) fireEvent.click(button, { detail: 2 })
    expect(screen.queryByRole('alertdialog')).toBeNull()
    expect(client.backend.requests).toMatchObject({
      link: [],
      unlink: ['google-oauth2|108204268033311374519'],
    })
    expect(client.browser.departures).toEqual([])
  })
})

describe('a confirmation of the host', () => {
  const seen: string[] = []
  const monitor = (event: ErrorEvent) => {
    seen.push(event.message)
    event.preventDefault()
  }
  afterEach(() => {
    seen.length = 0
    window.removeEventListener('error', monitor)
  })

  it('unlinks if it resolves to true', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const confirm = vi.fn(async (_identity: Identity) => true)
    render(<Settings client={client} confirm={confirm} />)
    await user.click(await screen.findByRole('button', unlinkGoogle))
    await screen.findByText('Google account ada.lovelace@gmail.example unlinked.')
    expect(screen.getByText('@ada-lovelace').closest('li')).toHaveFocus()
    expect(confirm).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ id: 'google-oauth2|108204268033311374519' }),
    )
    expect(screen.queryByRole('alertdialog')).toBeNull()
  })

  it('changes nothing if it resolves to false', async () => {
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

  it('changes nothing if it rejects; the page gets the error', async () => {
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
