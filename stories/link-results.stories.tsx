import type { Meta, StoryObj } from '@storybook/react-vite'
import { LinkedAccounts, type LinkStatus } from 'react-linked-accounts'
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
export const Linked: Story = cameBack('linked', /^GitHub was linked as @octocat\.$/, 'at the account')

/** An identity was linked again, for example to grant more. */
export const Renewed: Story = cameBack(
  'renewed',
  /^GitHub, @ada-lovelace was linked again\.$/,
  'at the account',
)

/** The server reported no error, and yet nothing is new. */
export const Unchanged: Story = cameBack(
  'unchanged',
  /linked already, or somebody else’s session/,
  'at the button',
)

/** The server reported no error, and the list that would prove it cannot be had. */
export const Unverified: Story = cameBack('unverified', /could not check whether it worked/, 'on top')

/** The person, or the provider for them, declined. */
export const Cancelled: Story = cameBack('cancelled', /sign-in was cancelled/, 'at the button')

/** The server does not let this person link. */
export const Denied: Story = cameBack('denied', /server refused it to you/, 'at the button')

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

/** Anything else. */
export const LinkFailed: Story = cameBack('failed', /ended with an error/, 'at the button')

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
