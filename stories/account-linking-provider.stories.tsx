import type { Meta, StoryObj } from '@storybook/react-vite'
import { AccountLinkingProvider, LinkedAccounts } from 'react-linked-accounts'
import { createFakeClient } from 'react-linked-accounts/testing'
import { expect, waitFor } from 'storybook/test'
import { appears } from './appears'
import { argTypesOf } from './arg-types'
import { EventLog } from './recipes/event-log'
import events from './recipes/event-log.tsx?raw'
import { clientOf } from './surroundings'

const meta = {
  title: 'Components/AccountLinkingProvider',
  component: AccountLinkingProvider,
  args: { client: createFakeClient(), children: <LinkedAccounts confirm="none" /> },
  argTypes: argTypesOf('AccountLinkingProviderProps'),
  parameters: { linking: { ownProvider: true }, controls: { disable: false } },
  // Each rendering has a client of its own, as in the other stories.
  render: (args, { loaded }) => (
    <AccountLinkingProvider {...args} client={clientOf(loaded)} browser={clientOf(loaded).browser} />
  ),
} satisfies Meta<typeof AccountLinkingProvider>
export default meta

type Story = StoryObj<typeof meta>

/** A client is all it needs: the linked accounts are listed, and can be unlinked. */
export const ClientOnly: Story = {
  name: 'Client only',
  play: async ({ canvas }) => {
    await canvas.findByText('@ada-lovelace')
    await expect(canvas.queryByRole('heading', { name: 'Add a sign-in method' })).toBeNull()
  },
}

/** What can be linked. A `single` connection is not offered while it is linked. */
export const Connections: Story = {
  args: {
    connections: [
      { name: 'github', single: true },
      { name: 'google-oauth2', label: 'Google' },
      { name: 'acme-sso', provider: 'oidc', label: 'Acme SSO', single: true },
    ],
  },
  play: async ({ canvas }) => {
    await appears(await canvas.findByRole('button', { name: 'Link Acme SSO' }))
    await appears(canvas.getByRole('button', { name: 'Link another Google account' }))
    await expect(canvas.queryByRole('button', { name: /Link .*GitHub/ })).toBeNull()
  },
}

/** Your own words, for any part of the catalog. */
export const OwnWords: Story = {
  name: 'Own words',
  args: {
    messages: { heading: 'Ways to sign in', unlink: 'Remove', unlinkNamed: 'Remove {provider}, {account}' },
  },
  play: async ({ canvas }) => {
    await appears(await canvas.findByRole('button', { name: 'Remove GitHub, @ada-lovelace' }))
    await appears(canvas.getByRole('region', { name: 'Ways to sign in' }))
  },
}

/** What happened, told to your app. */
export const Events: Story = {
  parameters: {
    linking: { ownProvider: true, scenario: { returned: 'linked' } },
    docs: { source: { code: events } },
  },
  render: (_args, { loaded }) => <EventLog client={clientOf(loaded)} browser={clientOf(loaded).browser} />,
  play: async ({ canvas, userEvent }) => {
    const log = await canvas.findByText('A link ended: linked · Linked: github')
    await userEvent.click(canvas.getByRole('button', { name: 'Unlink GitHub account @octocat' }))
    await waitFor(() => expect(log).toHaveTextContent(/Unlinked: github$/))
  },
}
