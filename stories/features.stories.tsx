import type { Meta, StoryObj } from '@storybook/react-vite'
import { type ReactNode, useState } from 'react'
import { AccountLinkingProvider, LinkedAccounts } from 'react-linked-accounts'
import { createFakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { expect, within } from 'storybook/test'
import { appears } from './appears'
import { AnyOther } from './recipes/any-other'
import anyOther from './recipes/any-other.tsx?raw'
import { ShowRepositories } from './recipes/more-scopes'
import moreScopes from './recipes/more-scopes.tsx?raw'
import { clientOf } from './surroundings'

const meta = {
  title: 'States/Features of a backend',
  component: LinkedAccounts,
  parameters: {
    docs: {
      description: {
        component:
          'Backends differ. What one cannot do is not offered. `useFeatures` tells your app, for what it shows ' +
          'around the card.',
      },
    },
  },
} satisfies Meta<typeof LinkedAccounts>
export default meta

type Story = StoryObj<typeof meta>

/** No identity is the primary: all can be unlinked except the last one. */
export const NoPrimary: Story = {
  name: 'No primary',
  args: { confirm: 'none' },
  parameters: {
    linking: {
      scenario: {
        identities: [
          fakeIdentity({ provider: 'credential' }),
          fakeIdentity({ profile: { username: 'ada-lovelace' } }),
        ],
      },
    },
  },
  play: async ({ canvas, userEvent }) => {
    const last = await canvas.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' })
    await expect(last).not.toHaveAttribute('aria-disabled')
    await expect(canvas.queryByText('Primary')).toBeNull()
    await userEvent.click(canvas.getByRole('button', { name: 'Unlink Password account ada@example.com' }))
    await canvas.findByText('Password account ada@example.com unlinked.')
    await expect(last).toHaveAccessibleDescription(/only sign-in method/)
  },
}

/** The same part of a page on a backend with the feature, and on this story's, which is without. */
const withAndWithout = (feature: string, part: ReactNode): NonNullable<Story['render']> =>
  function Render(_args, { loaded }) {
    const [complete] = useState(() => createFakeClient())
    const backends = { [`With ${feature}`]: complete, [`Without ${feature}`]: clientOf(loaded) }
    return (
      <div
        style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(15rem, 1fr))', gap: '1rem' }}
      >
        {Object.entries(backends).map(([title, client]) => (
          <section key={title} aria-label={title}>
            <p>
              <strong>{title}</strong>
            </p>
            <AccountLinkingProvider client={client} browser={client.browser}>
              {part}
            </AccountLinkingProvider>
          </section>
        ))}
      </div>
    )
  }

/** A link without a connection is not offered where the backend has no page to choose one. */
export const NoChoice: Story = {
  name: 'No choice',
  parameters: {
    linking: { ownProvider: true, scenario: { features: { choice: false } } },
    docs: { source: { code: anyOther } },
  },
  render: withAndWithout('choice', <AnyOther />),
  play: async ({ canvas }) => {
    const complete = within(canvas.getByRole('region', { name: 'With choice' }))
    await appears(complete.getByRole('button', { name: 'Link another account' }))
    const other = within(canvas.getByRole('region', { name: 'Without choice' }))
    await expect(other.queryByRole('button')).toBeNull()
    await expect(other.queryByText(/choose from all/)).toBeNull()
  },
}

/** A button that grants more scopes to a linked account is not rendered where the backend cannot link it again. */
export const NoReconnect: Story = {
  name: 'No reconnect',
  parameters: {
    linking: { ownProvider: true, scenario: { features: { reconnect: false } } },
    docs: { source: { code: moreScopes } },
  },
  render: withAndWithout(
    'reconnect',
    <>
      <p>Your website is built from a repository.</p>
      <ShowRepositories />
    </>,
  ),
  play: async ({ canvas }) => {
    const complete = within(canvas.getByRole('region', { name: 'With reconnect' }))
    await appears(await complete.findByRole('button', { name: 'Show your repositories' }))
    const other = within(canvas.getByRole('region', { name: 'Without reconnect' }))
    await expect(other.queryByRole('button')).toBeNull()
  },
}

/** An unlink cannot wait for an undo window: `confirm="undo"` asks first instead. */
export const NoDeferUnlink: Story = {
  name: 'No undo window',
  args: { confirm: 'undo' },
  parameters: {
    linking: { scenario: { features: { deferUnlink: false } } },
    docs: { story: { inline: false, height: '420px' } },
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
    await appears(await canvas.findByRole('alertdialog', { name: 'Unlink GitHub?' }))
  },
}
