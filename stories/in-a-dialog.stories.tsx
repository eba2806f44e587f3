import type { Meta, StoryObj } from '@storybook/react-vite'
import { LinkedAccounts } from 'react-linked-accounts'
import { within } from 'storybook/test'
import { appears } from './appears'
import { InADialog } from './recipes/in-a-dialog'
import code from './recipes/in-a-dialog.tsx?raw'
import { clientOf } from './surroundings'

const meta = {
  title: 'Recipes/In a dialog',
  component: LinkedAccounts,
  // Its page is written by hand.
  tags: ['!autodocs'],
  parameters: {
    linking: { ownProvider: true },
    docs: { source: { code }, story: { inline: false, height: '660px' } },
  },
  render: (_args, { loaded }) => (
    <InADialog
      client={clientOf(loaded)}
      browser={clientOf(loaded).browser}
      connections={[{ name: 'windowslive' }, { name: 'apple' }]}
    />
  ),
} satisfies Meta<typeof LinkedAccounts>
export default meta

type Story = StoryObj<typeof meta>

/** A button of the page opens the dialog. The question before an unlink is asked above it. */
export const Open: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Sign-in methods' }))
    const settings = within(await canvas.findByRole('dialog', { name: 'Settings' }))
    const unlink = await settings.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' })
    await appears(unlink)
  },
}

/** The user is back from a link that started in the dialog. */
export const BackFromALink: Story = {
  name: 'Back from a link',
  parameters: { linking: { ownProvider: true, scenario: { returned: 'linked' } } },
  play: async ({ canvas }) => {
    const settings = within(await canvas.findByRole('dialog', { name: 'Settings' }))
    await appears(await settings.findByRole('group', { name: 'GitHub linked' }))
  },
}
