import type { Meta, StoryObj } from '@storybook/react-vite'
import { LinkAccountButton, LinkedAccounts, useFeatures } from 'react-linked-accounts'
import { fakeIdentity, scenarios } from 'react-linked-accounts/testing'
import { expect, within } from 'storybook/test'

const meta = {
  title: 'States/Features of a backend',
  component: LinkedAccounts,
  parameters: {
    docs: {
      description: {
        component:
          'Backends differ. What one cannot do is not offered. `useFeatures` tells the host, for what it shows ' +
          'around the section.',
      },
    },
  },
} satisfies Meta<typeof LinkedAccounts>
export default meta

type Story = StoryObj<typeof meta>

/** No identity is the primary: all can be unlinked except the last one. */
export const NoPrimary: Story = {
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

/** A host's own part: a button that lets the user choose, and words that lead to it. */
function AnyOther() {
  const { choice } = useFeatures()
  return (
    <>
      {choice && <p>Or choose from all providers:</p>}
      <LinkAccountButton />
    </>
  )
}

/** The backend has no page where the user could choose: a link without a connection is not offered. */
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
    const told = within(await canvas.findByRole('group', { name: "We couldn't tell how linking ended" }))
    await expect(told.getAllByRole('button')).toHaveLength(1)
    await expect(await canvas.findByRole('button', { name: 'Link Acme SSO' })).toBeVisible()
    await expect(canvas.queryByRole('button', { name: 'Link another account' })).toBeNull()
    await expect(canvas.queryByText(/choose from all/)).toBeNull()
  },
}

/** A linked account cannot be linked again to grant more scopes: that button is not rendered. */
export const NoReconnect: Story = {
  parameters: { linking: { scenario: { features: { reconnect: false } } } },
  render: () => (
    <>
      <LinkAccountButton connection="github" reconnect={scenarios.default.identities[2]} scopes={['repo']}>
        Show your repositories
      </LinkAccountButton>
      <LinkAccountButton connection="github" />
    </>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button')).toHaveTextContent('Link GitHub')
  },
}

/** An unlink cannot wait for an undo window: `confirm="undo"` asks first instead. */
export const NoDeferUnlink: Story = {
  args: { confirm: 'undo' },
  parameters: {
    linking: { scenario: { features: { deferUnlink: false } } },
    docs: { story: { inline: false, height: '420px' } },
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
    await expect(await canvas.findByRole('alertdialog', { name: 'Unlink GitHub?' })).toBeVisible()
  },
}
