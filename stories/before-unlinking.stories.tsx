import type { Meta, StoryObj } from '@storybook/react-vite'
import { onlineManager } from '@tanstack/react-query'
import { LinkedAccounts } from 'react-linked-accounts'
import { expect, waitFor, within } from 'storybook/test'
import { appears } from './appears'
import dialogsCss from './recipes/dialogs.css?raw'
import leaveToSignIn from './recipes/leave-to-sign-in.tsx?raw'
import { SignInAgain } from './recipes/sign-in-again'
import signInAgain from './recipes/sign-in-again.tsx?raw'
import { SignedInAgain } from './signed-in-again'
import { backendOf, clientOf } from './surroundings'

const meta = {
  title: 'States/Before unlinking',
  component: LinkedAccounts,
  parameters: {
    docs: {
      story: { autoplay: true },
      canvas: { withToolbar: true },
      description: {
        component:
          '[Confirm or undo](?path=/docs/guides-confirm-or-undo-an-unlink--docs) says how to choose.',
      },
    },
  },
} satisfies Meta<typeof LinkedAccounts>
export default meta

type Story = StoryObj<typeof meta>

/** A modal dialog, and being offline, are states of a whole page. */
const ownFrame = { inline: false, height: '450px' }

const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }

/** `confirm="dialog"`, the default: a modal dialog asks first. */
export const Dialog: Story = {
  parameters: { docs: { story: ownFrame } },
  play: async ({ canvas, userEvent, loaded }) => {
    await userEvent.click(await canvas.findByRole('button', unlinkGitHub))
    const dialog = await canvas.findByRole('alertdialog', { name: 'Unlink GitHub?' })
    await appears(dialog)
    await expect(backendOf(loaded).requests.unlink).toEqual([])
  },
}

/** `confirm="undo"`: the row stays for 10 seconds, and its button undoes the unlink. Reload the story to see it again. */
export const UndoRunning: Story = {
  name: 'Undo running',
  args: { confirm: 'undo' },
  // Ten real seconds can be too short on a busy machine. Tests cover the same flow with more time.
  tags: ['!test'],
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', unlinkGitHub))
    await appears(await canvas.findByText('Unlinking @ada-lovelace…', { selector: 'li p' }))
    await waitFor(() => expect(canvas.queryByRole('button', unlinkGitHub)).toBeNull())
  },
}

/** The timer pauses while the row is hovered or has visible focus. */
export const UndoPaused: Story = {
  name: 'Undo paused',
  args: { confirm: 'undo' },
  // As above.
  tags: ['!test'],
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', unlinkGitHub))
    const undo = await canvas.findByRole('button', { name: 'Undo unlinking GitHub account @ada-lovelace' })
    await userEvent.hover(undo)
    await waitFor(() => expect(undo.closest('li')).toHaveAttribute('data-paused'))
  },
}

/** Without a network an unlink waits, and can be undone. */
export const OfflineWaiting: Story = {
  name: 'Offline waiting',
  args: { confirm: 'none' },
  parameters: { docs: { story: ownFrame } },
  beforeEach: () => () => onlineManager.setOnline(true),
  play: async ({ canvas, userEvent, loaded }) => {
    const unlink = await canvas.findByRole('button', unlinkGitHub)
    onlineManager.setOnline(false)
    await userEvent.click(unlink)
    await appears(await canvas.findByText(/^You're offline\./, { selector: 'li p' }))
    await appears(canvas.getByRole('button', { name: /^Undo unlinking/ }))
    await expect(backendOf(loaded).requests.unlink).toEqual([])
  },
}

/** A step-up: the app asks the user to sign in again. The row is out of the list, and nothing is sent yet. */
export const StepUpWaiting: Story = {
  name: 'Step-up waiting',
  parameters: {
    linking: { ownProvider: true },
    files: { 'dialogs.css': dialogsCss },
    docs: { source: { code: signInAgain }, story: ownFrame },
  },
  render: (_args, { loaded }) => (
    <SignInAgain
      client={clientOf(loaded)}
      browser={clientOf(loaded).browser}
      checkPassword={() => Promise.resolve(true)}
    />
  ),
  play: async ({ canvas, userEvent, loaded }) => {
    await userEvent.click(await canvas.findByRole('button', unlinkGitHub))
    await appears(await canvas.findByRole('dialog', { name: 'Sign in again' }))
    await waitFor(() => expect(canvas.queryByText('@ada-lovelace')).toBeNull())
    await expect(backendOf(loaded).requests.unlink).toEqual([])
  },
}

/** The user did not sign in again, so nothing was sent. */
export const StepUpFailed: Story = {
  ...StepUpWaiting,
  name: 'Step-up failed',
  play: async ({ canvas, userEvent, loaded }) => {
    await userEvent.click(await canvas.findByRole('button', unlinkGitHub))
    const dialog = within(await canvas.findByRole('dialog', { name: 'Sign in again' }))
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }))
    const words = /We couldn't verify it's you\. Nothing changed\./
    await appears(await canvas.findByText(words, { selector: 'li p *' }))
    await expect(backendOf(loaded).requests.unlink).toEqual([])
  },
}

/** A step-up has left the page. What the user was about to do is offered again. */
export const StepUpInterrupted: Story = {
  name: 'Step-up interrupted',
  parameters: { linking: { ownProvider: true }, docs: { source: { code: leaveToSignIn } } },
  render: (_args, { loaded }) => (
    <SignedInAgain
      client={clientOf(loaded)}
      browser={clientOf(loaded).browser}
      connections={[{ name: 'github' }]}
    />
  ),
  play: async ({ canvas, userEvent, loaded }) => {
    await userEvent.click(await canvas.findByRole('button', unlinkGitHub))
    await appears(
      await canvas.findByRole('group', { name: 'Continue unlinking GitHub account @ada-lovelace?' }),
    )
    await appears(canvas.getByRole('button', { name: 'Continue' }))
    await expect(backendOf(loaded).requests.unlink).toEqual([])
  },
}

/** The same before a link. */
export const StepUpInterruptedLink: Story = {
  ...StepUpInterrupted,
  name: 'Step-up interrupted before a link',
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Link another GitHub account' }))
    await appears(await canvas.findByRole('group', { name: 'Continue linking GitHub?' }))
    await appears(canvas.getByRole('button', { name: 'Not now' }))
  },
}
