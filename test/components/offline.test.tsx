import { onlineManager } from '@tanstack/react-query'
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createFakeClient } from 'react-linked-accounts/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { Settings } from './settings'

const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }
const undoGitHub = { name: 'Undo unlinking GitHub account @ada-lovelace' }
const SENTENCE = "You're offline. GitHub account @ada-lovelace will be unlinked when you reconnect."

afterEach(() => onlineManager.setOnline(true))

/** A settings page that has lost its network, on which the user has just unlinked their GitHub account. */
async function unlinkOffline() {
  const client = createFakeClient()
  const user = userEvent.setup()
  render(<Settings client={client} confirm="none" />)
  const unlink = await screen.findByRole('button', unlinkGitHub)
  act(() => onlineManager.setOnline(false))
  await user.click(unlink)
  const words = await screen.findByText(SENTENCE, { selector: 'li p' })
  return { client, user, words }
}

describe('an unlink without a network', () => {
  it('waits, is shown and announced, and is neither sent nor reported as done', async () => {
    const { client } = await unlinkOffline()
    expect(screen.getByRole('log')).toHaveTextContent(SENTENCE)
    expect(screen.queryByRole('button', unlinkGitHub)).toBeNull()
    expect(client.backend.requests.unlink).toEqual([])
  })

  it('is sent once when the network is back', async () => {
    const { client, words } = await unlinkOffline()
    act(() => onlineManager.setOnline(true))
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(words).not.toBeInTheDocument()
    expect(client.backend.requests.unlink).toEqual(['github|1815'])
  })

  it('moves the focus from its row to the next one when the network is back', async () => {
    await unlinkOffline()
    screen.getByRole('button', undoGitHub).focus()
    act(() => onlineManager.setOnline(true))
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(screen.getByText('ada.lovelace@gmail.example').closest('li')).toHaveFocus()
  })

  it('can be undone: the row is back with the focus on it, and nothing is sent later', async () => {
    const { client, user } = await unlinkOffline()
    await user.click(screen.getByRole('button', undoGitHub))
    await screen.findByText('GitHub account @ada-lovelace is still linked.')
    expect(screen.getByText('@ada-lovelace').closest('li')).toHaveFocus()
    act(() => onlineManager.setOnline(true))
    expect(client.backend.requests.unlink).toEqual([])
    expect(client.backend.identities()).toHaveLength(3)
  })
})

describe('T11: a page that was offline on load, which TanStack Query does not notice', () => {
  it('keeps an unlink until the browser has a network', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    client.browser.setOffline(true)
    render(<Settings client={client} confirm="none" />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    expect(await screen.findByText(SENTENCE, { selector: 'li p' })).toBeVisible()
    expect(client.backend.requests.unlink).toEqual([])
    act(() => client.browser.setOffline(false))
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(client.backend.requests.unlink).toEqual(['github|1815'])
  })

  it('refuses a link with a message, instead of leaving for the browser’s error page', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    client.browser.setOffline(true)
    render(<Settings client={client} />)
    const button = await screen.findByRole('button', { name: 'Link another GitHub account' })
    await user.click(button)
    const words = await screen.findByText(/^Couldn't start linking your account\./)
    expect(words.parentElement).toHaveTextContent("You're offline.")
    expect(client.browser.departures).toEqual([])
    expect(client.backend.requests.link).toEqual([])
    client.browser.setOffline(false)
    await user.click(button)
    expect(new URL(await client.browser.departure()).searchParams.get('connection')).toBe('github')
  })
})
