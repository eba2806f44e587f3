import { onlineManager } from '@tanstack/react-query'
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createFakeClient } from 'react-linked-accounts/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { Settings } from './settings'

const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }

afterEach(() => onlineManager.setOnline(true))

/** A settings page whose network has gone, and the person has just removed their GitHub account. */
async function removeOffline() {
  const client = createFakeClient()
  const user = userEvent.setup()
  render(<Settings client={client} confirm="none" />)
  const unlink = await screen.findByRole('button', unlinkGitHub)
  act(() => onlineManager.setOnline(false))
  await user.click(unlink)
  const words = await screen.findByText(/You are offline/, { selector: 'li p' })
  return { client, user, words }
}

describe('a person removes an account while they are offline', () => {
  it('reads and hears that it waits; nothing is sent, and nothing is called done', async () => {
    const { client, words } = await removeOffline()
    const sentence = 'You are offline. GitHub, @ada-lovelace will be unlinked when you are back.'
    expect(words).toHaveTextContent(sentence)
    expect(document.querySelector('[data-slot="announcer"]')).toHaveTextContent(sentence)
    expect(screen.queryByRole('button', unlinkGitHub)).toBeNull()
    expect(client.backend.requests.unlink).toEqual([])
  })

  it('is back: it is sent once', async () => {
    const { client } = await removeOffline()
    act(() => onlineManager.setOnline(true))
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(screen.queryByText(/You are offline/, { selector: 'li p' })).toBeNull()
    expect(client.backend.requests.unlink).toEqual(['github|1815'])
  })

  it('is back while their focus is on the words: it goes on to the heading', async () => {
    await removeOffline()
    screen.getByRole('button', { name: 'Undo unlinking GitHub account @ada-lovelace' }).focus()
    act(() => onlineManager.setOnline(true))
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(screen.getByRole('heading', { name: 'Linked accounts' })).toHaveFocus()
  })

  it('calls it off: the row is back with the focus on it, and nothing is sent when they are back', async () => {
    const { client, user } = await removeOffline()
    const callOff = screen.getByRole('button', { name: 'Undo unlinking GitHub account @ada-lovelace' })
    await user.click(callOff)
    await screen.findByText('GitHub account @ada-lovelace is still linked.')
    expect(screen.getByText('@ada-lovelace').closest('li')).toHaveFocus()
    act(() => onlineManager.setOnline(true))
    expect(client.backend.requests.unlink).toEqual([])
    expect(client.backend.identities()).toHaveLength(3)
  })
})
