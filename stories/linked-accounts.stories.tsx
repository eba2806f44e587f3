import type { Meta, StoryObj } from '@storybook/react-vite'
import { LinkedAccounts } from 'react-linked-accounts'
import { fakeIdentity } from 'react-linked-accounts/testing'
import { expect } from 'storybook/test'
import { appears } from './appears'
import { argTypesOf } from './arg-types'
import { Guarded } from './recipes/guarded'
import guarded from './recipes/guarded.tsx?raw'
import { clientOf } from './surroundings'

const meta = {
  title: 'Components/LinkedAccounts',
  component: LinkedAccounts,
  parameters: { controls: { disable: false } },
  argTypes: {
    ...argTypesOf('LinkedAccountsProps'),
    confirm: {
      ...argTypesOf('LinkedAccountsProps').confirm,
      control: 'inline-radio',
      options: ['dialog', 'undo', 'none'],
    },
  },
} satisfies Meta<typeof LinkedAccounts>
export default meta

type Story = StoryObj<typeof meta>

/** The section as most users see it: a password as the primary, and two more sign-in methods. */
export const Loaded: Story = {
  play: async ({ canvas }) => {
    await canvas.findByText('@ada-lovelace')
    await appears(canvas.getByRole('region', { name: 'Linked accounts' }))
  },
}

/** `variant="plain"`: without border, surface and shadow, for a page that has a card of its own. */
export const Plain: Story = {
  args: { variant: 'plain' },
  play: async ({ canvas }) => {
    await canvas.findByText('@ada-lovelace')
    await expect(canvas.getByRole('region', { name: 'Linked accounts' })).toHaveStyle({
      borderTopWidth: '0px',
    })
  },
}

/** `density="compact"`: smaller rows and buttons. */
export const Compact: Story = {
  args: { density: 'compact' },
  play: async ({ canvas }) => {
    const link = await canvas.findByRole('button', { name: 'Link Microsoft' })
    await expect(link.getBoundingClientRect().height).toBe(36)
  },
}

/** The first list is being loaded. */
export const Loading: Story = {
  parameters: { linking: { scenario: 'loading' } },
  play: async ({ canvas }) => {
    await appears(canvas.getByText('Loading linked accounts…'))
  },
}

/** The list is loaded, and is empty. */
export const Empty: Story = {
  parameters: { linking: { scenario: 'empty' } },
  play: async ({ canvas }) => {
    await appears(await canvas.findByText('No linked accounts yet'))
  },
}

/** The list did not load. It does not look like an empty one. */
export const Failed: Story = {
  parameters: { linking: { scenario: 'failing' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent("Couldn't load your linked accounts.")
    await appears(canvas.getByRole('button', { name: 'Try again' }))
    await expect(canvas.queryByText('No linked accounts yet')).toBeNull()
  },
}

/** Another user has signed in in another tab. Their accounts are not shown. */
export const WrongUser: Story = {
  name: 'Wrong user',
  parameters: { linking: { scenario: { list: 'wrong_user' } } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent("You're now signed in as someone else.")
  },
}

/** The server accepts no requests for a while. */
export const RateLimited: Story = {
  name: 'Rate limited',
  parameters: { linking: { scenario: 'rateLimited' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent('Too many attempts.')
    await appears(canvas.getByText(/Try again in \d+s/))
    await expect(canvas.getByRole('button', { name: /^Try again/ })).toHaveAttribute('aria-disabled', 'true')
  },
}

/** The server cannot be reached. */
export const Offline: Story = {
  parameters: { linking: { scenario: 'offline' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent('Check your internet connection')
  },
}

/** Only the primary is left. It cannot be unlinked, and says why at a click. */
export const OnlyOneLeft: Story = {
  name: 'Only one left',
  parameters: { linking: { scenario: 'primaryOnly' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(
      await canvas.findByRole('button', { name: "Why Password account ada@example.com can't be unlinked" }),
    )
    await appears(canvas.getByText(/^This is your primary sign-in method/))
  },
}

/** A backend without a primary: the last sign-in method cannot be unlinked either. */
export const LastSignInMethod: Story = {
  name: 'Last sign-in method',
  parameters: {
    linking: { scenario: { identities: [fakeIdentity({ profile: { username: 'ada-lovelace' } })] } },
  },
  play: async ({ canvas }) => {
    const unlink = await canvas.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' })
    await expect(unlink).toHaveAccessibleDescription(/only sign-in method/)
  },
}

/** Your app decides what can be unlinked, and gives the reason in its own words. */
export const GuardedByYourApp: Story = {
  name: 'Guarded by your app',
  parameters: { linking: { ownProvider: true }, docs: { source: { code: guarded } } },
  render: (_args, { loaded }) => <Guarded client={clientOf(loaded)} browser={clientOf(loaded).browser} />,
  play: async ({ canvas, userEvent }) => {
    const unlink = await canvas.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' })
    await expect(unlink).toHaveAccessibleDescription('Your team signs in with GitHub. Ask its owner first.')
    await userEvent.click(unlink)
    await expect(unlink).toHaveFocus()
    await expect(canvas.queryByRole('alertdialog')).toBeNull()
  },
}
