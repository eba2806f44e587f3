import type { Meta, StoryObj } from '@storybook/react-vite'
import { LinkedAccounts, type LinkStatus } from 'react-linked-accounts'
import { expect } from 'storybook/test'

const meta = {
  title: 'LinkedAccounts/Link results',
  component: LinkedAccounts,
  parameters: { docs: { description: { component: 'The page has come back from a provider.' } } },
} satisfies Meta<typeof LinkedAccounts>
export default meta

type Story = StoryObj<typeof meta>

const cameBack = (returned: LinkStatus, words: RegExp): Story => ({
  parameters: { linking: { scenario: { returned } } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(words)).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Dismiss' })).toBeVisible()
  },
})

/** The fresh list shows the new identity. */
export const Linked: Story = cameBack('linked', /^GitHub was linked as @octocat\.$/)

/** The server reported no error, and yet nothing is new. */
export const Unchanged: Story = cameBack('unchanged', /linked already, or somebody else’s session/)

/** The server reported no error, and the list that would prove it cannot be had. */
export const Unverified: Story = cameBack('unverified', /could not check whether it worked/)

/** The person, or the provider for them, declined. */
export const Cancelled: Story = cameBack('cancelled', /sign-in was cancelled/)

/** The server does not let this person link. */
export const Denied: Story = cameBack('denied', /not allowed to link others/)

/** The account is somebody else's already. */
export const AlreadyLinked: Story = cameBack('already_linked', /already belongs to another user/)

/** Somebody else is signed in than the one who started. */
export const WrongUser: Story = cameBack('wrong_user', /signed in as someone else/)

/** The link was started in another tab, or its return was used before. */
export const MissingTransaction: Story = cameBack('missing_transaction', /started in another tab/)

/** The person took longer than ten minutes. */
export const Expired: Story = cameBack('expired', /took too long/)

/** Anything else. */
export const LinkFailed: Story = cameBack('failed', /ended with an error/)

/** Dismissed, the notice is gone, and what was linked stays. */
export const Dismissed: Story = {
  ...Linked,
  tags: ['!autodocs'],
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Dismiss' }))
    await expect(canvas.queryByText('GitHub was linked as @octocat.')).toBeNull()
    await expect(canvas.getByText('@octocat')).toBeVisible()
  },
}
