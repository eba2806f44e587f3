import type { Meta, StoryObj } from '@storybook/react-vite'
import { LinkedAccounts } from 'react-linked-accounts'
import { appears } from './appears'
import * as Before from './before-unlinking.stories'
import { AskYourOwnWay } from './recipes/ask-your-own-way'
import askYourOwnWay from './recipes/ask-your-own-way.tsx?raw'
import { clientOf } from './surroundings'

const meta = {
  title: 'Guides/Confirm or undo an unlink',
  component: LinkedAccounts,
  // Its page is written by hand.
  tags: ['!autodocs'],
  parameters: {
    linking: { connections: [] },
    docs: { canvas: { withToolbar: true } },
  },
  play: async ({ canvas }) => {
    await appears(await canvas.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
  },
} satisfies Meta<typeof LinkedAccounts>
export default meta

type Story = StoryObj<typeof meta>

/** `dialog`, the default. */
export const Dialog: Story = {
  ...Before.Dialog,
  args: { confirm: 'dialog' },
  parameters: { docs: { story: { inline: false, height: '380px', autoplay: true } } },
}

/** `undo`, with 10 seconds. */
export const Undo: Story = {
  ...Before.UndoRunning,
  name: 'Undo',
  // Ten real seconds can be too short on a busy machine.
  tags: ['!test'],
  parameters: { docs: { story: { autoplay: true } } },
}

/** `none`. */
export const None: Story = { args: { confirm: 'none' } }

/** A function. */
export const YourOwnQuestion: Story = {
  name: 'Your own question',
  parameters: {
    linking: { ownProvider: true },
    docs: { source: { code: askYourOwnWay } },
  },
  render: (_args, { loaded }) => (
    <AskYourOwnWay client={clientOf(loaded)} browser={clientOf(loaded).browser} />
  ),
}
