import { virtual } from '@guidepup/virtual-screen-reader'
import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createFakeClient } from 'react-linked-accounts/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { userEvent as keys } from 'vitest/browser'
import { Settings } from './settings'

const unlinkGoogle = { name: 'Unlink Google account ada.lovelace@gmail.example' }
const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }

/** What was read since the last call. This screen reader also reads an open `alertdialog` as an alert. */
async function spoken(): Promise<string[]> {
  const phrases = await virtual.spokenPhraseLog()
  await virtual.clearSpokenPhraseLog()
  return phrases.filter((phrase) => !phrase.startsWith('assertive: '))
}

/** Waits until this has been read, and returns everything that was read. */
async function hear(phrase: string): Promise<string[]> {
  await waitFor(async () => expect(await virtual.spokenPhraseLog()).toContain(phrase))
  return spoken()
}

/** A page that is observed from now on. */
async function listenTo(page: React.ReactElement) {
  const user = userEvent.setup()
  render(page)
  await screen.findByText('@ada-lovelace')
  await virtual.start({ container: document.body })
  await spoken()
  /** Presses a button with the keyboard. */
  const press = async (name: { name: string }) => {
    act(() => screen.getByRole('button', name).focus())
    await user.keyboard('{Enter}')
  }
  return { press, user }
}

afterEach(() => virtual.stop())

describe('a screen reader reads', () => {
  it('how a link ended: its notice has the focus, a short name, and the rest as its description', async () => {
    const client = createFakeClient({ returned: 'linked' })
    let complete = () => {}
    const completed = new Promise<void>((resolve) => (complete = resolve))
    const page = <Settings client={{ ...client, finishLink: () => completed }} />
    const user = userEvent.setup()
    render(page)
    await virtual.start({ container: document.body })
    act(() => complete())
    const told = await screen.findByRole('group', { name: 'GitHub linked' })
    expect(told).toHaveFocus()
    const phrase = 'group, GitHub linked, You can now sign in with @octocat.'
    expect((await hear(phrase)).filter((one) => one.includes('GitHub linked'))).toEqual([phrase])
    await user.keyboard('{Tab}')
    expect(await spoken()).toEqual(['button, Dismiss'])
    await user.keyboard('{Enter}')
    expect(await spoken()).toEqual(['heading, Linked accounts, level 2'])
  })

  it('the dialog, the row that the focus moves to, and that it was unlinked', async () => {
    const { press, user } = await listenTo(<Settings client={createFakeClient()} />)
    await press(unlinkGitHub)
    await waitFor(() => expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus())
    expect(await spoken()).toEqual([
      'button, Unlink GitHub account @ada-lovelace',
      "alertdialog, Unlink GitHub?, You won't be able to sign in with @ada-lovelace anymore. You can link it again later., modal",
      'button, Cancel',
    ])
    await user.keyboard('{Tab}{Enter}')
    expect(await hear('polite: GitHub account @ada-lovelace unlinked.')).toEqual([
      'button, Unlink',
      'button, Unlink GitHub account @ada-lovelace',
      'listitem, Google, ada.lovelace@gmail.example, level 1, position 2, set size 3',
      'polite: GitHub account @ada-lovelace unlinked.',
    ])
  })

  it('how long an unlink can be undone, that the timer is paused, and that it is still linked', async () => {
    await listenTo(<Settings client={createFakeClient()} confirm="undo" />)
    // Real key presses, so that the browser shows the focus.
    await keys.keyboard('{Tab}')
    act(() => screen.getByRole('button', unlinkGitHub).focus())
    await keys.keyboard('{Enter}')
    await screen.findByRole('button', { name: 'Undo unlinking GitHub account @ada-lovelace' })
    const undo = 'button, Undo unlinking GitHub account @ada-lovelace'
    const paused = 'polite: Unlinking GitHub account @ada-lovelace is paused.'
    const begun = await hear(paused)
    expect(begun).toEqual(
      expect.arrayContaining([undo, 'polite: Unlinking GitHub account @ada-lovelace in 10s', paused]),
    )
    expect(begun.filter((phrase) => phrase.startsWith('polite'))).toHaveLength(2)
    await keys.keyboard('{Enter}')
    const ended = await hear('polite: GitHub account @ada-lovelace is still linked.')
    expect(ended).toContain('listitem, GitHub, @ada-lovelace, level 1, position 3, set size 3')
    expect(ended.filter((phrase) => phrase.startsWith('polite'))).toHaveLength(1)
  })

  it('why an unlink failed, with the focus on its row, each time', async () => {
    const { press } = await listenTo(
      <Settings client={createFakeClient({ unlink: 'forbidden' })} confirm="none" />,
    )
    const failed =
      "polite: Couldn't unlink GitHub account @ada-lovelace. It's still linked. You don't have permission to do this."
    for (const _ of ['once', 'again']) {
      await press(unlinkGitHub)
      const heard = await hear(failed)
      expect(heard.filter((phrase) => phrase === failed)).toHaveLength(1)
      await waitFor(() => expect(screen.getByText('@ada-lovelace').closest('li')).toHaveFocus())
      heard.push(...(await spoken()))
      expect(heard).toContain('listitem, GitHub, @ada-lovelace, level 1, position 3, set size 3')
    }
  })

  it('both of two results that arrive at the same time', async () => {
    const client = createFakeClient()
    const release = client.backend.hold('unlink')
    client.backend.failNext('unlink', 'conflict')
    const { press } = await listenTo(<Settings client={client} confirm="none" />)
    await press(unlinkGoogle)
    await press(unlinkGitHub)
    await waitFor(() => expect(client.backend.requests.unlink).toHaveLength(2))
    await spoken()
    release()
    await within(screen.getByRole('log')).findByText('GitHub account @ada-lovelace unlinked.')
    await within(screen.getByRole('log')).findByText(/^Couldn't unlink Google/)
    const outcomes = (await hear('polite: GitHub account @ada-lovelace unlinked.')).filter((phrase) =>
      phrase.startsWith('polite'),
    )
    expect(outcomes.sort()).toEqual([
      "polite: Couldn't unlink Google account ada.lovelace@gmail.example. It's still linked. Something changed in the meantime. Refresh and try again.",
      'polite: GitHub account @ada-lovelace unlinked.',
    ])
  })

  it('a result that arrives during the dialog only after the dialog has closed', async () => {
    const client = createFakeClient()
    const release = client.backend.hold('unlink')
    const { press, user } = await listenTo(<Settings client={client} />)
    await press(unlinkGoogle)
    await screen.findByRole('alertdialog')
    await user.click(screen.getByRole('button', { name: 'Unlink' }))
    await press(unlinkGitHub)
    await screen.findByRole('alertdialog')
    release()
    await waitFor(() => expect(client.backend.requests.list).toHaveLength(2))
    expect((await spoken()).filter((phrase) => phrase.startsWith('polite'))).toEqual([])
    await user.keyboard('{Escape}')
    const outcome = 'polite: Google account ada.lovelace@gmail.example unlinked.'
    const heard = await hear(outcome)
    expect(heard.filter((phrase) => phrase.startsWith('polite'))).toEqual([outcome])
    expect(screen.getByRole('button', unlinkGitHub)).toHaveFocus()
  })
})

it('a page that announces nothing is recognized', async () => {
  const client = createFakeClient()
  const { press } = await listenTo(<Settings client={client} confirm="none" />)
  const log = screen.getByRole('log')
  log.removeAttribute('role')
  log.removeAttribute('aria-live')
  await press(unlinkGitHub)
  await within(log).findByText('GitHub account @ada-lovelace unlinked.')
  expect((await spoken()).filter((phrase) => phrase.includes('unlinked.'))).toEqual([])
})
