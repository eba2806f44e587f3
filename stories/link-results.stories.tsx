import type { Meta, StoryObj } from '@storybook/react-vite'
import { LinkedAccounts, type LinkStatus } from 'react-linked-accounts'
import { AccountLinkingError } from 'react-linked-accounts/core'
import { createFakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { expect, within } from 'storybook/test'

const meta = {
  title: 'LinkedAccounts/Link results',
  component: LinkedAccounts,
  parameters: { docs: { description: { component: 'The page has come back from a provider.' } } },
} satisfies Meta<typeof LinkedAccounts>
export default meta

type Story = StoryObj<typeof meta>

type Place = 'at the account' | 'at the button' | 'on top'

const cameBack = (returned: LinkStatus, title: string, place: Place): Story => ({
  parameters: { linking: { scenario: { returned } } },
  play: async ({ canvas }) => {
    // A list that shows nothing new is asked once more, a second later.
    const told = await canvas.findByRole('region', { name: title }, { timeout: 3_000 })
    await expect(told).toBeVisible()
    await expect(told).toHaveFocus()
    await expect(within(told).getByRole('button', { name: 'Dismiss' })).toBeVisible()
    const control = within(told.closest('li') ?? document.body)
    if (place === 'at the account')
      await expect(control.getByRole('button', { name: /^Unlink/ })).toBeVisible()
    if (place === 'at the button') await expect(control.getByRole('button', { name: /^Link/ })).toBeVisible()
    if (place === 'on top') await expect(told.closest('li')).toBeNull()
  },
})

/** The fresh list shows the new identity. */
export const Linked: Story = cameBack('linked', 'GitHub linked', 'at the account')

/** The callback had no error, and the identity to reconnect is in the list. */
export const Reconnected: Story = cameBack(
  'reconnected',
  'GitHub account @ada-lovelace is linked',
  'at the account',
)

/** The provider says that the account's email address is not verified. */
export const WithUnverifiedEmail: Story = {
  parameters: {
    linking: {
      scenario: {
        returned: 'reconnected',
        identities: [fakeIdentity({ profile: { email: 'ada@example.com', emailVerified: false } })],
      },
    },
  },
  play: async ({ canvas }) => {
    const notice = await canvas.findByRole('region', { name: 'GitHub account ada@example.com is linked' })
    await expect(notice).toHaveAccessibleDescription(/ada@example\.com, isn't verified\.$/)
  },
}

/** The same in the dark. */
export const DarkUnverifiedEmail: Story = {
  ...WithUnverifiedEmail,
  tags: ['!autodocs'],
  globals: { theme: 'dark' },
}

/** The callback had no error, and the list shows nothing new. */
export const Unchanged: Story = cameBack('unchanged', 'No account was linked', 'at the button')

/** The list that would prove the link cannot be loaded. */
export const Unverified: Story = cameBack(
  'unverified',
  "We couldn't confirm that your account was linked",
  'on top',
)

/** The user, or the provider for them, declined. */
export const Cancelled: Story = cameBack('cancelled', "GitHub wasn't linked", 'at the button')

/** The server does not let this user link. */
export const Denied: Story = cameBack('denied', "GitHub wasn't linked", 'at the button')

/** The account belongs to another user. */
export const AlreadyLinked: Story = cameBack('already_linked', "GitHub wasn't linked", 'at the button')

/** Another user is signed in than the one who started. */
export const WrongUser: Story = cameBack('wrong_user', 'No account was linked', 'at the button')

/** The link was started in another tab, or its callback was used before. */
export const MissingTransaction: Story = cameBack(
  'missing_transaction',
  "We couldn't tell how linking ended",
  'on top',
)

/** The user took longer than ten minutes. */
export const Expired: Story = cameBack('expired', "We couldn't tell how linking ended", 'at the button')

/** The user came back, and the server would not complete the link yet: why, and when to try again. */
export const LinkNotCompleted: Story = {
  parameters: { linking: { connections: [] } },
  loaders: [
    () => {
      const error = new AccountLinkingError('rate_limited', 'The server answered 429.', { retryAfter: 600 })
      const fake = createFakeClient({ returned: 'linked' })
      return { client: { ...fake, finishLink: () => Promise.reject(error) } }
    },
  ],
  play: async ({ canvas }) => {
    const notice = within(await canvas.findByRole('region', { name: /Couldn't finish linking/ }))
    await expect(notice.getByText(/Too many attempts. Wait a moment and try again./)).toBeVisible()
    await expect(notice.getByText(/Try again in \d+s/)).toBeVisible()
    // The wait holds back the list too.
    await expect(canvas.getByRole('button', { name: /^Try again/ })).toHaveAttribute('aria-disabled', 'true')
  },
}

/** Any other error. */
export const LinkFailed: Story = cameBack('failed', "Couldn't link GitHub", 'at the button')

/** Dismissed, the notice is gone, and what was linked stays. */
export const Dismissed: Story = {
  ...Linked,
  tags: ['!autodocs'],
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Dismiss' }))
    await expect(canvas.queryByText('GitHub linked')).toBeNull()
    await expect(canvas.getByText('@octocat')).toBeVisible()
  },
}
