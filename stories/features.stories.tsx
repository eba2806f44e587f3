import type { Meta, StoryObj } from '@storybook/react-vite'
import { LinkAccountButton, LinkedAccounts, useFeatures } from 'react-linked-accounts'
import { fakeIdentity, scenarios } from 'react-linked-accounts/testing'
import { expect, within } from 'storybook/test'

const meta = {
  title: 'LinkedAccounts/What a backend can do',
  component: LinkedAccounts,
  parameters: {
    docs: {
      description: {
        component:
          'Backends differ. What one cannot do is not offered; `useFeatures` tells the host the same, for what ' +
          'it shows around it.',
      },
    },
  },
} satisfies Meta<typeof LinkedAccounts>
export default meta

type Story = StoryObj<typeof meta>

/** It says of no identity that it is the primary: all can go but the last. */
export const NoPrimary: Story = {
  args: { confirm: 'none' },
  parameters: {
    linking: {
      scenario: {
        features: { primary: false },
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

/** What a host shows beside the section: a button that leaves the choice to the backend, and words that lead to it. */
function AnyOther() {
  const { choice } = useFeatures()
  return (
    <>
      {choice && <p>Or choose from everything that there is:</p>}
      <LinkAccountButton />
    </>
  )
}

/** It has no page where the user could choose: a link without a connection is not offered. */
export const NoChoice: Story = {
  parameters: {
    linking: { scenario: { features: { choice: false }, returned: 'missing_transaction' } },
  },
  render: (args) => (
    <>
      <LinkedAccounts {...args} />
      <AnyOther />
    </>
  ),
  play: async ({ canvas }) => {
    const told = within(await canvas.findByRole('region', { name: "We couldn't tell how linking ended" }))
    await expect(told.getAllByRole('button')).toHaveLength(1)
    await expect(canvas.getByRole('button', { name: 'Link Acme SSO' })).toBeVisible()
    await expect(canvas.queryByRole('button', { name: 'Link another account' })).toBeNull()
    await expect(canvas.queryByText(/choose from everything/)).toBeNull()
  },
}

/** An account cannot be linked again for more: the button for it is not there, and the one beside it is. */
export const NoScopes: Story = {
  parameters: { linking: { scenario: { features: { reconnect: false } } } },
  render: () => (
    <>
      <LinkAccountButton connection="github" reconnect={scenarios.default.identities[2]} scopes={['repo']}>
        Let us see your repositories
      </LinkAccountButton>
      <LinkAccountButton connection="github" />
    </>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button')).toHaveTextContent('Link GitHub')
  },
}

/** An unlink cannot wait for an undo window: `confirm="undo"` asks before. */
export const NoUndo: Story = {
  tags: ['!autodocs'],
  args: { confirm: 'undo' },
  parameters: { linking: { scenario: { features: { deferUnlink: false } } } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
    await expect(await canvas.findByRole('dialog', { name: 'Unlink GitHub?' })).toBeVisible()
  },
}
