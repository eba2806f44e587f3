import type { Meta, StoryObj } from '@storybook/react-vite'
import { LinkAccountButton, LinkedAccounts } from 'react-linked-accounts'
import { expect, waitFor, within } from 'storybook/test'
import { appears } from '../appears'
import * as Dialogs from '../in-a-dialog.stories'
import * as Results from '../link-results.stories'
import { SignInAgain } from '../recipes/sign-in-again'
import { backendOf, clientOf } from '../surroundings'
import * as Unlinks from '../unlinking.stories'

const meta = {
  title: 'Tests/Focus and what follows',
  component: LinkedAccounts,
  tags: ['!autodocs', '!dev'],
} satisfies Meta<typeof LinkedAccounts>
export default meta

type Story = StoryObj<typeof meta>

const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }

/** The dialog before an unlink gives the focus to Cancel. */
export const Dialog: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', unlinkGitHub))
    await canvas.findByRole('alertdialog', { name: 'Unlink GitHub?' })
    await expect(canvas.getByRole('button', { name: 'Cancel' })).toHaveFocus()
  },
}

/** When a row is gone, the next one has the focus. */
export const Unlinking: Story = {
  ...Unlinks.Unlinking,
  args: { confirm: 'none' },
  play: async (context) => {
    await Unlinks.Unlinking.play?.(context)
    await expect(context.canvas.getByText('@ada-lovelace').closest('li')).toHaveFocus()
  },
}

/** After Dismiss the notice is gone, and the account stays. */
export const Dismissed: Story = {
  ...Results.Linked,
  play: async ({ canvas, userEvent }) => {
    await expect(await canvas.findByRole('group', { name: 'GitHub linked' })).toHaveFocus()
    await userEvent.click(canvas.getByRole('button', { name: 'Dismiss' }))
    await expect(canvas.queryByText('GitHub linked')).toBeNull()
    await appears(canvas.getByText('@octocat'))
  },
}

/** A button that the page came back to has the focus again after Dismiss. */
export const ButtonCameBack: Story = {
  name: 'Button came back',
  parameters: { linking: { scenario: { returned: 'cancelled' } } },
  render: () => <LinkAccountButton connection="github" />,
  play: async ({ canvas, userEvent }) => {
    await expect(await canvas.findByRole('group', { name: "GitHub wasn't linked" })).toHaveFocus()
    await userEvent.click(canvas.getByRole('button', { name: 'Dismiss' }))
    await expect(canvas.getByRole('button', { name: 'Link GitHub' })).toHaveFocus()
  },
}

/** A button keeps the focus while the page is leaving. */
export const ButtonRedirecting: Story = {
  name: 'Button redirecting',
  render: () => <LinkAccountButton connection="github" />,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Link GitHub' }))
    await expect(await canvas.findByRole('button', { name: 'Redirecting to GitHub…' })).toHaveFocus()
  },
}

/** Back from a link in a dialog of the app, the notice has the focus. */
export const BackInADialog: Story = {
  ...Dialogs.BackFromALink,
  name: 'Back in a dialog',
  render: Dialogs.default.render,
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getByRole('group', { name: 'GitHub linked' })).toHaveFocus())
  },
}

/** Signing in again: a wrong password, then the right one. */
export const SignedInAgain: Story = {
  name: 'Signed in again',
  parameters: { linking: { ownProvider: true } },
  render: (_args, { loaded }) => (
    <SignInAgain
      client={clientOf(loaded)}
      browser={clientOf(loaded).browser}
      checkPassword={async (password) => password === 'difference engine'}
    />
  ),
  play: async ({ canvas, userEvent, loaded }) => {
    await userEvent.click(await canvas.findByRole('button', unlinkGitHub))
    const dialog = within(await canvas.findByRole('dialog', { name: 'Sign in again' }))
    await userEvent.type(dialog.getByLabelText('Password'), 'difference')
    await userEvent.click(dialog.getByRole('button', { name: 'Continue' }))
    await appears(await dialog.findByText("That password isn't right."))
    await expect(backendOf(loaded).requests.unlink).toEqual([])
    await userEvent.type(dialog.getByLabelText('Password'), ' engine')
    await userEvent.click(dialog.getByRole('button', { name: 'Continue' }))
    await canvas.findByText('GitHub account @ada-lovelace unlinked.')
    await expect(canvas.queryByRole('dialog')).toBeNull()
  },
}
