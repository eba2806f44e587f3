import type { Meta, StoryObj } from '@storybook/react-vite'
import { type Identity, LinkedAccounts } from 'react-linked-accounts'
import { fakeIdentity, scenarios } from 'react-linked-accounts/testing'
import { expect } from 'storybook/test'

const meta = {
  title: 'LinkedAccounts',
  component: LinkedAccounts,
  argTypes: {
    confirm: { control: 'inline-radio', options: ['dialog', 'undo', 'none'] },
    className: { control: 'text', description: 'Added to the section’s own class.' },
  },
} satisfies Meta<typeof LinkedAccounts>
export default meta

type Story = StoryObj<typeof meta>

/** The section as most people see it: a password, on which the account is built, and two more ways to sign in. */
export const Loaded: Story = {
  play: async ({ canvas }) => {
    await canvas.findByText('@ada-lovelace')
    await expect(canvas.getByRole('region', { name: 'Linked accounts' })).toBeVisible()
  },
}

/** The first list is on its way. */
export const Loading: Story = {
  parameters: { linking: { scenario: 'loading' } },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Loading your linked accounts…')).toBeVisible()
  },
}

/** The list came, and nothing is in it. */
export const Empty: Story = {
  parameters: { linking: { scenario: 'empty' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('No account is linked yet.')).toBeVisible()
  },
}

/** The list did not come. That is not the same as an empty one, and it does not look like it. */
export const Failed: Story = {
  parameters: { linking: { scenario: 'failing' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent('could not be loaded')
    await expect(canvas.getByRole('button', { name: 'Try again' })).toBeVisible()
    await expect(canvas.queryByText('No account is linked yet.')).toBeNull()
  },
}

/** The server wants to be left in peace for a while. */
export const RateLimited: Story = {
  parameters: { linking: { scenario: 'rateLimited' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent('too many requests')
    await expect(canvas.getByText(/You can try again in \d+ s\./)).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Try again' })).toHaveAttribute('aria-disabled', 'true')
  },
}

/** No server can be reached. */
export const Offline: Story = {
  parameters: { linking: { scenario: 'offline' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent('Please check your connection.')
  },
}

/** Only the primary identity is left. It cannot be unlinked, and its button says why. */
export const OnlyOneLeft: Story = {
  parameters: { linking: { scenario: 'primaryOnly' } },
  play: async ({ canvas }) => {
    const unlink = await canvas.findByRole('button', { name: 'Unlink Password, ada@example.com' })
    await expect(unlink).toHaveAccessibleDescription(/cannot be unlinked/)
  },
}

/** At a backend without a primary, the last way to sign in is kept all the same. */
export const LastWayToSignIn: Story = {
  parameters: {
    linking: { scenario: { identities: [fakeIdentity({ profile: { username: 'ada-lovelace' } })] } },
  },
  play: async ({ canvas }) => {
    const unlink = await canvas.findByRole('button', { name: 'Unlink GitHub, @ada-lovelace' })
    await expect(unlink).toHaveAccessibleDescription(/only way to sign in/)
  },
}

/** The host knows better what can go, and says why not, in its own words. */
export const GuardedByTheHost: Story = {
  parameters: {
    linking: {
      canUnlink: ({ primary, provider }: Identity) =>
        provider === 'github' ? 'Your team signs in with GitHub. Ask its owner first.' : !primary,
    },
  },
  play: async ({ canvas, userEvent }) => {
    const unlink = await canvas.findByRole('button', { name: 'Unlink GitHub, @ada-lovelace' })
    await expect(unlink).toHaveAccessibleDescription('Your team signs in with GitHub. Ask its owner first.')
    await userEvent.click(unlink)
    await expect(unlink).toHaveFocus()
    await expect(canvas.queryByRole('dialog')).toBeNull()
  },
}

/** Several accounts of one provider are told apart by their account, on the row and in each button's name. */
export const SeveralOfOneProvider: Story = {
  parameters: { linking: { scenario: 'sameProvider' } },
  play: async ({ canvas }) => {
    await expect(
      await canvas.findByRole('button', { name: 'Unlink Google, countess@gmail.example' }),
    ).toBeVisible()
  },
}

/** An e-mail address that the provider calls unverified is pointed out. */
export const UnverifiedEmail: Story = {
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
    await expect(row).toHaveTextContent('E-mail not verified')
    await expect(canvas.getAllByText('E-mail not verified')).toHaveLength(1)
  },
}

/** The same for the primary, in a window of 320 px. */
export const UnverifiedEmailNarrow: Story = {
  tags: ['!autodocs'],
  globals: { viewport: { value: 'narrow', isRotated: false } },
  parameters: {
    linking: {
      scenario: {
        identities: scenarios.longNames.identities.map((identity) => ({
          ...identity,
          profile: { email: 'ada@example.com', ...identity.profile, emailVerified: false },
        })),
      },
    },
  },
  play: async ({ canvas }) => {
    await expect((await canvas.findAllByText('E-mail not verified'))[0]).toBeVisible()
    const { scrollWidth, clientWidth } = document.documentElement
    await expect(scrollWidth).toBe(clientWidth)
  },
}

/** Names that are too long for a line, names in right-to-left scripts, a provider without a mark. */
export const LongNames: Story = {
  parameters: {
    linking: {
      scenario: 'longNames',
      connections: [
        { name: 'github' },
        { name: 'weights', label: 'Department of Weights and Measures, Single Sign-On of the Far North' },
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

/** A picture where the provider has one; initials where it has none, or where it cannot be loaded. */
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
  play: async ({ canvas }) => {
    // Where a picture cannot be loaded, the mark stands alone.
    await expect(await canvas.findByText('GH')).not.toBeVisible()
  },
}

/** A thousand identities. */
export const Many: Story = {
  tags: ['!autodocs'],
  parameters: {
    linking: { scenario: 'many' },
    // The rows are alike: axe looks at the first twenty and is done in half the time.
    a11y: { context: { include: ['body'], exclude: ['[data-slot="identity"]:nth-child(n + 20)'] } },
  },
  play: async ({ canvas }) => {
    await canvas.findByText('account-999@example.com')
  },
}
