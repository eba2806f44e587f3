import type { Meta, StoryObj } from '@storybook/react-vite'
import { onlineManager } from '@tanstack/react-query'
import { LinkedAccounts } from 'react-linked-accounts'
import { expect, waitFor } from 'storybook/test'
import { SignedInAgain } from './signed-in-again'
import { backendOf, clientOf } from './surroundings'

const meta = {
  title: 'States/Before unlinking',
  component: LinkedAccounts,
  parameters: { docs: { story: { autoplay: true } } },
  // Long enough to be looked at.
  args: { undoMs: 600_000 },
} satisfies Meta<typeof LinkedAccounts>
export default meta

type Story = StoryObj<typeof meta>

const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }

/** `confirm="dialog"`, the default: a modal dialog asks first. */
export const Dialog: Story = {
  // A modal dialog would lock the page of the documentation.
  tags: ['!autodocs'],
  play: async ({ canvas, userEvent, loaded }) => {
    await userEvent.click(await canvas.findByRole('button', unlinkGitHub))
    const dialog = await canvas.findByRole('alertdialog', { name: 'Unlink GitHub?' })
    await expect(dialog).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Cancel' })).toHaveFocus()
    await expect(backendOf(loaded).requests.unlink).toEqual([])
  },
}

/** The dialog in the dark theme. */
export const DarkDialog: Story = { ...Dialog, globals: { theme: 'dark' } }

/** The dialog for an account with a very long name, in a window of 320 px. */
export const NarrowDialog: Story = {
  tags: ['!autodocs'],
  globals: { viewport: { value: 'narrow', isRotated: false } },
  parameters: { linking: { scenario: 'longNames' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: /^Unlink GitHub account @note-g/ }))
    const dialog = await canvas.findByRole('alertdialog')
    await expect(dialog.scrollWidth).toBe(dialog.clientWidth)
  },
}

/** `confirm="undo"`: the row stays for a while, and its button undoes the unlink. */
export const UndoRunning: Story = {
  args: { confirm: 'undo' },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', unlinkGitHub))
    await expect(await canvas.findByText('Unlinking @ada-lovelace…', { selector: 'li p' })).toBeVisible()
    await expect(canvas.queryByRole('button', unlinkGitHub)).toBeNull()
  },
}

/** The clock pauses while the row is pointed at, or has a focus that the user sees. */
export const UndoPaused: Story = {
  tags: ['!autodocs'],
  args: { confirm: 'undo' },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', unlinkGitHub))
    const undo = await canvas.findByRole('button', { name: 'Undo unlinking GitHub account @ada-lovelace' })
    await userEvent.hover(undo)
    await waitFor(() => expect(undo.closest('li')).toHaveAttribute('data-paused'))
  },
}

/** Two unlinks at once, right to left, in a window of 320 px. */
export const UndoNarrow: Story = {
  tags: ['!autodocs'],
  args: { confirm: 'undo' },
  globals: { direction: 'rtl', viewport: { value: 'narrow', isRotated: false } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', unlinkGitHub))
    await userEvent.click(
      await canvas.findByRole('button', { name: 'Unlink Google account ada.lovelace@gmail.example' }),
    )
    await waitFor(() => expect(canvas.getAllByRole('button', { name: /^Undo unlinking/ })).toHaveLength(2))
    const { scrollWidth, clientWidth } = document.documentElement
    await expect(scrollWidth).toBe(clientWidth)
  },
}

/** Without a network an unlink waits, and can be undone. */
export const OfflineWaiting: Story = {
  // Being offline is a state of the whole page.
  tags: ['!autodocs'],
  args: { confirm: 'none' },
  beforeEach: () => () => onlineManager.setOnline(true),
  play: async ({ canvas, userEvent, loaded }) => {
    const unlink = await canvas.findByRole('button', unlinkGitHub)
    onlineManager.setOnline(false)
    await userEvent.click(unlink)
    await expect(await canvas.findByText(/^You're offline\./, { selector: 'li p' })).toBeVisible()
    await expect(canvas.getByRole('button', { name: /^Undo unlinking/ })).toBeVisible()
    await expect(backendOf(loaded).requests.unlink).toEqual([])
  },
}

/** A step-up has left the page. What the user was about to do is offered again. */
export const StepUpInterrupted: Story = {
  args: { confirm: 'none' },
  parameters: { linking: { ownProvider: true } },
  render: (args, { loaded }) => (
    <SignedInAgain
      client={clientOf(loaded)}
      browser={clientOf(loaded).browser}
      connections={[{ name: 'github' }]}
    >
      <LinkedAccounts {...args} />
    </SignedInAgain>
  ),
  play: async ({ canvas, userEvent, loaded }) => {
    await userEvent.click(await canvas.findByRole('button', unlinkGitHub))
    await expect(await canvas.findByText('Continue unlinking GitHub account @ada-lovelace?')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Continue' })).toBeVisible()
    await expect(backendOf(loaded).requests.unlink).toEqual([])
  },
}
