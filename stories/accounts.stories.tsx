import type { Meta, StoryObj } from '@storybook/react-vite'
import { LinkedAccounts } from 'react-linked-accounts'
import { fakeIdentity, scenarios } from 'react-linked-accounts/testing'
import { expect, waitFor } from 'storybook/test'
import { appears } from './appears'

const meta = {
  title: 'States/Accounts',
  component: LinkedAccounts,
} satisfies Meta<typeof LinkedAccounts>
export default meta

type Story = StoryObj<typeof meta>

/** Two accounts with the same name differ by their account id. */
export const LookAlikes: Story = {
  name: 'Look-alikes',
  parameters: {
    linking: {
      scenario: {
        identities: [
          ...scenarios.primaryOnly.identities,
          fakeIdentity({ accountId: '1815', profile: { name: 'Ada' } }),
          fakeIdentity({ accountId: '1852', profile: { name: 'Ada' } }),
        ],
      },
    },
  },
  play: async ({ canvas }) => {
    await appears(await canvas.findByRole('button', { name: 'Unlink GitHub account Ada (1815)' }))
    await appears(canvas.getByText('Ada (1852)'))
  },
}

/** Several accounts of one provider differ by their account, on the row and in each button's name. */
export const SeveralOfOneProvider: Story = {
  name: 'Several of one provider',
  parameters: { linking: { scenario: 'sameProvider' } },
  play: async ({ canvas }) => {
    await appears(await canvas.findByRole('button', { name: 'Unlink Google account countess@gmail.example' }))
  },
}

/** A badge marks an email address that the provider has not verified. */
export const UnverifiedEmail: Story = {
  name: 'Unverified email',
  parameters: {
    linking: {
      scenario: {
        identities: [
          ...scenarios.default.identities,
          fakeIdentity({ profile: { email: 'countess@example.com', emailVerified: false } }),
        ],
      },
    },
  },
  play: async ({ canvas }) => {
    const row = (await canvas.findByText('countess@example.com')).closest('li')
    await expect(row).toHaveTextContent('Email not verified')
    await expect(canvas.getAllByText('Email not verified')).toHaveLength(1)
  },
}

/** Names that do not fit on a line, names in right-to-left scripts, a provider without a mark. */
export const LongNames: Story = {
  name: 'Long names',
  parameters: {
    linking: {
      scenario: 'longNames',
      connections: [
        { name: 'github' },
        { name: 'university', label: 'University of Southern Denmark, staff and students, single sign-on' },
        { name: 'arabic', label: 'تسجيل الدخول الموحد' },
      ],
    },
  },
  play: async ({ canvas }) => {
    await canvas.findByText('آدا لوفلايس')
    const { scrollWidth, clientWidth } = document.documentElement
    await expect(scrollWidth).toBe(clientWidth)
  },
}

/** Providers with a mark of their own. */
export const Providers: Story = {
  parameters: {
    linking: {
      scenario: {
        identities: [
          ...scenarios.primaryOnly.identities,
          ...['google-oauth2', 'github', 'apple', 'facebook', 'twitter', 'windowslive', 'samlp', 'gitea'].map(
            (provider) => fakeIdentity({ provider }),
          ),
        ],
      },
    },
  },
}

const PICTURE =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"%3E%3Crect width="8" height="8" fill="%232d6a4f"/%3E%3Ccircle cx="4" cy="3" r="1.5" fill="%23fff"/%3E%3Cellipse cx="4" cy="7" rx="3" ry="2" fill="%23fff"/%3E%3C/svg%3E'

/** A picture if the provider has one; initials if it has none, or it cannot be loaded. */
export const Avatars: Story = {
  parameters: {
    linking: {
      scenario: {
        identities: [
          ...scenarios.primaryOnly.identities,
          fakeIdentity({ profile: { name: 'Ada Lovelace', username: 'ada-lovelace', picture: PICTURE } }),
          fakeIdentity({
            provider: 'google-oauth2',
            profile: { name: 'Grace Hopper', email: 'grace@example.com', picture: 'data:image/png,broken' },
          }),
        ],
      },
    },
  },
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByText('grace@example.com')
    // Where a picture cannot be loaded, the mark stands alone.
    await waitFor(() => expect(canvasElement.querySelectorAll('li img')).toHaveLength(1))
  },
}

/** A hundred identities. */
export const Many: Story = {
  parameters: {
    linking: { scenario: { identities: scenarios.many.identities.slice(0, 100) } },
    docs: { story: { inline: false, height: '480px' } },
  },
  play: async ({ canvas }) => {
    await expect(
      await canvas.findByRole('button', { name: 'Unlink Google account account-99@example.com' }),
    ).toBeInTheDocument()
  },
}
