import type { Meta, StoryObj } from '@storybook/react-vite'
import { LinkedAccounts } from 'react-linked-accounts'
import { scenarios } from 'react-linked-accounts/testing'
import { expect, waitFor } from 'storybook/test'
import { appears } from '../appears'
import * as Before from '../before-unlinking.stories'
import * as Results from '../link-results.stories'
import * as Shadcn from '../shadcn.stories'

const meta = {
  title: 'Tests/Looks',
  component: LinkedAccounts,
  tags: ['!autodocs', '!dev'],
} satisfies Meta<typeof LinkedAccounts>
export default meta

type Story = StoryObj<typeof meta>

const dark = { theme: 'dark' }
const narrow = { viewport: { value: 'narrow', isRotated: false } }

/** An undo window that is longer than a busy machine needs. */
const unhurried = { confirm: 'undo', undoMs: 600_000 } as const

export const UndoRunning: Story = {
  ...Before.UndoRunning,
  name: 'Undo running',
  args: unhurried,
  tags: ['test'],
}

export const UndoPaused: Story = {
  ...Before.UndoPaused,
  name: 'Undo paused',
  args: unhurried,
  tags: ['test'],
}

/** The dialog in the dark theme. */
export const DarkDialog: Story = { ...Before.Dialog, name: 'Dark dialog', globals: dark }

/** The item of the shadcn registry in a window of 320 px. */
export const NarrowShadcnItem: Story = {
  ...Shadcn.TheCard,
  globals: narrow,
  render: Shadcn.default.render,
  play: async (context) => {
    await Shadcn.TheCard.play?.(context)
    const { scrollWidth, clientWidth } = document.documentElement
    await expect(scrollWidth).toBe(clientWidth)
  },
}

/** A warning in the dark theme. */
export const DarkUnverifiedEmail: Story = {
  ...Results.WithUnverifiedEmail,
  name: 'Dark unverified email',
  globals: dark,
}

/** Failures in the dark theme. */
export const DarkFailure: Story = {
  name: 'Dark failure',
  args: { confirm: 'none' },
  globals: dark,
  parameters: { linking: { scenario: { returned: 'already_linked', unlink: 'forbidden' } } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
    await appears(await canvas.findByText(/You don't have permission to do this/, { selector: 'li p *' }))
  },
}

/** The dialog for an account with a very long name, in a window of 320 px. */
export const NarrowDialog: Story = {
  name: 'Narrow dialog',
  globals: narrow,
  parameters: { linking: { scenario: 'longNames' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: /^Unlink GitHub account @note-g/ }))
    const dialog = await canvas.findByRole('alertdialog')
    await expect(dialog.scrollWidth).toBe(dialog.clientWidth)
  },
}

/** Two unlinks at once, right to left, in a window of 320 px. */
export const UndoNarrow: Story = {
  name: 'Undo narrow',
  args: unhurried,
  globals: { direction: 'rtl', ...narrow },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
    await userEvent.click(
      await canvas.findByRole('button', { name: 'Unlink Google account ada.lovelace@gmail.example' }),
    )
    await waitFor(() => expect(canvas.getAllByRole('button', { name: /^Undo unlinking/ })).toHaveLength(2))
    const { scrollWidth, clientWidth } = document.documentElement
    await expect(scrollWidth).toBe(clientWidth)
  },
}

/** An unverified address of the primary, in a window of 320 px. */
export const UnverifiedEmailNarrow: Story = {
  name: 'Unverified email narrow',
  globals: narrow,
  parameters: {
    linking: {
      scenario: {
        identities: scenarios.longNames.identities.map((identity) => ({
          ...identity,
          profile: { email: 'ada@example.com', ...identity.profile, emailVerified: false },
        })),
      },
    },
  },
  play: async ({ canvas }) => {
    await appears((await canvas.findAllByText('Email not verified'))[0])
    const { scrollWidth, clientWidth } = document.documentElement
    await expect(scrollWidth).toBe(clientWidth)
  },
}
