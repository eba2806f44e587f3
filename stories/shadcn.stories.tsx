import type { Meta, StoryObj } from '@storybook/react-vite'
import { lazy, Suspense } from 'react'
import { LinkedAccounts } from 'react-linked-accounts'
import { expect, screen, within } from 'storybook/test'
import { appears } from './appears'
import code from './recipes/shadcn-card.tsx?raw'
import { clientOf } from './surroundings'

const ShadcnItem = lazy(() => import('./shadcn-item'))

const meta = {
  title: 'Recipes/shadcn registry item',
  component: LinkedAccounts,
  // Its page is written by hand.
  tags: ['!autodocs'],
  parameters: {
    linking: { ownProvider: true, ownPage: true },
    docs: { source: { code }, story: { inline: false, height: '460px' } },
  },
  render: (_args, { loaded, globals }) => (
    <Suspense>
      <ShadcnItem client={clientOf(loaded)} scheme={globals.theme} />
    </Suspense>
  ),
} satisfies Meta<typeof LinkedAccounts>
export default meta

type Story = StoryObj<typeof meta>

/** The card, made of Card, Button, Badge and AlertDialog of shadcn/ui. */
export const TheCard: Story = {
  name: 'The card',
  play: async ({ canvas }) => {
    await expect(
      await canvas.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }),
    ).toHaveAttribute('data-slot', 'unlink-button')
  },
}

/** The AlertDialog before an unlink. */
export const TheQuestion: Story = {
  name: 'The question',
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
    const question = within(await screen.findByRole('alertdialog', { name: 'Unlink GitHub?' }))
    await appears(question.getByRole('button', { name: 'Cancel' }))
  },
}
