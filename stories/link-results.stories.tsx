import type { Meta, StoryObj } from '@storybook/react-vite'
import { LinkedAccounts, type LinkResult, type LinkStatus } from 'react-linked-accounts'
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

const cameBack = (returned: LinkStatus, words: RegExp, place: Place): Story => ({
  parameters: { linking: { scenario: { returned } } },
  play: async ({ canvas }) => {
    const told = await canvas.findByRole('region', { name: words })
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
export const Linked: Story = cameBack('linked', /^GitHub linked/, 'at the account')

/** An identity was linked again, for example to grant more. */
export const Renewed: Story = cameBack(
  'reconnected',
  /^GitHub, @ada-lovelace was linked again\.$/,
  'at the account',
)

/** The provider says that the account's e-mail address is not verified. */
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
    const told = await canvas.findByRole('region', { name: 'GitHub, ada@example.com was linked again.' })
    await expect(told).toHaveAccessibleDescription(/ada@example\.com has not been verified\.$/)
  },
}

/** The same in the dark. */
export const DarkUnverifiedEmail: Story = {
  ...WithUnverifiedEmail,
  tags: ['!autodocs'],
  globals: { theme: 'dark' },
}

/** The server reported no error, and nothing is new: it would have told of another user's account. */
export const LinkedAlready: Story = cameBack(
  'unchanged',
  /that account is linked to you already/,
  'at the button',
)

/** The same at a backend that does not tell of another user's account: nothing is claimed. */
export const Unchanged: Story = {
  parameters: { linking: { scenario: { returned: 'unchanged', features: { refusals: [] } } } },
  play: async ({ canvas }) => {
    const words = /linked already, or somebody else’s session/
    await expect(await canvas.findByRole('region', { name: words })).toBeVisible()
  },
}

/** The server reported no error, and the list that would prove it cannot be had. */
export const Unverified: Story = cameBack('unverified', /could not check whether it worked/, 'on top')

/** The person, or the provider for them, declined. */
export const Cancelled: Story = cameBack('cancelled', /sign-in was cancelled/, 'at the button')

/** The server does not let this person link. */
export const Denied: Story = cameBack('denied', /server does not allow it/, 'at the button')

/** The account is somebody else's already. */
export const AlreadyLinked: Story = cameBack(
  'already_linked',
  /already belongs to another user/,
  'at the button',
)

/** Somebody else is signed in than the one who started. */
export const WrongUser: Story = cameBack('wrong_user', /signed in as someone else/, 'at the button')

/** The link was started in another tab, or its return was used before. */
export const MissingTransaction: Story = cameBack('missing_transaction', /started in another tab/, 'on top')

/** The person took longer than ten minutes. */
export const Expired: Story = cameBack('expired', /took too long/, 'at the button')

/** The person came back, and the server would not complete the link yet: why, and when to try again. */
export const LinkNotCompleted: Story = {
  parameters: { linking: { connections: [] } },
  loaders: [
    () => {
      const error = new AccountLinkingError('rate_limited', 'The server answered 429.', { retryAfter: 600 })
      const result: LinkResult = { status: 'failed', connection: 'github', error }
      return { client: { ...createFakeClient(), finishLink: async () => result } }
    },
  ],
  play: async ({ canvas }) => {
    const told = within(await canvas.findByRole('region', { name: /the link could not be completed/ }))
    await expect(told.getByText(/Too many attempts. Wait a moment and try again./)).toBeVisible()
    await expect(told.getByText(/Try again in \d+s/)).toBeVisible()
    await expect(told.getByRole('button', { name: 'Try again' })).toHaveAttribute('aria-disabled', 'true')
  },
}

/** Anything else. */
export const LinkFailed: Story = cameBack('failed', /ended with an error/, 'at the button')

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
