import type { Meta, StoryObj } from '@storybook/react-vite'
import { QueryClient } from '@tanstack/react-query'
import { LinkedAccounts, type LinkStatus } from 'react-linked-accounts'
import { AccountLinkingError } from 'react-linked-accounts/core'
import { identitiesOptions } from 'react-linked-accounts/query'
import { createFakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { expect, within } from 'storybook/test'
import { appears } from './appears'

const meta = {
  title: 'States/Link results',
  component: LinkedAccounts,
  parameters: {
    docs: { description: { component: 'How a link ended, on the page that came back from it.' } },
  },
} satisfies Meta<typeof LinkedAccounts>
export default meta

type Story = StoryObj<typeof meta>

const cameBack = (returned: LinkStatus, title: string, words: string | RegExp): Story => ({
  parameters: { linking: { scenario: { returned } } },
  play: async ({ canvas }) => {
    const told = await canvas.findByRole('group', { name: title })
    await appears(within(told).getByText(words))
    await expect(told).toHaveFocus()
    await appears(within(told).getByRole('button', { name: 'Dismiss' }))
  },
})

/** The fresh list shows the new identity. */
export const Linked: Story = cameBack('linked', 'GitHub linked', 'You can now sign in with @octocat.')

/** An account that was linked already has been linked again, for example to grant more scopes. */
export const Reconnected: Story = cameBack(
  'reconnected',
  'GitHub account @ada-lovelace is linked',
  'Sign-in at GitHub finished without an error.',
)

/** The provider reports that the account's email address is not verified. */
export const WithUnverifiedEmail: Story = {
  name: 'With unverified email',
  parameters: {
    linking: {
      scenario: {
        returned: 'reconnected',
        identities: [fakeIdentity({ profile: { email: 'ada@example.com', emailVerified: false } })],
      },
    },
  },
  play: async ({ canvas }) => {
    const told = await canvas.findByRole('group', { name: 'GitHub account ada@example.com is linked' })
    await expect(told).toHaveAccessibleDescription(/ada@example\.com, isn't verified\.$/)
  },
}

/** The provider reported no error, and the list shows nothing new. */
export const Unchanged: Story = cameBack(
  'unchanged',
  'No account was linked',
  /might already be linked, or you might have been signed in as someone else/,
)

/** The provider reported no error, and the list that would prove the link does not load. */
export const Unverified: Story = cameBack(
  'unverified',
  "We couldn't confirm that your account was linked",
  'Too many attempts. Wait a moment and try again.',
)

/** The user, or the provider for them, declined. */
export const Cancelled: Story = cameBack('cancelled', "GitHub wasn't linked", /Sign-in was canceled\./)

/** The server does not let this user link the account. */
export const Denied: Story = cameBack(
  'denied',
  "GitHub wasn't linked",
  /You don't have permission to link this account\./,
)

/** The account belongs to another user. */
export const AlreadyLinked: Story = {
  ...cameBack('already_linked', "GitHub wasn't linked", /That account is linked to another user\./),
  name: 'Already linked',
}

/** Another user is signed in than the one who started the link. */
export const WrongUser: Story = {
  ...cameBack('wrong_user', 'No account was linked', /You're now signed in as someone else\./),
  name: 'Wrong user',
}

/** The link was started in another tab, or its callback was used before. */
export const MissingTransaction: Story = {
  ...cameBack(
    'missing_transaction',
    "We couldn't tell how linking ended",
    /Check the list, then try again\./,
  ),
  name: 'Missing transaction',
}

/** The link took longer than ten minutes. */
export const Expired: Story = cameBack('expired', "We couldn't tell how linking ended", /It took too long\./)

/** The link could not be completed, and the server wants to be left alone for a while. */
export const NotCompleted: Story = {
  name: 'Not completed',
  parameters: { linking: { connections: [] } },
  loaders: [
    async () => {
      const error = new AccountLinkingError('rate_limited', 'The server answered 429.', { retryAfter: 600 })
      const client = {
        ...createFakeClient({ returned: 'unchanged' }),
        finishLink: () => Promise.reject(error),
      }
      const queryClient = new QueryClient()
      await queryClient.prefetchQuery(identitiesOptions(client, client))
      return { client, queryClient }
    },
  ],
  play: async ({ canvas }) => {
    const name = "Couldn't finish linking. No account was linked."
    const told = within(await canvas.findByRole('group', { name }))
    await appears(told.getByText(/Too many attempts\./))
    await appears(told.getByText(/Try again in \d+ min/))
    await expect(told.getByRole('button', { name: /^Try again/ })).toHaveAttribute('aria-disabled', 'true')
  },
}

/** Any other error of the provider. */
export const Failed: Story = cameBack('failed', "Couldn't link GitHub", /^The provider returned an error\./)
