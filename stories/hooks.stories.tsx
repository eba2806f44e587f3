import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor } from 'storybook/test'
import { appears } from './appears'
import { OwnMarkup } from './recipes/own-markup'
import css from './recipes/own-markup.css?raw'
import code from './recipes/own-markup.tsx?raw'

const meta = {
  title: 'Recipes/Hooks in your own markup',
  component: OwnMarkup,
  parameters: {
    files: { 'own-markup.css': css },
    docs: {
      story: { autoplay: true },
      description: {
        component:
          'The hooks, `useLinkedAccounts`, `useUnlinkAccount`, `useLinkAccount`, `useLinkResult` and `useMessages`, ' +
          'without any component or style of the kit.',
      },
      source: { code, language: 'tsx' },
    },
  },
} satisfies Meta<typeof OwnMarkup>
export default meta

type Story = StoryObj<typeof meta>

/** `useLinkedAccounts` returns the accounts, and `useMessages` their names. */
export const Listed: Story = {
  play: async ({ canvas }) => {
    await appears(await canvas.findByText('@ada-lovelace'))
  },
}

/** `useLinkedAccounts` tells a failed list from an empty one, and loads it again. */
export const ListFailed: Story = {
  name: 'List failed',
  parameters: { linking: { scenario: 'failing' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent(
      /^Your sign-in methods didn't load\. Something went wrong/,
    )
  },
}

/** `useUnlinkAccount` unlinks: the identity leaves the list at once. */
export const Unlinking: Story = {
  parameters: { linking: { scenario: 'unlinkHangs' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Remove GitHub, @ada-lovelace' }))
    await waitFor(() => expect(canvas.queryByText('@ada-lovelace')).toBeNull())
  },
}

/** An unlink that failed is in `useLinkedAccounts`, by the identity that is still linked. */
export const UnlinkFailed: Story = {
  name: 'Unlink failed',
  parameters: { linking: { scenario: 'unlinkFails' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Remove GitHub, @ada-lovelace' }))
    await expect(await canvas.findByRole('alert')).toHaveTextContent(
      /^It wasn't removed\. You don't have permission/,
    )
  },
}

/** `useLinkAccount` leaves the page for the provider. */
export const Redirecting: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Add GitHub' }))
    await expect(await canvas.findByRole('button', { name: 'Redirecting…' })).toBeDisabled()
  },
}

/** `useLinkResult` says how a link ended, on the page that came back from it. */
export const Linked: Story = {
  parameters: { linking: { scenario: { returned: 'linked' } } },
  play: async ({ canvas }) => {
    await appears(await canvas.findByText(/GitHub linked/))
  },
}
